using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Model;

[TestClass]
public sealed class SyscallDescriptorTests
{
    private enum Nr : byte
    {
        Call = 200,
    }

    private interface INumberConstants
    {
        const ulong Open = 2;
        const long Close = 3;
        const uint U = 4;
        const char Letter = 'A';
    }

    [SyscallInterface]
    private interface INumbers
    {
        [Syscall(Nr.Call)] int Member();

        [Syscall(INumberConstants.Open)] int Ulong();

        [Syscall(INumberConstants.Close)] int Long();

        [Syscall(INumberConstants.U)] int Uint();

        [Syscall(0xFFFF_FFFF_FFFF_FFFF)] int Largest();

        [Syscall(long.MaxValue)] int LargestLong();

        [Syscall(0x8000_0000_0000_0000)] int Next();

        [Syscall(5)] int Int();

        [Syscall((byte)6)] int Byte();

        [Syscall((short)7)] int Short();

        [Syscall(INumberConstants.Letter)] int Char();

        [Syscall(0)] int Zero();
    }

    [SyscallInterface]
    private unsafe interface ISignatures
    {
        [Syscall("write")] Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data);

        [Syscall(1), Short] void Modifiers(in int a, ref long b, out byte c, ref readonly char d, [Out] Span<uint> e, Span<float> f);

        [Syscall(2), Blocking] byte* Types(byte** a, (int, bool) b, nuint c, SafeFileHandle d, string e, DayOfWeek f, UserSlice<int> g);
    }

    [TestMethod]
    [DataRow(nameof(INumbers.Member), 200UL)]
    [DataRow(nameof(INumbers.Ulong), 2UL)]
    [DataRow(nameof(INumbers.Long), 3UL)]
    [DataRow(nameof(INumbers.Uint), 4UL)]
    [DataRow(nameof(INumbers.Largest), ulong.MaxValue)]
    [DataRow(nameof(INumbers.LargestLong), 0x7FFF_FFFF_FFFF_FFFFUL)]
    [DataRow(nameof(INumbers.Next), 0x8000_0000_0000_0000UL)]
    [DataRow(nameof(INumbers.Int), 5UL)]
    [DataRow(nameof(INumbers.Byte), 6UL)]
    [DataRow(nameof(INumbers.Short), 7UL)]
    [DataRow(nameof(INumbers.Char), 65UL)]
    [DataRow(nameof(INumbers.Zero), 0UL)]
    public void Every_kind_of_constant_is_a_number(string method, ulong number)
    {
        SyscallDescriptor call = SyscallTable.Of<INumbers>().Calls.Single(call => call.Method.Name == method);
        Assert.AreEqual(number, call.DeclaredNumber);
        Assert.AreEqual(method, call.Name);
        Assert.AreEqual($"SyscallDescriptorTests.INumbers.{method} ({method}, {number})", call.ToString());
    }

    [TestMethod]
    public void A_call_by_name_has_that_name_and_no_number()
    {
        SyscallDescriptor write = SyscallTable.Of<ISignatures>().Calls[0];
        Assert.AreEqual("write", write.Name);
        Assert.IsNull(write.DeclaredNumber);
        Assert.AreEqual(typeof(ISignatures), write.Contract);
        Assert.AreEqual(nameof(ISignatures.Write), write.Method.Name);
        Assert.AreEqual("SyscallDescriptorTests.ISignatures.Write (write)", write.ToString());
    }

    [TestMethod]
    public void A_signature_is_what_C_sharp_would_say() => Assert.AreSequenceEqual(
        [
            "Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data)",
            "void Modifiers(in int a, ref long b, out byte c, ref readonly char d, [Out] Span<uint> e, Span<float> f)",
            "byte* Types(byte** a, (int, bool) b, nuint c, SafeFileHandle d, string e, DayOfWeek f, UserSlice<int> g)",
        ],
        SyscallTable.Of<ISignatures>().Calls.Select(call => call.Signature));

    [TestMethod]
    public void A_call_keeps_what_it_says_of_its_duration() => Assert.AreSequenceEqual(
        [SyscallTransition.Ordinary, SyscallTransition.Short, SyscallTransition.Blocking],
        SyscallTable.Of<ISignatures>().Calls.Select(call => call.Transition));
}
