using Binder.Tests.Native;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>
/// Pages of this process. They lie far from all others, where mappings without a wish of their own never come: so nobody else's
/// memory gets into their holes, to be found by hostile addresses.
/// </summary>
internal sealed class ProcessSpace : HostileSpace
{
    private const nuint Apart = 1 << 30;
    private const int Attempts = 1000;
    private const ulong Far = 0x2000_0000_0000;
    private static readonly PageKind[] s_kinds =
    [
        PageKind.Unmapped,
        PageKind.ReadOnly,
        PageKind.Writable,
        PageKind.Writable,
        PageKind.Inaccessible,
        PageKind.Flickering,
        PageKind.Flickering,
        PageKind.Writable,
        PageKind.Flickering,
        PageKind.ReadOnly,
        PageKind.Flickering,
        PageKind.Unmapped,
    ];

    private readonly nuint[] _flickering;
    private readonly bool[] _isMapped;

    public ProcessSpace()
        : base(UserMemory.CurrentProcess, MapFar(), s_kinds)
    {
        NativeMachine.Bytes((nuint)Start, s_kinds.Length * Page).Fill((byte)'p');
        for (int page = 0; page < s_kinds.Length; page++)
        {
            nuint address = Address(page);
            switch (s_kinds[page])
            {
                case PageKind.Unmapped:
                    NativeMachine.Unmap(address, 1);
                    break;
                case PageKind.Inaccessible:
                    NativeMachine.Protect(address, 1, NativeMachine.None);
                    break;
                case PageKind.ReadOnly:
                    NativeMachine.Bytes(address, Page)[Page / 2] = 0;
                    NativeMachine.Protect(address, 1, NativeMachine.ReadOnly);
                    break;
                default:
                    break;
            }
        }

        _flickering = [.. Enumerable.Range(0, s_kinds.Length).Where(page => s_kinds[page] == PageKind.Flickering).Select(Address)];
        _isMapped = [.. _flickering.Select(_ => true)];
    }

    public override ReadOnlySpan<byte> Bytes(ulong address, int length) => NativeMachine.Bytes((nuint)address, length);

    /// <summary>Makes one of the flickering pages something else. For one thread.</summary>
    public void Flicker(Random random)
    {
        int i = random.Next(_flickering.Length), kind = random.Next(4);
        int protection = kind == 0 ? NativeMachine.None : kind == 1 ? NativeMachine.ReadOnly : NativeMachine.ReadWrite;
        bool shouldBeMapped = kind != 3;
        if (!_isMapped[i] && shouldBeMapped)
        {
            Assert.AreEqual((nint)_flickering[i], MapAt(_flickering[i], 1, protection), "Somebody has taken a page that was unmapped.");
        }
        else if (_isMapped[i] && !shouldBeMapped)
        {
            NativeMachine.Unmap(_flickering[i], 1);
        }
        else if (shouldBeMapped)
        {
            NativeMachine.Protect(_flickering[i], 1, protection);
        }

        _isMapped[i] = shouldBeMapped;
    }

    protected override void Write(ulong address, ReadOnlySpan<byte> bytes) =>
        bytes.CopyTo(NativeMachine.Bytes((nuint)address, bytes.Length));

    protected override void Dispose(bool disposing)
    {
        NativeMachine.Unmap((nuint)Start, Pages);
        base.Dispose(disposing);
    }

    private nuint Address(int page) => (nuint)Start + (nuint)(page * Page);

    private static nuint MapFar()
    {
        nuint address = unchecked((nuint)Far);
        for (int i = 0; i < Attempts; i++, address += Apart)
        {
            nint mapped = MapAt(address, s_kinds.Length, NativeMachine.ReadWrite);
            if (mapped == (nint)address)
            {
                return address;
            }

            if (mapped > 0)
            {
                NativeMachine.Unmap((nuint)mapped, s_kinds.Length);
            }
        }

        Assert.Inconclusive($"This test needs some free pages at 0x{Far:x} or above.");
        return 0;
    }

    /// <summary>Maps pages exactly there, over nobody's; gives their address, or something else where that cannot be.</summary>
    private static nint MapAt(nuint address, int pages, int protection)
    {
        const int PrivateAnonymousAndNotOverAnother = 0x10_0022;
        return NativeMachine.Call(
            "mmap", address, (nuint)(pages * Page), (nuint)protection, PrivateAnonymousAndNotOverAnother, nuint.MaxValue, 0);
    }
}
