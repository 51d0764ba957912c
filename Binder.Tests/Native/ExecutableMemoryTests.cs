using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class ExecutableMemoryTests
{
    private static readonly byte[] s_return = HostCode.Current.Return();
    private static readonly int s_page = NativeMachine.Page;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Code_runs()
    {
        ExecutableMemory memory = ExecutableMemory.Map(HostCode.Current.FortyTwo());

        Assert.AreEqual(42, ((delegate* unmanaged<int>)memory.Address)());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4095)]
    [DataRow(4096)]
    [DataRow(4097)]
    [DataRow(20_000)]
    public void Code_lies_between_inaccessible_pages_and_is_followed_by_traps(int length)
    {
        byte[] code = new byte[length];
        code.AsSpan().Fill(0xC3);

        ExecutableMemory memory = ExecutableMemory.Map(code);

        int pages = (length + s_page - 1) / s_page;
        nuint start = (nuint)memory.Address;
        nuint end = start + (nuint)(pages * s_page);
        Assert.AreEqual(0u, start % (nuint)s_page);
        Assert.AreEqual(length, memory.Length);
        Assert.IsTrue(memory.Code.SequenceEqual(code));
        Assert.IsFalse(NativeMachine.Bytes(start, (int)(end - start))[length..].ContainsAnyExcept(NativeCode.Host.Fill));
        for (nuint at = start; at < end; at += (nuint)s_page)
        {
            Assert.AreEqual("r-xp", MemoryMap.At(at)?.Protection);
        }

        Assert.AreEqual("---p", MemoryMap.At(start - 1)?.Protection);
        Assert.AreEqual("---p", MemoryMap.At(end)?.Protection);
    }

    [TestMethod]
    public void Code_can_be_read_but_not_written_and_its_neighbours_neither()
    {
        nuint start = (nuint)ExecutableMemory.Map(s_return).Address;
        byte[] one = new byte[1];

        Assert.IsTrue(ProcessMemory.Read(start, one));
        Assert.AreEqual(s_return[0], one[0]);
        Assert.IsFalse(ProcessMemory.Write(start, one));
        Assert.IsFalse(ProcessMemory.Read(start - 1, one));
        Assert.IsFalse(ProcessMemory.Read(start + (nuint)s_page, one));
    }

    [TestMethod]
    public void No_page_of_ours_or_near_it_is_writable_and_executable()
    {
        Assert.IsTrue(FaultSafeCopy.IsAvailable);
        nint[] ours =
        [
            FaultSafeCopy.Page.Address,
            .. SignalState.Handlers(),
            LinuxTrap.Address,
            ExecutableMemory.Map(s_return).Address,
            HostedThunks.For(HostCode.Current.Linux, [0], 1, 0).Address,
            HostedThunks.ByPointer(1, 0).Address,
        ];

        List<MemoryMap> maps = MemoryMap.Read();
        foreach (nuint address in ours.Select(at => (nuint)at))
        {
            nuint near = 16 * (nuint)s_page;
            List<MemoryMap> around = [.. maps.Where(map => map.Start < address + near && map.End > address - near)];
            Assert.Contains(map => map.Start <= address && address < map.End && map.Protection == "r-xp", around);
            Assert.DoesNotContain(map => map.Protection.Contains('w', StringComparison.Ordinal)
                && map.Protection.Contains('x', StringComparison.Ordinal), around);
        }
    }

    [TestMethod]
    public void Empty_code_is_refused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ExecutableMemory.Map([]));

    [TestMethod]
    public void Refusal_names_the_step_the_errno_and_the_cure()
    {
        string text = ExecutableMemory.Refused("execute", 13).Message;

        Assert.Contains("refuses to execute a page of native code: errno 13 (Permission denied)", text);
        Assert.Contains("allow the process SELinux's execmem", text);
        Assert.Contains("LoopbackAbi", text);
    }
}
