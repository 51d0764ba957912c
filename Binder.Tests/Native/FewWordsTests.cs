using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class FewWordsTests
{
    private const byte Untouched = 0xEE;

    [TestInitialize]
    public void NeedsNativeCode()
    {
        NativeMachine.Required();
        if (RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            Assert.Inconclusive("Only x86-64 has entries for few words; elsewhere the general copy is used.");
        }

        Assert.IsTrue(FaultSafeCopy.IsAvailable);
    }

    [TestMethod]
    [DataRow(NativeMachine.None)]
    [DataRow(NativeMachine.ReadWrite, DisplayName = "unmapped")]
    public void Reading_stops_exactly_where_the_source_ends(int protection)
    {
        using Edge edge = new(1, protection);
        Span<byte> content = NativeMachine.Bytes(edge.Start, NativeMachine.Page);
        for (int i = 0; i < content.Length; i++)
        {
            content[i] = (byte)(i % 251);
        }

        byte* room = stackalloc byte[80];
        Span<byte> to = new(room, 80);
        for (int length = 0; length <= 40; length++)
        {
            for (int offset = 0; offset <= 64; offset++)
            {
                to.Fill(Untouched);
                int good = Math.Min(length, offset);
                Assert.IsTrue(FaultSafeCopy.TryCopyFew(room + 3, (void*)(edge.End - (nuint)offset), (nuint)length, out nuint left));
                Assert.AreEqual((nuint)(length - good), left, $"{length} bytes, {good} of them good");
                Assert.IsTrue(to.Slice(3, good).SequenceEqual(content.Slice(content.Length - offset, good)), $"{good} of {length} bytes");
                Assert.IsFalse(to[(3 + good)..].ContainsAnyExcept(Untouched), $"behind {good} of {length} bytes");
                Assert.IsFalse(to[..3].ContainsAnyExcept(Untouched), $"before {good} of {length} bytes");
            }
        }
    }

    [TestMethod]
    [DataRow(0x8ul)]
    [DataRow(0x7FFF_FFFF_FFF8ul)]
    [DataRow(0x00AB_8000_0000_0000ul)]
    [DataRow(0xFFFF_8000_0000_0000ul)]
    [DataRow(0xFFFF_FFFF_FFFF_FFF8ul)]
    [DataRow(0xFFFF_FFFF_FFFF_FFFFul)]
    public void Addresses_that_no_process_has_leave_all_bytes(ulong address)
    {
        byte* here = stackalloc byte[64];
        for (int length = 1; length <= 40; length++)
        {
            Assert.IsTrue(FaultSafeCopy.TryCopyFew(here, (void*)address, (nuint)length, out nuint left));
            Assert.AreEqual((nuint)length, left);
        }
    }
}
