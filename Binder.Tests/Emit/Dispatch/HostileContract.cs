using System.Text;

namespace Binder.Tests.Emit.Dispatch;

[SyscallInterface]
internal interface IHostile
{
    [Syscall(1)] int Read(ReadOnlySpan<byte> data);

    [Syscall(2)][return: LengthOf(nameof(data))] Result<long, Errno> Fill([Out] Span<int> data);

    [Syscall(3)] int Text(string text);

    [Syscall(4)] int Scalars(bool flag, sbyte value);

    [Syscall(5)] int Ref(ref Pair pair);

    [Syscall(6)] Pair Area(long value);

    [Syscall(7)] Result<int, Errno> Slice(ReadOnlySpan<byte> data);

    [Syscall(8)] int Throw();
}

/// <summary>Answers what its caller can foresee.</summary>
[Handles(typeof(IHostile))]
internal sealed class HostileHandler
{
    public const byte Filling = 0x78;

    /// <summary>How many bytes there are, and their sum without carries above that.</summary>
    public int Read(ReadOnlySpan<byte> data)
    {
        int sum = 0;
        foreach (byte one in data)
        {
            sum ^= one;
        }

        return Sum(data.Length, sum);
    }

    public static int Sum(int length, int sum) => length | sum << 16;

    public Result<long, Errno> Fill(Span<int> data)
    {
        data.Fill(Filling * 0x0101_0101);
        return data.Length;
    }

    /// <summary>Counts the bytes.</summary>
    public int Text(string text) => Encoding.UTF8.GetByteCount(text);

    public int Scalars(bool flag, sbyte value) => flag ? 1 : 0;

    public int Ref(ref Pair pair)
    {
        pair = pair with { First = pair.First + 1 };
        return 5;
    }

    public Pair Area(long value) => new(value, value);

    public Result<int, Errno> Slice(in SyscallContext context, ReadOnlyUserSlice<byte> data)
    {
        Span<byte> first = stackalloc byte[(int)nuint.Min(data.Length, 8)];
        return context.Memory.TryRead(data, first) ? first.Length : Result.Fail(Errno.EFAULT);
    }

    public int Throw() => throw new InvalidOperationException();
}
