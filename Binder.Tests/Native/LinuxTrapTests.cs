using System.Globalization;
using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class LinuxTrapTests
{
    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Thunk_is_what_it_says()
    {
        Assert.AreEqual(
            """
            mov rax,rdi
            mov rdi,rsi
            mov rsi,rdx
            mov rdx,rcx
            mov r10,r8
            mov r8,r9
            mov r9,[rsp+8]
            syscall
            ret
            """,
            Disassembly.Of(LinuxTrap.Memory.Address, LinuxTrap.Memory.Length));
    }

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

        Assert.AreEqual(Environment.ProcessId, NativeCall.Short(trap, 39, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(Environment.ProcessId, NativeCall.Full(trap, 39, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(parentId, NativeCall.Short(trap, 110, 0, 0, 0, 0, 0, 0));
        Assert.AreEqual(parentId, NativeCall.Full(trap, 110, 0, 0, 0, 0, 0, 0));
    }

    [TestMethod]
    public void Unknown_number_answers_ENOSYS() => Assert.AreEqual(-38, NativeMachine.Call(99_999));

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
                9, wished, page, NativeMachine.ReadOnly, PrivateFixed, (nuint)file.SafeFileHandle.DangerousGetHandle(), page);

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
        Assert.AreEqual(0, NativeMachine.Call(293, (nuint)ends)); // pipe2
        (nuint reading, nuint writing) = ((nuint)ends[0], (nuint)ends[1]);
        nint thread = 0, answer = 0;
        Thread reader = new(() =>
        {
            byte one;
            Volatile.Write(ref thread, NativeMachine.Call(186)); // gettid
            answer = NativeMachine.Call(0, reading, (nuint)(&one), 1); // read
        });
        reader.Start();
        while (Volatile.Read(ref thread) == 0)
        {
            Thread.Yield();
        }

        string where = $"/proc/self/task/{thread}/syscall";
        bool visible = File.Exists(where);
        while (visible && !File.ReadAllText(where).StartsWith("0 ", StringComparison.Ordinal))
        {
            Thread.Yield();
        }

        GC.Collect();

        byte zero = 0;
        Assert.AreEqual(1, NativeMachine.Call(1, writing, (nuint)(&zero), 1)); // write
        reader.Join();
        Assert.AreEqual(1, answer);
        NativeMachine.Call(3, reading);
        NativeMachine.Call(3, writing);
        if (!visible)
        {
            Assert.Inconclusive("This test needs /proc/self/task/TID/syscall to know that the thread waits in the kernel.");
        }
    }

    [TestMethod]
    public void Calls_allocate_nothing()
    {
        nint trap = LinuxTrap.Address;
        long Run(int calls)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                NativeCall.Short(trap, 39, 0, 0, 0, 0, 0, 0);
                NativeCall.Full(trap, 39, 0, 0, 0, 0, 0, 0);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.AreEqual(0, Run(10_000));
    }
}
