namespace Binder.Tests.Emit.Dispatch;

/// <summary>A memory around another one that notes what is done to it.</summary>
internal sealed class WatchedMemory(UserMemory inner) : UserMemory
{
    private nuint _readOnlyStart;
    private nuint _readOnlyEnd;

    public List<(nuint Address, int Length)> Reads { get; } = [];

    public List<(nuint Address, int Length)> Writes { get; } = [];

    /// <summary>Runs after each read.</summary>
    public Action? AfterRead { get; set; }

    public void RefuseWrites(nuint start, int length) => (_readOnlyStart, _readOnlyEnd) = (start, start + (nuint)length);

    public void Reset()
    {
        Reads.Clear();
        Writes.Clear();
        AfterRead = null;
    }

    public override bool TryRead(nuint address, Span<byte> destination)
    {
        Reads.Add((address, destination.Length));
        bool could = inner.TryRead(address, destination);
        AfterRead?.Invoke();
        return could;
    }

    public override bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        Writes.Add((address, source.Length));
        return (address >= _readOnlyEnd || address + (nuint)source.Length <= _readOnlyStart) && inner.TryWrite(address, source);
    }
}
