using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>What the parts of one emitted kernel-side method share: <c>CallOutcome name(ref TrapFrame, SyscallCaller, DispatchSettings)</c>.</summary>
internal sealed class KernelMethod
{
    public const int Frame = 1;
    public const int Caller = 2;
    public const int Settings = 3;

    private readonly LocalBuilder _outcome;
    private readonly Label _exit;
    private readonly Label _malformed;
    private readonly Label _outOfMemory;
    private readonly List<(Label Label, Action Throw)> _unsendable = [];
    private readonly bool _isGuarded;
    private readonly LocalBuilder? _context;
    private readonly LocalBuilder? _flow;
    private bool _canBeMalformed;
    private bool _canLackMemory;

    /// <summary>What follows the dispatcher in the signature of every such method.</summary>
    public static Type[] Parameters { get; } = [typeof(TrapFrame).MakeByRefType(), typeof(SyscallCaller), typeof(DispatchSettings)];

    public KernelMethod(IlWriter il, HandlerCall call, HandlerArgument[] arguments)
    {
        (Il, Call, Arguments) = (il, call, arguments);
        Stream = call.Plan.Stream is { } stream ? new(this, stream) : null;
        bool needsScratch = (call.Plan.Stream is { } packed && StreamEmitter.WillNeedScratch(packed))
            || (call.Plan.Answer.Stream is { } answer && HandlerAnswerStream.NeedsScratch(answer)) || Array.Exists(arguments, argument => argument.NeedsScratch);
        bool isAsync = HandlerSignature.IsValueTask(call.Method.ReturnType);
        _isGuarded = needsScratch || isAsync;
        _outcome = il.Local(typeof(CallOutcome));
        Register = RegisterLocal.Declare(il, Plan.Shape.RegisterBits);
        _exit = il.Label();
        _malformed = il.Label();
        _outOfMemory = il.Label();
        Scratch = needsScratch ? new ScratchScope(il) : null;
        if (isAsync && HandlerSignature.IsAsyncMethod(call.Method))
        {
            il.Note("flow = HandlerFlow.Enter()");
            _flow = il.Local(typeof(HandlerFlow));
            il.Call(Helper.Of(typeof(HandlerFlow), nameof(HandlerFlow.Enter)));
            il.Store(_flow);
        }

        if (isAsync)
        {
            il.Note("context = AsyncHandlers.Detach()");
            _context = il.Local(typeof(SynchronizationContext));
            il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.Detach)));
            il.Store(_context);
        }

        if (_isGuarded)
        {
            il.BeginTry();
        }
    }

    public IlWriter Il { get; }

    public HandlerCall Call { get; }

    public CallPlan Plan => Call.Plan;

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<HandlerArgument> Arguments { get; }

    /// <summary>The arguments as a packed stream; null where they travel in registers.</summary>
    public HandlerStream? Stream { get; }

    /// <summary>A register while it is being decoded.</summary>
    private RegisterLocal Register { get; }

    /// <summary>The thread's scratch memory; null where the method needs none.</summary>
    public ScratchScope? Scratch { get; }

    /// <summary>What is made of a word's bits beyond a value's own: nothing in a stream, which has none.</summary>
    public NarrowRule WordRule => Stream is null ? Plan.Shape.NarrowArguments : NarrowRule.Truncate;

    /// <summary>Whether addresses must be aligned for what they are said to hold.</summary>
    public bool ChecksAlignment => Plan.Shape.Alignment == AlignmentRule.Checked;

    /// <summary>Where to go, with an empty stack, when the arguments do not decode.</summary>
    public Label Malformed
    {
        get
        {
            _canBeMalformed = true;
            return _malformed;
        }
    }

    /// <summary>Where to go, with an empty stack, when there is no scratch memory.</summary>
    public Label OutOfMemory
    {
        get
        {
            _canLackMemory = true;
            return _outOfMemory;
        }
    }

    /// <summary>Where to go, with an empty stack, when the answer cannot be sent.</summary>
    /// <param name="reason">The method of <see cref="Emit.Unsendable"/> that says why.</param>
    /// <param name="pushDetails">Pushes what it takes; null: nothing.</param>
    /// <param name="about">The type that it is about, where it is generic.</param>
    public Label Unsendable(string reason, Action? pushDetails = null, Type? about = null)
    {
        Label label = Il.Label();
        _unsendable.Add((label, Throw));
        return label;

        void Throw()
        {
            pushDetails?.Invoke();
            Il.Call(about is null ? Helper.Of(typeof(Unsendable), reason) : Helper.Of(typeof(Unsendable), reason, about));
        }
    }

    /// <summary>Pushes a word of the arguments, or the return area's address: a register, the low word where it has two, or what came in the stream.</summary>
    public void PushRegister(int word) => PushWord(word, 0);

    /// <summary>Takes a register to be decoded.</summary>
    public RegisterLocal Take(int register)
    {
        Register.Take(Il, word => PushWord(register, word));
        return Register;
    }

    /// <summary>Pushes a register's address or count of memory, which has the bits of the shape's pointers.</summary>
    public void PushNative(int register)
    {
        PushRegister(register);
        if (IsInRegister(register))
        {
            ScalarIl.ToRegister(Il, HostAddresses.BitsIn(Plan.Shape));
        }
    }

    /// <summary>Whether a word is a register of its own: not one of the arguments that came as a stream, but a return area's address always.</summary>
    public bool IsInRegister(int word) => Stream is null || word >= Plan.Answer.AreaRegister;

    /// <summary>Leaves where a register of 128 bits that carries an address or a count holds more than that.</summary>
    public void CheckHighWord(int register)
    {
        if (IsInRegister(register) && Plan.Layout.IsWide && Plan.Shape.NarrowArguments == NarrowRule.Refuse)
        {
            PushWord(register, 1);
            Il.BranchIfTrue(Malformed);
        }
    }

    /// <summary>Ends the method with an outcome.</summary>
    public void Exit(CallOutcome outcome)
    {
        Il.Constant((int)outcome);
        Il.Store(_outcome);
        GoToExit();
    }

    /// <summary>Ends the method with the outcome on the stack unless it is <see cref="CallOutcome.Answered"/>.</summary>
    public void ExitUnlessAnswered()
    {
        Label goOn = Il.Label();
        Il.Store(_outcome);
        Il.Load(_outcome);
        Il.BranchIfFalse(goOn);
        GoToExit();
        Il.Mark(goOn);
    }

    /// <summary>Ends the method with the outcome on the stack.</summary>
    public void Exit()
    {
        Il.Store(_outcome);
        GoToExit();
    }

    /// <summary>Ends the body.</summary>
    public void Finish()
    {
        if (_canBeMalformed)
        {
            Il.Mark(_malformed);
            Exit(CallOutcome.Malformed);
        }

        if (_canLackMemory)
        {
            Il.Mark(_outOfMemory);
            Exit(CallOutcome.OutOfMemory);
        }

        foreach ((Label label, Action @throw) in _unsendable)
        {
            Il.Mark(label);
            @throw();
            Exit(CallOutcome.Unsendable);
        }

        if (_isGuarded)
        {
            Il.BeginFinally();
            Scratch?.Release();
            if (_context is not null)
            {
                Il.Load(_context);
                Il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.Restore)));
            }

            if (_flow is not null)
            {
                Il.Load(_flow);
                Il.Call(Helper.Of(typeof(HandlerFlow), nameof(HandlerFlow.Leave)));
            }

            Il.EndTry();
        }

        Il.Mark(_exit);
        Il.Load(_outcome);
        Il.Return();
    }

    private void PushWord(int register, int word)
    {
        if (IsInRegister(register))
        {
            FrameIl.LoadWordOfArgument(Il, Frame, Plan.Layout.Word(Stream is null ? register : Plan.AreaRegister) + word);
        }
        else if (word == 0)
        {
            Stream!.PushWord(register);
        }
        else
        {
            Il.Constant(0L);
        }
    }

    private void GoToExit()
    {
        if (_isGuarded)
        {
            Il.Leave(_exit);
        }
        else
        {
            Il.Branch(_exit);
        }
    }
}
