using System.Text.Unicode;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>Calls with random registers, and says beforehand what the answer must be.</summary>
internal sealed class HostileCaller : IDisposable
{
    public const int MaxCopy = 3000;
    private const int Registers = 6;
    private const int PairBytes = 16;

    private readonly int _seed;
    private readonly Random _random;
    private readonly HostileSpace _block = HostileSpace.Block();
    private readonly SyscallAbi[] _toProcess;
    private readonly SyscallAbi[] _toBlock;

    public HostileCaller(HostedKernel kernel, int seed)
    {
        (_seed, _random) = (seed, new Random(seed));
        _toProcess = [kernel.Abi, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)];
        _toBlock = [.. KernelWays.To(kernel, new SyscallCaller(_block.Memory))];
    }

    /// <summary>Its addresses in this process.</summary>
    public ProcessSpace Pages { get; } = HostileSpace.Process();

    public int Calls { get; private set; }

    /// <summary>How many handlers threw.</summary>
    public int Failures { get; private set; }

    /// <summary>How many calls with addresses of pages that flicker got a good answer.</summary>
    public int LuckyCalls { get; private set; }

    /// <summary>How many of them got a bad address.</summary>
    public int UnluckyCalls { get; private set; }

    /// <summary>The first answer that was not what it had to be.</summary>
    public string? Wrong { get; private set; }

    public void Run(int calls, Action called)
    {
        while (Wrong is null && Calls < calls)
        {
            CallOnce();
            called();
        }
    }

    public void Dispose()
    {
        Pages.Dispose();
        _block.Dispose();
    }

    private void CallOnce()
    {
        (HostileSpace space, SyscallAbi[] ways) = _random.Next(5) == 0 ? (_block, _toBlock) : ((HostileSpace)Pages, _toProcess);
        space.Scribble(_random, (byte)_random.Next(130));
        TrapFrame sent = Frame(space), frame = sent;
        ForeseenAnswer foreseen = Foresee(space, sent);
        SyscallAbi abi = ways[_random.Next(ways.Length)];
        abi.Trap(ref frame);

        long answer = (long)frame[0];
        bool isDone = !foreseen.Allows(answer) || foreseen.Doubt != Doubt.None || answer < 0 || HasDone(space, sent);
        frame[0] = sent[0];
        if (!foreseen.Allows(answer) || !isDone || frame != sent)
        {
            string words = string.Join(", ", Enumerable.Range(0, Registers).Select(word => $"{sent[word]:x}"));
            Wrong = $"seed {_seed}, call {Calls}, {abi.GetType().Name}, space at {space.Start:x}: {sent.Number}({words}) "
                + $"was answered {answer}, foreseen {foreseen}, done: {isDone}, all else untouched: {frame == sent}";
        }

        Calls++;
        Failures += sent.Number == 8 ? 1 : 0;
        LuckyCalls += foreseen.Doubt != Doubt.None && answer >= 0 ? 1 : 0;
        UnluckyCalls += foreseen.Doubt != Doubt.None && answer < 0 ? 1 : 0;
    }

    private TrapFrame Frame(HostileSpace space)
    {
        const int Known = 8, Thrower = 8;
        ulong number = _random.Next(10) == 0 ? (ulong)_random.NextInt64() << _random.Next(3) : (ulong)_random.Next(0, Known + 2);
        if (number == Thrower && _random.Next(4) != 0)
        {
            // Exceptions take most of the time that there is.
            number = 1;
        }

        bool allOnes = _random.Next(30) == 0;
        TrapFrame frame = new(allOnes && _random.Next(Known) == 0 ? ulong.MaxValue : number);
        for (int i = 0; i < Registers; i++)
        {
            frame[i] = allOnes ? ulong.MaxValue : i == 1 && _random.Next(2) == 0 ? (ulong)_random.Next(MaxCopy + 200) : Word(space);
        }

        return frame;
    }

    /// <summary>An address in and around the space or far off, a length, or anything.</summary>
    private ulong Word(HostileSpace space) => _random.Next(10) switch
    {
        0 or 1 or 2 => space.Start + (ulong)_random.Next(space.Pages * HostileSpace.Page),
        3 or 4 or 5 => space.Start + (ulong)(_random.Next(space.Pages + 1) * HostileSpace.Page) - (ulong)_random.Next(64),
        6 => (ulong)_random.Next(4000),
        7 => (ulong)_random.Next(3),
        8 => ulong.MaxValue - (ulong)_random.Next(20),
        _ => 1ul << _random.Next(62, 64),
    };

    private static ForeseenAnswer Foresee(HostileSpace space, in TrapFrame frame) => frame.Number switch
    {
        1 => Read(space, frame[0], frame[1]),
        2 => Fill(space, frame[0], frame[1]),
        3 => Text(space, frame[0]),
        4 => (byte)frame[0] > 1 ? ForeseenAnswer.Of(Errno.EINVAL) : new((byte)frame[0]),
        5 => ForeseenAnswer.Of(space.CanWrite(frame[0], PairBytes), 5),
        6 => ForeseenAnswer.Of(space.CanWrite(frame[1], PairBytes), 0),
        7 => Slice(space, frame[0], frame[1]),
        8 => ForeseenAnswer.Of(Errno.EIO),
        _ => ForeseenAnswer.Of(Errno.ENOSYS),
    };

    /// <summary>Whether the caller's memory holds what it must after a good answer.</summary>
    private static bool HasDone(HostileSpace space, in TrapFrame frame) => frame.Number switch
    {
        2 when frame[1] != 0 => !space.Bytes(frame[0], (int)frame[1] * sizeof(int)).ContainsAnyExcept(HostileHandler.Filling),
        6 => space.HasTwice(frame[1], frame[0]),
        _ => true,
    };

    private static ForeseenAnswer Read(HostileSpace space, ulong address, ulong count)
    {
        if (count == 0)
        {
            return new(0);
        }

        if (count > MaxCopy)
        {
            return ForeseenAnswer.Of(Errno.EINVAL);
        }

        Reach reach = space.CanRead(address, count);
        int sum = 0;
        if (reach == Reach.Always)
        {
            foreach (byte one in space.Bytes(address, (int)count))
            {
                sum ^= one;
            }
        }

        return ForeseenAnswer.Of(reach, HostileHandler.Sum((int)count, sum), Doubt.Content);
    }

    private static ForeseenAnswer Fill(HostileSpace space, ulong address, ulong count) => count == 0 ? new(0)
        : count > MaxCopy / sizeof(int) ? ForeseenAnswer.Of(Errno.EINVAL)
        : ForeseenAnswer.Of(space.CanWrite(address, count * sizeof(int)), (long)count);

    private static ForeseenAnswer Slice(HostileSpace space, ulong address, ulong count)
    {
        ulong read = Math.Min(count, 8);
        return read == 0 ? new(0)
            : address > ulong.MaxValue - count ? ForeseenAnswer.Of(Errno.EFAULT)
            : ForeseenAnswer.Of(space.CanRead(address, read), (long)read);
    }

    private static ForeseenAnswer Text(HostileSpace space, ulong address)
    {
        for (int length = 0; length <= MaxCopy; length++)
        {
            Reach reach = space.CanRead(address + (ulong)length, 1);
            if (reach != Reach.Always)
            {
                return ForeseenAnswer.Of(reach, 0, Doubt.Text);
            }

            if (space.Bytes(address + (ulong)length, 1)[0] == 0)
            {
                return Utf8.IsValid(space.Bytes(address, length)) ? new(length) : ForeseenAnswer.Of(Errno.EINVAL);
            }
        }

        return ForeseenAnswer.Of(Errno.EINVAL);
    }
}
