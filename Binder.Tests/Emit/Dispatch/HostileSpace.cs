using System.Buffers.Binary;
using Binder.Tests.Native;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>What a page of a <see cref="HostileSpace"/> is to a kernel.</summary>
internal enum PageKind
{
    Unmapped,
    Inaccessible,
    ReadOnly,
    Writable,

    /// <summary>Any of the others, and another one in a moment.</summary>
    Flickering,
}

/// <summary>Whether a range can be had, worst first.</summary>
internal enum Reach
{
    Never,
    Perhaps,
    Always,
}

/// <summary>Pages in and around which a hostile caller's addresses lie. Only that caller, and kernels for it, change their content.</summary>
/// <param name="memory">What a kernel reads and writes them through.</param>
/// <param name="start">The address of the first page.</param>
/// <param name="kinds">Of each page.</param>
internal abstract class HostileSpace(UserMemory memory, nuint start, params PageKind[] kinds) : IDisposable
{
    public static int Page => NativeMachine.Page;

    public UserMemory Memory => memory;

    public ulong Start => start;

    public int Pages => kinds.Length;

    public ulong End => Start + ((ulong)kinds.Length * (ulong)Page);

    /// <summary>Pages of this process, neighbours of every kind.</summary>
    public static ProcessSpace Process() => new();

    /// <summary>A block that stands for some pages.</summary>
    public static HostileSpace Block() => new BlockSpace();

    /// <summary>The bytes of a range that can be read always.</summary>
    public abstract ReadOnlySpan<byte> Bytes(ulong address, int length);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether at least one byte at the address, and all that follow it, can be read.</summary>
    public Reach CanRead(ulong address, ulong bytes) => CanReach(address, bytes, ifReadOnly: Reach.Always);

    /// <summary>Whether at least one byte at the address, and all that follow it, can be written.</summary>
    public Reach CanWrite(ulong address, ulong bytes) => CanReach(address, bytes, ifReadOnly: Reach.Never);

    /// <summary>Changes one byte somewhere.</summary>
    public void Scribble(Random random, byte value)
    {
        int page = random.Next(kinds.Length);
        if (kinds[page] == PageKind.Writable)
        {
            Write(Start + (ulong)(page * Page) + (ulong)random.Next(Page), [value]);
        }
    }

    /// <summary>Whether there are two words of a value at the address.</summary>
    public bool HasTwice(ulong address, ulong word)
    {
        ReadOnlySpan<byte> there = Bytes(address, 16);
        return BinaryPrimitives.ReadUInt64LittleEndian(there) == word && BinaryPrimitives.ReadUInt64LittleEndian(there[8..]) == word;
    }

    protected abstract void Write(ulong address, ReadOnlySpan<byte> bytes);

    protected virtual void Dispose(bool disposing)
    {
    }

    private Reach CanReach(ulong address, ulong bytes, Reach ifReadOnly)
    {
        if (address < Start || address >= End || bytes > End - address)
        {
            return Reach.Never;
        }

        int first = (int)((address - Start) / (ulong)Page), last = (int)((address - Start + bytes - 1) / (ulong)Page);
        Reach worst = Reach.Always;
        foreach (PageKind kind in kinds.AsSpan(first, last - first + 1))
        {
            Reach one = kind switch
            {
                PageKind.Writable => Reach.Always,
                PageKind.ReadOnly => ifReadOnly,
                PageKind.Flickering => Reach.Perhaps,
                _ => Reach.Never,
            };
            worst = one < worst ? one : worst;
        }

        return worst;
    }

    private sealed class BlockSpace : HostileSpace
    {
        private const ulong Address = 0x5000_0000_0000;
        private readonly byte[] _block;

        public BlockSpace()
            : this(new byte[2 * Page])
        {
        }

        private BlockSpace(byte[] block)
            : base(
                UserMemory.Over(block, unchecked((nuint)Address)),
                unchecked((nuint)Address) - (nuint)Page,
                [PageKind.Unmapped, PageKind.Writable, PageKind.Writable, PageKind.Unmapped])
        {
            _block = block;
            block.AsSpan().Fill((byte)'b');
        }

        public override ReadOnlySpan<byte> Bytes(ulong address, int length) => _block.AsSpan((int)(address - Address), length);

        protected override void Write(ulong address, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_block.AsSpan((int)(address - Address)));
    }
}
