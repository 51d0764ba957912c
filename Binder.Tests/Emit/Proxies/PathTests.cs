using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Tests.Proxies;

/// <summary>[NulTerminated] bytes are an address, of a copy with a NUL where they have none.</summary>
[TestClass]
public sealed unsafe class PathTests
{
    private static readonly int[] s_lengths = [1, 2, 170, 510, 511, 512, 513, 514, 4096, 100_000];

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Bytes_with_their_own_NUL_are_sent_in_place(Way way)
    {
        foreach (int length in s_lengths)
        {
            byte[] path = GC.AllocateArray<byte>(length, pinned: true);
            path.AsSpan(0, length - 1).Fill((byte)'p');

            ulong[] words = ScriptedKernel.Sent<IPaths>(calls => calls.Open(1, path, 2), way);

            CollectionAssert.AreEqual(new ulong[] { 1, AddressOf(path), 2, 0, 0, 0 }, words);
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Bytes_without_a_NUL_are_copied_and_get_one(Way way)
    {
        foreach (int length in s_lengths)
        {
            // What lies behind the span has no NUL either.
            byte[] array = GC.AllocateArray<byte>(length + 16, pinned: true);
            array.AsSpan().Fill(0xFE);
            ScriptedKernel kernel = new();
            byte[] arrived = [];
            kernel.OnCall = (ref frame) => arrived = Memory.Terminated(frame[1]);
            ScratchMark before = ScratchStack.Current.Mark();
            Memory.DirtyStack();

            kernel.Bind<IPaths>(way).Open(1, array.AsSpan(0, length), 2);

            CollectionAssert.AreEqual(array[..length], arrived, $"{length} bytes.");
            Assert.AreNotEqual(AddressOf(array), kernel.Words[1]);
            Assert.AreEqual(before, ScratchStack.Current.Mark());
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_default_path_is_address_0_and_an_empty_one_is_an_empty_string(Way way)
    {
        byte[] array = [1, 2, 3];
        ScriptedKernel kernel = new();
        byte[]? arrived = null;
        kernel.OnCall = (ref frame) => arrived = frame[1] == 0 ? null : Memory.Terminated(frame[1]);
        IPaths calls = kernel.Bind<IPaths>(way);

        calls.Open(1, default, 2);
        Assert.AreEqual(0ul, kernel.Words[1]);

        Memory.DirtyStack();
        calls.Open(1, array.AsSpan(1, 0), 2);
        Assert.AreNotEqual(0ul, kernel.Words[1]);
        Assert.IsNotNull(arrived);
        Assert.IsEmpty(arrived);
    }

    [TestMethod]
    public void A_NUL_before_the_end_is_refused_before_the_call()
    {
        ScriptedKernel kernel = new();
        IPaths calls = kernel.Bind<IPaths>();
        byte[] longPath = new byte[2000];
        longPath.AsSpan(1).Fill(1);

        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Open(1, "a\0b"u8, 2));
        Assert.AreEqual(
            "PathTests.IPaths.Open(path) holds a NUL before its end, where the kernel would stop reading. Take it out.",
            refused.Message);
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Open(1, "a\0\0"u8, 2));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Open(1, longPath, 2));
        Assert.AreEqual(0, kernel.Calls);
    }

    [TestMethod]
    public void A_path_is_one_register_whatever_the_form_of_strings() => CollectionAssert.AreEqual(
        new ulong[] { 1, 0, 2, 0, 0, 0 }, ScriptedKernel.Sent<IPaths>(calls => calls.Open(1, default, 2), shape: Shapes.Counted));

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_path_sent_in_place_stays_there_when_a_collection_compacts_during_the_call(Way way)
    {
        ScriptedKernel kernel = new();
        IPaths calls = kernel.Bind<IPaths>(way);
        for (int round = 0; round < 1000; round++)
        {
            byte[] path = Allocate((byte)(round | 1));
            bool held = false;
            kernel.OnCall = (ref frame) =>
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
                held = frame[1] == AddressOf(path) && Memory.Terminated(frame[1]).AsSpan().SequenceEqual(path.AsSpan(0, 99));
            };

            calls.Open(1, path, 2);

            _ = kernel.Words;
            Assert.IsTrue(held, $"In round {round} the path moved during the call.");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Allocate(byte content)
    {
        for (int i = 0; i < 10; i++)
        {
            GC.KeepAlive(new byte[500]);
        }

        byte[] path = new byte[100];
        path.AsSpan(0, 99).Fill(content);
        return path;
    }

    private static ulong AddressOf(byte[] array) => (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    [SyscallInterface]
    internal interface IPaths
    {
        [Syscall("openat")] void Open(int directory, [NulTerminated] ReadOnlySpan<byte> path, int flags);
    }
}
