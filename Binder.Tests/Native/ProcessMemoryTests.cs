using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>The quick way.</summary>
[TestClass]
public sealed class FaultSafeProcessMemoryTests : ProcessMemoryTests
{
    [TestInitialize]
    public void NeedsSignals() => Assert.IsTrue(FaultSafeCopy.IsAvailable);

    [TestMethod]
    [DataRow(38, "process_vm_readv is refused with ENOSYS")]
    [DataRow(1, "process_vm_readv is refused with EPERM")]
    public void Missing_calls_are_named_with_their_cure(int errno, string expected)
    {
        Exception refusal = ProcessMemory.Refused(false, errno);

        Assert.IsInstanceOfType<PlatformNotSupportedException>(refusal);
        Assert.Contains(expected, refusal.Message);
        Assert.Contains("Allow process_vm_readv and process_vm_writev", refusal.Message);
    }

    [TestMethod]
    public void Other_failures_keep_their_errno()
    {
        Exception refusal = ProcessMemory.Refused(true, 12);

        Assert.IsInstanceOfType<InvalidOperationException>(refusal);
        Assert.Contains("process_vm_writev failed on this process's own memory: errno 12 (Cannot allocate memory)", refusal.Message);
    }

    protected override bool Read(nuint address, Span<byte> destination) => ProcessMemory.Read(address, destination);

    protected override bool Write(nuint address, ReadOnlySpan<byte> source) => ProcessMemory.Write(address, source);
}

/// <summary>The slow way; that it is taken, and wraps nowhere, the tests of signals show.</summary>
[TestClass]
public sealed unsafe class ProcessMemoryByKernelTests : ProcessMemoryTests
{
    [TestInitialize]
    public void NeedsTheCalls()
    {
        byte one = 0;
        try
        {
            Read((nuint)(&one), new byte[1]);
        }
        catch (PlatformNotSupportedException e)
        {
            Assert.Inconclusive(e.Message);
        }
    }

    protected override bool Read(nuint address, Span<byte> destination)
    {
        fixed (byte* local = destination)
        {
            return destination.IsEmpty || ProcessMemory.ByKernel(false, address, local, (nuint)destination.Length);
        }
    }

    protected override bool Write(nuint address, ReadOnlySpan<byte> source)
    {
        fixed (byte* local = source)
        {
            return source.IsEmpty || ProcessMemory.ByKernel(true, address, local, (nuint)source.Length);
        }
    }
}

