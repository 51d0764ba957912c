using System.Runtime.InteropServices;

namespace Binder.Tests.Proxies;

/// <summary>How a test's proxy reaches its kernel: by a frame and Trap, or straight to a thunk.</summary>
public enum Way
{
    Trap,
    Direct,
}

/// <summary>What a test does while a call runs.</summary>
internal delegate void Serving(ref TrapFrame frame);

/// <summary>A kernel of a test's own: keeps the last frame that it got and answers what the test says.</summary>
internal sealed unsafe class ScriptedKernel
{
    [ThreadStatic]
    private static ScriptedKernel? t_bound;

    private readonly AbiShape _shape;
    private readonly int _answerWord;
    private TrapFrame _last;
    private Exception? _failure;

    public ScriptedKernel(AbiShape? shape = null)
    {
        _shape = shape ?? Shapes.Linux;
        _answerWord = _shape.ReturnRegisters.Count > 0 ? _shape.ReturnRegisters[0] : 0;
        Abi = new ScriptedAbi(this);
    }

    /// <summary>The way by Trap.</summary>
    public SyscallAbi Abi { get; }

    /// <summary>How many calls arrived.</summary>
    public int Calls { get; private set; }

    /// <summary>What the answer's word is set to, cut to the register's width.</summary>
    public long Answer { get; set; }

    /// <summary>Runs inside each call, before the answer is written.</summary>
    public Serving? OnCall { get; set; }

    /// <summary>The number of the last call.</summary>
    public ulong Number => Last.Number;

    /// <summary>The registers of the last call, all that the shape has.</summary>
    public ulong[] Words
    {
        get
        {
            TrapFrame frame = Last;
            return [.. Enumerable.Range(0, _shape.ArgumentRegisters.Count).Select(i => frame[i])];
        }
    }

    private TrapFrame Last => _failure is null ? _last : throw new InvalidOperationException("The test's kernel failed.", _failure);

    public T Bind<T>(Way way = Way.Trap)
        where T : class => SyscallBinder.Bind<T>(way == Way.Trap ? Abi : OverEntry());

    /// <summary>The words of one call.</summary>
    public static ulong[] Sent<T>(Action<T> call, Way way = Way.Trap, AbiShape? shape = null)
        where T : class
    {
        ScriptedKernel kernel = new(shape);
        call(kernel.Bind<T>(way));
        Assert.AreEqual(1, kernel.Calls, "The call did not arrive once.");
        return kernel.Words;
    }

    private LinuxAbi OverEntry()
    {
        Assert.AreEqual(AbiShape.LinuxX64, _shape, "Only this shape has a direct way.");
        t_bound = this;
        return LinuxAbi.Over((nint)(delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nint>)&Enter);
    }

    [UnmanagedCallersOnly]
    private static nint Enter(nuint number, nuint a0, nuint a1, nuint a2, nuint a3, nuint a4, nuint a5)
    {
        ScriptedKernel kernel = t_bound!;
        TrapFrame frame = new(number, a0, a1, a2, a3, a4, a5);
        try
        {
            kernel.Serve(ref frame);
        }
        catch (Exception failure)
        {
            // Nothing may be thrown through native code; the test hears of it when it asks for the words.
            kernel._failure = failure;
        }

        return (nint)frame[0];
    }

    private void Serve(ref TrapFrame frame)
    {
        Calls++;
        _last = frame;
        OnCall?.Invoke(ref frame);
        frame[_answerWord] = _shape.RegisterBits == 32 ? (uint)Answer : (ulong)Answer;
    }

    private sealed class ScriptedAbi(ScriptedKernel kernel) : SyscallAbi(kernel._shape)
    {
        public override void Trap(ref TrapFrame frame) => kernel.Serve(ref frame);
    }
}
