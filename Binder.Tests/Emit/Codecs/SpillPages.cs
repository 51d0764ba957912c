using Binder.Tests.Native;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Pages below 4 GiB, so that registers of 32 bits reach them too, and behind them one that nobody may touch.</summary>
internal sealed class SpillPages : IDisposable
{
    /// <summary>Where the arena begins that has addresses of its own, which fit into 32 bits.</summary>
    public const int GuestStart = 0x5000_0000;

    private const int AnonymousPrivateNoReplace = 0x10_0022;
    private const byte Canary = 0xC7;
    private readonly int _pages;

    public SpillPages(int bytes)
    {
        NativeMachine.Required();
        _pages = ((bytes - 1) / NativeMachine.Page) + 1;
        Start = MapLow(_pages + 1);
        NativeMachine.Protect(End, 1, NativeMachine.None);
        Arena = new((nuint)Length);
        ArenaStart = Arena.Allocate<byte>(Length).Address;
        GuestArena = new((nuint)Length, GuestStart);
    }

    public nuint Start { get; }

    /// <summary>As long as the pages: a page that nobody may touch is right behind it.</summary>
    public ArenaMemory Arena { get; }

    public nuint ArenaStart { get; }

    /// <summary>The same under addresses of its own, at <see cref="GuestStart"/>.</summary>
    public ArenaMemory GuestArena { get; }

    /// <summary>The first byte of the bad page.</summary>
    public nuint End => Start + (nuint)(_pages * NativeMachine.Page);

    public int Length => _pages * NativeMachine.Page;

    /// <summary>Some bytes at an address.</summary>
    public static Span<byte> At(nuint address, int length) => NativeMachine.Bytes(address, length);

    /// <summary>The last bytes before the bad page.</summary>
    public Span<byte> Last(int bytes) => At(End - (nuint)bytes, bytes);

    /// <summary>Fills everything with canaries.</summary>
    public void Reset() => At(Start, Length).Fill(Canary);

    /// <summary>Fails where anything but so many bytes at an address has changed since <see cref="Reset"/>.</summary>
    public void MustBeUntouchedBut(nuint address, int bytes, string what)
    {
        int before = (int)(address - Start);
        Assert.IsTrue(IsCanary(0, before) && IsCanary(before + bytes, Length), $"{what}: something beside {bytes} bytes at {before} was written.");
    }

    public void Dispose()
    {
        NativeMachine.Unmap(Start, _pages + 1);
        Arena.Dispose();
        GuestArena.Dispose();
    }

    private bool IsCanary(int from, int to) => to <= from || !At(Start + (nuint)from, to - from).ContainsAnyExcept(Canary);

    private static nuint MapLow(int pages)
    {
        for (nuint hint = 0x2000_0000; hint < 0xE000_0000; hint += 0x0100_0000)
        {
            nint address = NativeMachine.Call(
                "mmap", hint, (nuint)(pages * NativeMachine.Page), NativeMachine.ReadWrite, AnonymousPrivateNoReplace, nuint.MaxValue, 0);
            if ((nuint)address == hint)
            {
                return hint;
            }

            if (address > 0)
            {
                NativeMachine.Unmap((nuint)address, pages);
            }
        }

        Assert.Inconclusive("This test needs memory below 4 GiB, and mmap gives none.");
        return 0;
    }
}
