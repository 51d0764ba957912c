namespace Binder.Tests.Children;

/// <summary>Reads and writes a caller's memory as values, and uses nothing else of Binder.</summary>
internal static class MemoryFirst
{
    public static int Run()
    {
        byte[] block = [2, 1, 1, 1, 1, 1, 1, 1, 1];
        Block memory = new(block);
        bool illegal = memory.TryRead(new UserPointer<bool>(0), out bool flag);
        bool legal = memory.TryRead(new UserPointer<bool>(1), out bool other) && memory.TryWrite(new UserPointer<Padded>(4), new Padded(5, 257));
        Console.WriteLine($"{illegal} {flag} {legal} {other} {string.Join(' ', block[4..])}");
        return 0;
    }

    private record struct Padded(byte First, short Second);

    private sealed class Block(byte[] bytes) : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) => bytes.AsSpan((int)address, destination.Length).TryCopyTo(destination);

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => source.TryCopyTo(bytes.AsSpan((int)address));
    }
}
