using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Binder.Native;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class HostileCallersTests
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(TestLength.Choose(1.5, 60));

    [TestMethod]
    public void Hostile_calls_by_several_threads_are_answered_as_the_contract_says_and_the_kernel_serves_to_the_end()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = HostileCaller.MaxCopy }, new HostileHandler());
        int failures = 0;
        kernel.HandlerFailed += (_, _) => Interlocked.Increment(ref failures);
        HostileCaller[] callers = [.. Enumerable.Range(0, 4).Select(i => new HostileCaller(kernel, i))];
        bool isDone = false;
        Thread collector = new(() =>
        {
            for (int i = 0; !Volatile.Read(ref isDone); i++)
            {
                GC.KeepAlive(new byte[i % 5000]);
                GC.Collect(i % 3);
            }
        });
        Thread[] threads = Array.ConvertAll(callers, caller => new Thread(() => caller.Run(s_duration)));
        collector.Start();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Volatile.Write(ref isDone, true);
        collector.Join();

        foreach (HostileCaller caller in callers)
        {
            Assert.IsNull(caller.Wrong);
            Assert.IsGreaterThanOrEqualTo(HostileCaller.LeastCalls, caller.Calls);
            caller.Dispose();
        }

        Assert.AreEqual(callers.Sum(caller => caller.Failures), failures);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(1, abi.Raw(4, 1, 5));
        }
    }
}

/// <summary>Calls with random registers, and says beforehand what the answer must be.</summary>
internal sealed class HostileCaller : IDisposable
{
    public const int MaxCopy = 3000;

    /// <summary>On a busy machine the first calls, which are compiled, may take all the time that there is.</summary>
    public const int LeastCalls = 200;

    private readonly int _seed;
    private readonly Random _random;
    private readonly CallerSpace _space;
    private readonly SyscallAbi[] _ways;

    public HostileCaller(HostedKernel kernel, int seed)
    {
        (_seed, _random) = (seed, new Random(seed));
        _space = seed == 0 || !NativePlatform.IsSupported ? CallerSpace.Block() : CallerSpace.Pages();
        _space.Reset((byte)'x');
        _ways = [.. KernelWays.To(kernel, _space.Caller)];
    }

    public int Calls { get; private set; }

    /// <summary>How many handlers threw.</summary>
    public int Failures { get; private set; }

    /// <summary>The first answer that was not what it had to be.</summary>
    public string? Wrong { get; private set; }

    public void Run(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        while (Wrong is null && (Calls < LeastCalls || Stopwatch.GetElapsedTime(start) < duration))
        {
            for (int i = 0; i < 50 && Wrong is null; i++)
            {
                CallOnce();
            }

            _space.Memory.Reset();
            _space.Bytes[_random.Next(_space.Bytes.Length)] = (byte)_random.Next(130);
        }
    }

    public void Dispose() => _space.Dispose();

    private void CallOnce()
    {
        ulong number = _random.Next(10) == 0 ? (ulong)_random.NextInt64() << _random.Next(3) : (ulong)_random.Next(0, 10);
        ulong[] words = [Word(), Word(), Word(), Word(), Word(), Word()];
        long expected = Expect(number, words);
        long answer;
        try
        {
            answer = _ways[_random.Next(_ways.Length)].Raw(number, words);
        }
        catch (Exception exception)
        {
            Wrong = $"seed {_seed}, call {Calls}: {number}({string.Join(", ", words.Select(word => $"{word:X}"))}) threw {exception}";
            return;
        }

        Failures += number == 8 ? 1 : 0;
        if (answer != expected)
        {
            Wrong = $"seed {_seed}, call {Calls}: {number}({string.Join(", ", words.Select(word => $"{word:X}"))}) was answered {answer} in place of {expected}";
        }

        Calls++;
    }

    /// <summary>An address in and around the caller's memory or far off, a length, or anything.</summary>
    private ulong Word() => _random.Next(8) switch
    {
        0 or 1 or 2 => _space.Start - CallerSpace.Page + (ulong)_random.Next(5 * CallerSpace.Page),
        3 => _space.End - (ulong)_random.Next(64),
        4 => (ulong)_random.Next(4000),
        5 => (ulong)_random.Next(3),
        6 => ulong.MaxValue - (ulong)_random.Next(20),
        _ => 1ul << _random.Next(62, 64),
    };

    private long Expect(ulong number, ulong[] words) => number switch
    {
        1 => Copy(words[0], words[1], 1, IsReadable),
        2 => Copy(words[0], words[1], 4, IsWritable),
        3 => Text(words[0]),
        4 => (byte)words[0] > 1 ? Error(Errno.EINVAL) : (byte)words[0],
        5 => IsReadable(words[0], 16) && IsWritable(words[0], 16) ? 5 : Error(Errno.EFAULT),
        6 => IsWritable(words[1], 16) ? 0 : Error(Errno.EFAULT),
        7 => Slice(words[0], words[1]),
        8 => Error(Errno.EIO),
        _ => Error(Errno.ENOSYS),
    };

    private static long Copy(ulong address, ulong count, int size, Func<ulong, ulong, bool> isGood) => count == 0 ? 0
        : count > (ulong)(MaxCopy / size) ? Error(Errno.EINVAL)
        : isGood(address, count * (ulong)size) ? (long)count
        : Error(Errno.EFAULT);

    private long Slice(ulong address, ulong count)
    {
        ulong read = Math.Min(count, 8);
        return read == 0 ? 0 : address <= ulong.MaxValue - count && IsReadable(address, read) ? (long)read : Error(Errno.EFAULT);
    }

    private long Text(ulong address)
    {
        ulong length = 0;
        while (length <= MaxCopy)
        {
            if (!IsReadable(address + length, 1))
            {
                return Error(Errno.EFAULT);
            }

            if (Byte(address + length) == 0)
            {
                byte[] bytes = [.. Enumerable.Range(0, (int)length).Select(i => Byte(address + (ulong)i))];
                return Utf8.IsValid(bytes) ? (long)length : Error(Errno.EINVAL);
            }

            length++;
        }

        return Error(Errno.EINVAL);
    }

    /// <summary>The page that may only be read holds zeroes.</summary>
    private byte Byte(ulong address) => address < _space.Writable ? (byte)0 : _space.Bytes[(int)(address - _space.Writable)];

    private bool IsReadable(ulong address, ulong bytes) => address >= _space.Start && address < _space.End && bytes <= _space.End - address;

    private bool IsWritable(ulong address, ulong bytes) => address >= _space.Writable && address < _space.End && bytes <= _space.End - address;

    private static long Error(Errno error) => -(long)error;
}

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

[Handles(typeof(IHostile))]
internal sealed class HostileHandler
{
    public int Read(ReadOnlySpan<byte> data) => data.Length;

    public Result<long, Errno> Fill(Span<int> data)
    {
        data.Fill(0x78787878);
        return data.Length;
    }

    /// <summary>Counts the bytes.</summary>
    public int Text(string text) => System.Text.Encoding.UTF8.GetByteCount(text);

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