/// <summary>What holds of copies of this process's memory by whatever way.</summary>
public abstract unsafe class ProcessMemoryTests
{
    private static readonly int s_page = NativeMachine.Page;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(4096)]
    [DataRow(10_000)]
    [DataRow(8 << 20)]
    public void Good_ranges_are_copied_whole(int length)
    {
        byte[] source = new byte[length], copy = new byte[length], back = new byte[length];
        Random.Shared.NextBytes(source);

        fixed (byte* from = source, to = back)
        {
            Assert.IsTrue(Read((nuint)from, copy));
            Assert.IsTrue(Write((nuint)to, source));
        }

        Assert.IsTrue(copy.AsSpan().SequenceEqual(source));
        Assert.IsTrue(back.AsSpan().SequenceEqual(source));
    }

    [TestMethod]
    public void Addresses_that_no_process_has_are_answers_not_crashes()
    {
        ulong[] low = [0, 1, 0x1000];
        ulong[] outside = [0x7FFF_FFFF_FFFF, 0x8000_0000_0000, 0x00AB_8000_0000_0000];
        ulong[] kernel = [0xFFFF_8000_0000_0000, 0xFFFF_FFFF_8000_0000, ulong.MaxValue - 4096];
        ulong[] last = [ulong.MaxValue - 8, ulong.MaxValue - 7, ulong.MaxValue - 6, ulong.MaxValue];
        foreach (ulong address in (ulong[])[.. low, .. outside, .. kernel, .. last])
        {
            Refused((nuint)address, 8);
        }
    }

    [TestMethod]
    public void Wrapping_ranges_are_refused_however_readable_their_start()
    {
        byte[] large = new byte[2 * s_page];
        Refused(nuint.MaxValue, large.Length);
        Refused(nuint.MaxValue - (nuint)s_page, large.Length);
    }

    [TestMethod]
    public void Zero_bytes_succeed_at_any_address()
    {
        foreach (ulong address in (ulong[])[0, 1, ulong.MaxValue, 0xFFFF_8000_0000_0000])
        {
            Assert.IsTrue(Read((nuint)address, []));
            Assert.IsTrue(Write((nuint)address, []));
        }
    }

    [TestMethod]
    public void Unmapped_memory_is_refused()
    {
        // So large that the next small mapping goes to its other end.
        nuint address = NativeMachine.Map(16_384, NativeMachine.None);
        NativeMachine.Unmap(address, 16_384);

        Refused(address, 1);
        Refused(address, s_page);
    }

    [TestMethod]
    public void Inaccessible_memory_is_refused()
    {
        nuint address = NativeMachine.Map(1, NativeMachine.None);

        Refused(address, 1);
        Refused(address, s_page);
        NativeMachine.Unmap(address, 1);
    }

    [TestMethod]
    public void Read_only_memory_is_read_but_not_written()
    {
        nuint address = NativeMachine.Map(1, NativeMachine.ReadWrite);
        NativeMachine.Bytes(address, s_page).Fill(0x5A);
        NativeMachine.Protect(address, 1, NativeMachine.ReadOnly);
        byte[] copy = new byte[16];

        Assert.IsTrue(Read(address, copy));
        Assert.IsFalse(copy.ContainsAnyExcept((byte)0x5A));
        Assert.IsFalse(Write(address, new byte[16]));
        Assert.AreEqual(0x5A, NativeMachine.Bytes(address, 1)[0]);
        NativeMachine.Unmap(address, 1);
    }

    [TestMethod]
    public void Straddling_ranges_are_refused_though_their_start_is_good()
    {
        nuint address = NativeMachine.Map(3, NativeMachine.ReadWrite);
        nuint end = address + (nuint)(2 * s_page);
        NativeMachine.Protect(end, 1, NativeMachine.None);

        Refused(end - 1, 2);
        Refused(end - 8, 16);
        Refused(end - (nuint)(s_page + 8), 2 * s_page);
        Assert.IsTrue(Read(end - 8, new byte[8]));
        Assert.IsTrue(Write(end - 8, new byte[8]));

        NativeMachine.Protect(end - (nuint)s_page, 1, NativeMachine.ReadOnly);
        nuint readOnly = end - (nuint)s_page;
        Assert.IsTrue(Read(readOnly - 8, new byte[16]));
        Assert.IsFalse(Write(readOnly - 8, new byte[16]));
        NativeMachine.Unmap(address, 3);
    }

    [TestMethod]
    public void Mapping_beyond_the_end_of_its_file_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [1, 2, 3]);
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
            const int shared = 1;
            nint mapped = NativeMachine.Call("mmap", 0, (nuint)(2 * s_page), NativeMachine.ReadWrite, shared,
                (nuint)file.SafeFileHandle.DangerousGetHandle(), 0);
            Assert.IsGreaterThan(0, mapped);
            nuint address = (nuint)mapped;

            Assert.IsTrue(Read(address, new byte[s_page]));
            Refused(address + (nuint)s_page, 1);
            Refused(address + (nuint)s_page - 1, 2);
            NativeMachine.Unmap(address, 2);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Copies_allocate_nothing()
    {
        ulong word = 0;
        long Run(int calls)
        {
            Span<byte> copy = stackalloc byte[8];
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                ulong source = 1;
                Read((nuint)(&source), copy);
                Write((nuint)(&source), copy);
                Read(0, copy);
                word += source;
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.AreEqual(0, Run(1_000));
        Assert.AreEqual(1_001ul, word);
    }

    protected abstract bool Read(nuint address, Span<byte> destination);

    protected abstract bool Write(nuint address, ReadOnlySpan<byte> source);

    private void Refused(nuint address, int length)
    {
        Assert.IsFalse(Read(address, new byte[length]), $"read of {length} at 0x{address:x}");
        Assert.IsFalse(Write(address, new byte[length]), $"write of {length} at 0x{address:x}");
    }
}
