using Binder.Native;
using Binder.Tests.Native;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>
/// A caller's memory: a page that may only be read, then two that may be written, and nothing before and behind them.
/// </summary>
internal abstract class CallerSpace : IDisposable
{
    public const int Page = 4096;
    public const int ReadOnlyBytes = Page;
    public const int WritableBytes = 2 * Page;

    protected CallerSpace(UserMemory memory, nuint start)
    {
        (Memory, Start) = (new WatchedMemory(memory), start);
        Caller = new(Memory, identity: this);
    }

    public WatchedMemory Memory { get; }

    public SyscallCaller Caller { get; }

    /// <summary>Where the page that may only be read begins.</summary>
    public nuint Start { get; }

    public nuint Writable => Start + ReadOnlyBytes;

    public nuint End => Writable + WritableBytes;

    /// <summary>The two pages that may be written.</summary>
    public abstract Span<byte> Bytes { get; }

    /// <summary>A block at an address of its own, and pages of this process where the machine has what that needs.</summary>
    public static IEnumerable<CallerSpace> All()
    {
        using (CallerSpace block = Block())
        {
            yield return block;
        }

        if (NativePlatform.IsSupported)
        {
            using CallerSpace pages = Pages();
            yield return pages;
        }
    }

    public static CallerSpace Block() => new BlockSpace();

    public static CallerSpace Pages() => new PageSpace();

    /// <summary>Every kind of memory with every way to a kernel.</summary>
    public static IEnumerable<(CallerSpace Space, SyscallAbi Abi)> All(HostedKernel kernel) =>
        All().SelectMany(space => KernelWays.To(kernel, space.Caller).Select(abi => (space, abi)));

    /// <summary>The elements from an offset of the writable pages on.</summary>
    public Span<T> At<T>(int offset, int length)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(Bytes[offset..])[..length];

    /// <summary>Puts bytes so that they end where the memory ends, and gives their address.</summary>
    public ulong PutAtEnd(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Bytes[^bytes.Length..]);
        return End - (nuint)bytes.Length;
    }

    /// <summary>Fills the writable pages, and forgets what was done to the memory so far.</summary>
    public void Reset(byte value = 0xA5)
    {
        Bytes.Fill(value);
        Memory.Reset();
    }

    public bool IsUntouched(byte value = 0xA5) => !Bytes.ContainsAnyExcept(value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class BlockSpace : CallerSpace
    {
        private const ulong Address = 0x5000_0000_0000;
        private readonly byte[] _block;

        public BlockSpace()
            : this(new byte[ReadOnlyBytes + WritableBytes])
        {
        }

        private BlockSpace(byte[] block)
            : base(UserMemory.Over(block, unchecked((nuint)Address)), unchecked((nuint)Address))
        {
            _block = block;
            Memory.RefuseWrites(Start, ReadOnlyBytes);
        }

        public override Span<byte> Bytes => _block.AsSpan(ReadOnlyBytes);
    }

    private sealed class PageSpace : CallerSpace
    {
        public PageSpace()
            : base(UserMemory.CurrentProcess, NativeMachine.Map(5, NativeMachine.None) + Page)
        {
            NativeMachine.Protect(Start, 1, NativeMachine.ReadOnly);
            NativeMachine.Protect(Writable, 2, NativeMachine.ReadWrite);
        }

        public override Span<byte> Bytes => NativeMachine.Bytes(Writable, WritableBytes);

        protected override void Dispose(bool disposing)
        {
            NativeMachine.Unmap(Start - Page, 5);
            base.Dispose(disposing);
        }
    }
}
