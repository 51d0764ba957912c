using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>Calls that 32-bit registers carry.</summary>
[SyscallInterface]
internal interface INarrowTrips
{
    [Syscall(1)] Result<int, Errno> Integers(sbyte a, byte b, short c, ushort d, int e, uint f);

    [Syscall(2)] bool Mixed(bool a, char b, Half c, float d, nint e, nuint f);

    [Syscall(3)] Result<uint, SyscallError<Errno>> Record(Point point, Level level);

    [Syscall(4)] void Nothing();

    [Syscall(5)] Result<Unit, OwnError> OneRecord(Boxed boxed);
}

[SyscallInterface]
internal interface IWideTrips
{
    [Syscall(11)] Result<long, Errno> Longs(long a, ulong b, double c, Wide d);

    [Syscall(12)] Result<int, Errno> Read(int file, ReadOnlySpan<byte> data);

    [Syscall(13)] int Write(Span<int> data, short other);

    [Syscall(14)][return: LengthOf(nameof(data))] Result<nint, Errno> Fill(byte value, [Out] Span<Pair> data);

    [Syscall(15)] Result<int, Errno> Text(string text, string? maybe);

    [Syscall(16)] int Path([NulTerminated] ReadOnlySpan<byte> path, bool flag);

    [Syscall(17)] long References(in Pair one, ref Pair two, out Pair three);

    [Syscall(18)] Result<Pair, Errno> Area(long first, Boxed second);

    [Syscall(19)] int Lengths([LengthOf(nameof(data))] int count, ReadOnlySpan<Pair> data, [FixedLength(2)] Span<long> two);

    [Syscall(20)] double Nested(Outer outer);
}

internal readonly record struct Point(short X, Boxed Y);

internal readonly record struct Outer(Point Point, Pair Pair, bool Flag);

/// <summary>Keeps what arrived, and answers what the test set.</summary>
internal class NarrowTrips : INarrowTrips
{
    public object? Seen { get; set; }

    public object? Answer { get; set; }

    public Result<int, Errno> Integers(sbyte a, byte b, short c, ushort d, int e, uint f) => Take<Result<int, Errno>>((a, b, c, d, e, f));

    public bool Mixed(bool a, char b, Half c, float d, nint e, nuint f) =>
        Take<bool>((a, b, BitConverter.HalfToInt16Bits(c), BitConverter.SingleToInt32Bits(d), e, f));

    public Result<uint, SyscallError<Errno>> Record(Point point, Level level) => Take<Result<uint, SyscallError<Errno>>>((point, level));

    public void Nothing() => Seen = "nothing";

    public Result<Unit, OwnError> OneRecord(Boxed boxed) => Take<Result<Unit, OwnError>>(boxed);

    protected T Take<T>(object seen)
    {
        Seen = seen;
        return (T)Answer!;
    }
}

internal sealed class WideTrips : NarrowTrips, IWideTrips
{
    /// <summary>What is put into every copy that goes back.</summary>
    public Pair Back { get; set; }

    public Result<long, Errno> Longs(long a, ulong b, double c, Wide d) => Take<Result<long, Errno>>((a, b, BitConverter.DoubleToInt64Bits(c), d));

    public Result<int, Errno> Read(int file, ReadOnlySpan<byte> data) => Take<Result<int, Errno>>((file, Convert.ToHexString(data)));

    public int Write(Span<int> data, short other)
    {
        string before = string.Join(',', data.ToArray());
        data.Reverse();
        return Take<int>((before, other));
    }

    public Result<nint, Errno> Fill(byte value, Span<Pair> data)
    {
        bool isZero = !data.ContainsAnyExcept(default(Pair));
        data.Fill(Back);
        return Take<Result<nint, Errno>>((value, data.Length, isZero));
    }

    public Result<int, Errno> Text(string text, string? maybe) => Take<Result<int, Errno>>((text, maybe));

    public int Path(ReadOnlySpan<byte> path, bool flag) => Take<int>((Convert.ToHexString(path), flag));

    public long References(in Pair one, ref Pair two, out Pair three)
    {
        Pair before = two;
        two = Back;
        three = one;
        return Take<long>((one, before));
    }

    public Result<Pair, Errno> Area(long first, Boxed second) => Take<Result<Pair, Errno>>((first, second));

    public int Lengths(int count, ReadOnlySpan<Pair> data, Span<long> two)
    {
        string before = string.Join(',', two.ToArray());
        two.Fill(Back.First);
        return Take<int>((count, string.Join(',', data.ToArray()), before));
    }

    public double Nested(Outer outer) => Take<double>(outer);
}
