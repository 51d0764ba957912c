using System.Globalization;
using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class LinuxTrapTests
{
    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Thunk_is_made_once_even_when_many_ask_at_once()
    {
        nint[] addresses = new nint[64];
        Parallel.For(0, addresses.Length, i => addresses[i] = LinuxTrap.Address);

        Assert.AreEqual(LinuxTrap.Memory.Address, addresses.Distinct().Single());
    }

    [TestMethod]
    public void Getpid_and_getppid_answer_by_both_transitions()
    {
        string parent = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..];
        nint parentId = nint.Parse(parent, CultureInfo.InvariantCulture);
        nint trap = LinuxTrap.Address;
        nuint getpid = NativeMachine.Number("getpid"), getppid = NativeMachine.Number("getppid");

        Assert.AreEqual(Environment.ProcessId, NativeCall.Short(trap, getpid, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(Environment.ProcessId, NativeCall.Full(trap, getpid, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(parentId, NativeCall.Short(trap, getppid, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(parentId, NativeCall.Full(trap, getppid, 0, 0, 0, 0, 0, 0));
    }

    [TestMethod]
    public void Unknown_number_answers_ENOSYS() => Assert.AreEqual(-38, NativeCall.Full(LinuxTrap.Address, 99_999, 0, 0, 0, 0, 0, 0));

    [TestMethod]
    public void All_six_arguments_arrive()
    {
        // mmap looks at each: length, protection, flags, descriptor and offset come back as contents of the mapping.
        string path = Path.GetTempFileName();
        try
        {
            byte[] content = new byte[2 * NativeMachine.Page];
            Random.Shared.NextBytes(content);
            File.WriteAllBytes(path, content);
            using FileStream file = File.OpenRead(path);
            nuint page = (nuint)NativeMachine.Page;
            nuint wished = NativeMachine.Map(1, NativeMachine.None);

            const int PrivateFixed = 0x12;
            nuint address = (nuint)NativeMachine.Call(
                "mmap", wished, page, NativeMachine.ReadOnly, PrivateFixed, (nuint)file.SafeFileHandle.DangerousGetHandle(), page);

            Assert.AreEqual(wished, address);
            Assert.AreEqual("r--p", MemoryMap.At(address)?.Protection);
            Assert.IsTrue(NativeMachine.Bytes(address, NativeMachine.Page).SequenceEqual(content.AsSpan(NativeMachine.Page)));
            NativeMachine.Unmap(address, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Collection_does_not_wait_for_a_thread_in_a_full_call()
    {
        int* ends = stackalloc int[2];
        Assert.AreEqual(0, NativeMachine.Call("pipe2", (nuint)ends));
        (nuint reading, nuint writing) = ((nuint)ends[0], (nuint)ends[1]);
        nint thread = 0, answer = 0;
        Thread reader = new(() =>
        {
            byte one;
            Volatile.Write(ref thread, NativeMachine.Call("gettid"));
            answer = NativeMachine.Call("read", reading, (nuint)(&one), 1);
        });
        reader.Start();
        while (Volatile.Read(ref thread) == 0)
        {
            Thread.Yield();
        }

        // The kernel shows a waiting call by its number and arguments. Behind an emulator the number is another machine's.
        string where = $"/proc/self/task/{thread}/syscall", waiting = string.Create(CultureInfo.InvariantCulture, $" 0x{reading:x} ");
        bool visible = File.Exists(where);
        while (visible && !File.ReadAllText(where).Contains(waiting, StringComparison.Ordinal))
        {
            Thread.Yield();
        }

        GC.Collect();

        byte zero = 0;
        Assert.AreEqual(1, NativeMachine.Call("write", writing, (nuint)(&zero), 1));
        reader.Join();
        Assert.AreEqual(1, answer);
        NativeMachine.Call("close", reading);
        NativeMachine.Call("close", writing);
        if (!visible)
        {
            Assert.Inconclusive("This test needs /proc/self/task/TID/syscall to know that the thread waits in the kernel.");
        }
    }

    [TestMethod]
    public void Calls_allocate_nothing()
    {
        nint trap = LinuxTrap.Address;
        nuint getpid = NativeMachine.Number("getpid");
        long Run(int calls)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                NativeCall.Short(trap, getpid, 0, 0, 0, 0, 0, 0);
                NativeCall.Full(trap, getpid, 0, 0, 0, 0, 0, 0);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.AreEqual(0, Run(10_000));
    }
}
