namespace Binder.Tests.Native;

/// <summary>Good pages, and behind them one that is not.</summary>
internal sealed class Edge : IDisposable
{
    private readonly int _pages;
    private readonly bool _unmapped;

    /// <param name="pages">How many good ones.</param>
    /// <param name="protection">Of the page behind them; readable and writable stands for none at all.</param>
    public Edge(int pages, int protection)
    {
        (_pages, _unmapped) = (pages, protection == NativeMachine.ReadWrite);
        Start = NativeMachine.Map(pages + 1, NativeMachine.ReadWrite);
        if (_unmapped)
        {
            // So much that a small mapping of another thread finds its place elsewhere.
            const int Far = 16_384;
            NativeMachine.Unmap(Start, pages + 1);
            Start = NativeMachine.Map(pages + Far, NativeMachine.ReadWrite);
            NativeMachine.Unmap(End, Far);
        }
        else
        {
            NativeMachine.Protect(End, 1, protection);
        }
    }

    public nuint Start { get; }

    /// <summary>The first bad byte.</summary>
    public nuint End => Start + (nuint)(_pages * NativeMachine.Page);

    /// <summary>Ranges of these lengths that begin at every offset of the last 80 bytes, and some of the last pages.</summary>
    public IEnumerable<(int Length, int Good)> Straddling(int[] lengths) =>
        from length in lengths
        from good in Enumerable.Range(0, 81).Concat([127, 128, 250, 256, 4090, 4096, 8_200])
        where good < length
        select (length, good);

    public void Dispose() => NativeMachine.Unmap(Start, _unmapped ? _pages : _pages + 1);
}
