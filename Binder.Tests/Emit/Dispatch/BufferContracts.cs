using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Dispatch;

[SyscallInterface]
internal interface IBuffers
{
    [Syscall(1)] int Read(ReadOnlySpan<int> data);

    [Syscall(2)] Result<int, Errno> Change(Span<int> data);

    [Syscall(3)] Result<int, Errno> Fill([Out] Span<int> data);

    [Syscall(4)][return: LengthOf(nameof(data))] Result<long, Errno> FillSome([Out] Span<int> data);

    [Syscall(5)][return: LengthOf(nameof(data), InBytes = true)] Result<long, Errno> FillBytes([Out] Span<int> data);

    [Syscall(6)] int Bounded([MaxCount(4)] ReadOnlySpan<long> data);

    [Syscall(7)] int CountBefore([LengthOf(nameof(data))] int count, ReadOnlySpan<int> data, byte other);

    [Syscall(8)] int BytesAfter(ReadOnlySpan<int> data, byte other, [LengthOf(nameof(data), InBytes = true)] nuint bytes);

    [Syscall(9)] int Fixed([FixedLength(3)] ReadOnlySpan<int> data);

    [Syscall(10)][return: LengthOf(nameof(second))] Result<long, Errno> Two(Span<int> first, [Out] Span<int> second);

    [Syscall(11)] int ReadBytes(ReadOnlySpan<byte> data);

    [Syscall(12)][return: LengthOf(nameof(data))] Result<long, Errno> ChangeSome(Span<int> data);

    [Syscall(13)] int ReadLongs(ReadOnlySpan<long> data);

    [Syscall(14)] int ReadThrees(ReadOnlySpan<Three> data);
}

/// <summary>Three bytes, without alignment.</summary>
internal record struct Three(byte A, byte B, byte C);

/// <summary>Does with a span what the test says; the answer is the number of elements unless it says another.</summary>
internal sealed class BufferHandler : IBuffers
{
    public int Calls { get; private set; }

    public int[]? Seen { get; private set; }

    /// <summary>What is done to the copies that may be written, and answered.</summary>
    public Func<Span<int>, Result<long, Errno>> Answer { get; set; } = data => data.Length;

    /// <summary>What is done while a copy to be read is at hand.</summary>
    public Action? WhileReading { get; set; }

    public int Read(ReadOnlySpan<int> data)
    {
        Calls++;
        WhileReading?.Invoke();
        Seen = data.ToArray();
        return data.Length;
    }

    public Result<int, Errno> Change(Span<int> data) => Run(data).Match<Result<int, Errno>>(count => (int)count, error => Result.Fail(error));

    public Result<int, Errno> Fill(Span<int> data) => Change(data);

    public Result<long, Errno> FillSome(Span<int> data) => Run(data);

    public Result<long, Errno> FillBytes(Span<int> data) => Run(data);

    public Result<long, Errno> ChangeSome(Span<int> data) => Run(data);

    public int Bounded(ReadOnlySpan<long> data) => Count(data.Length);

    public int CountBefore(int count, ReadOnlySpan<int> data, byte other) => Read(data) + (100 * count) + other;

    public int BytesAfter(ReadOnlySpan<int> data, byte other, nuint bytes) => Read(data) + (100 * (int)bytes) + other;

    public int Fixed(ReadOnlySpan<int> data) => Read(data);

    public Result<long, Errno> Two(Span<int> first, Span<int> second)
    {
        first.Fill(1);
        return Run(second);
    }

    public int ReadBytes(ReadOnlySpan<byte> data) => Count(data.Length);

    public int ReadLongs(ReadOnlySpan<long> data) => Count(data.Length);

    public int ReadThrees(ReadOnlySpan<Three> data) => Count(data.Length);

    private Result<long, Errno> Run(Span<int> data)
    {
        Calls++;
        Seen = data.ToArray();
        return Answer(data);
    }

    private int Count(int length)
    {
        Calls++;
        return length;
    }
}
