using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Contracts;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of an answer: taken from the handler, checked, written back, said in the frame's words.</summary>
internal abstract class HandlerAnswer(KernelMethod method)
{
    private readonly Type _returned = HandlerSignature.KernelReturn(method.Plan.Answer);
    private LocalBuilder? _result;

    protected KernelMethod Method { get; } = method;

    protected IlWriter Il { get; } = method.Il;

    protected AnswerPlan Plan { get; } = method.Plan.Answer;

    /// <summary>The handler's value; null where it gives none.</summary>
    protected LocalBuilder? Value { get; private set; }

    private bool IsResult => Plan.Form != AnswerForm.Plain;

    private Type ValueType => Plan.IsHandle ? typeof(nint) : Plan.Value;

    public static HandlerAnswer For(KernelMethod method) => method.Plan.Answer.Way switch
    {
        AnswerWay.TaggedStream => new TaggedStreamAnswer(method),
        AnswerWay.TaggedRegisters => new TaggedRegistersAnswer(method),
        _ => new NegativeErrnoAnswer(method),
    };

    /// <summary>Takes what the handler returned off the stack; waits where that is a task.</summary>
    public void Take()
    {
        Type type = Method.Call.Method.ReturnType;
        if (type == typeof(ValueTask))
        {
            Il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.WaitVoid)));
        }
        else if (HandlerSignature.IsValueTask(type))
        {
            Il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.Wait), _returned));
        }

        if (_returned != typeof(void))
        {
            _result = Il.Local(_returned);
            Il.Store(_result);
        }
    }

    /// <summary>Writes the answer when all of it is known to be good; the caller's memory first, the return area last of it, then the frame.</summary>
    public void Write(IReadOnlyList<HandlerArgument> arguments)
    {
        Label failed = Il.Label();
        TakeValue(failed);
        CheckValue();
        CheckValid(Plan.FlatValue, Value);
        for (int i = 0; i < arguments.Count; i++)
        {
            arguments[i].CheckBack(Method, CountOf(i));
        }

        CheckArea();
        for (int i = 0; i < arguments.Count; i++)
        {
            arguments[i].WriteBack(Method, CountOf(i));
        }

        if (Plan.Carrier == AnswerCarrier.Area)
        {
            ReferenceCopy.WriteTo(Method, Plan.AreaRegister, Value!);
        }

        StoreValue();
        Method.Exit(CallOutcome.Answered);
        if (IsResult)
        {
            Il.Mark(failed);
            StoreError();
            Method.Exit(CallOutcome.Answered);
        }
    }

    /// <summary>Leaves where the shape cannot say the value.</summary>
    protected abstract void CheckValue();

    /// <summary>Pushes the value, which is one integer, extended to 64 bits.</summary>
    protected virtual void PushCount()
    {
        Il.Load(Value!);
        ScalarIl.ToWord(Il, ScalarPlan.Of(Plan.Value, Method.Plan.Shape.PointerBits)!);
    }

    /// <summary>Writes the value into the registers of the answers.</summary>
    protected abstract void StoreValue();

    /// <summary>Writes the error into the registers of the answers; leaves where the shape cannot say it.</summary>
    protected abstract void StoreError();

    /// <summary>Pushes the handler's error. A handler that answers one of the kernel's own rejections ends as the kernel's rejection does.</summary>
    protected void PushError()
    {
        if (Plan.Form == AnswerForm.ResultOfSyscallError)
        {
            PushFailed();
            return;
        }

        Il.LoadAddress(_result!);
        Il.Call(Getter(_returned, nameof(Result<,>.UncheckedError)));
    }

    /// <summary>Leaves where the types of what registers carry call it illegal; what a stream carries is asked about while it is encoded, an area with its content.</summary>
    protected void CheckValid(ValuePlan? plan, LocalBuilder? value)
    {
        if (plan is not null && AnswerValidity.IsNeeded(plan))
        {
            AnswerValidity.Emit(Il, plan, new LocalPlace(value!));
        }
    }

    /// <summary>Leaves where a scalar has no value that can be sent.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="pushWord">Pushes it, extended to 64 bits.</param>
    protected void CheckScalar(ScalarPlan scalar, Action pushWord)
    {
        if (scalar.IsNative && scalar.Bits < nint.Size * 8)
        {
            Il.Note("if it is wider than the shape's pointers, the answer cannot be sent");
            pushWord();
            Il.Constant(scalar.IsSigned ? 1 : 0);
            Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.FitsPointer32)));
            Il.BranchIfFalse(Method.Unsendable(nameof(Unsendable.WiderThanPointer), pushWord));
        }

        if (scalar.RefusesZero)
        {
            pushWord();
            Il.BranchIfFalse(Method.Unsendable(nameof(Unsendable.NoCapability)));
        }

        if (scalar.Members is not null)
        {
            Il.Note("if it is no constant of the closed enum, the answer cannot be sent");
            Label good = Il.Label();
            LocalBuilder number = Il.Local(typeof(ulong));
            pushWord();
            Il.Store(number);
            ScalarIl.EmitMembers(Il, scalar.Members, number, good, Method.Unsendable(nameof(Unsendable.NoMember), () => Il.Load(number)));
            Il.Mark(good);
        }
    }

    /// <summary>Writes a register of the answers.</summary>
    /// <param name="register">The register.</param>
    /// <param name="pushWord">Pushes its word, as 64 bits.</param>
    /// <param name="pushHighWord">Pushes the high word of a register of 128 bits.</param>
    protected void Store(int register, Action pushWord, Action pushHighWord)
    {
        int place = Method.Plan.Layout.AnswerWord(register);
        Il.LoadArgument(KernelMethod.Frame);
        FrameIl.WordAddress(Il, place);
        pushWord();
        ScalarIl.ToRegister(Il, Method.Plan.Shape.RegisterBits);
        Il.StoreWord();
        if (Method.Plan.Layout.IsWide)
        {
            Il.LoadArgument(KernelMethod.Frame);
            FrameIl.WordAddress(Il, place + 1);
            pushHighWord();
            Il.StoreWord();
        }
    }

    private Action? CountOf(int argument) => argument == Plan.CountedParameter ? PushCount : null;

    private void TakeValue(Label failed)
    {
        if (!IsResult)
        {
            Value = _result;
            return;
        }

        Il.Note("switch on Ok, Fail or neither");
        PushState();
        Il.Constant((int)ResultState.Ok);
        Label good = Il.Label();
        Il.BranchIfEqual(good);
        PushState();
        Il.Constant((int)ResultState.Fail);
        Il.BranchIfEqual(failed);
        Il.Branch(Method.Unsendable(nameof(Unsendable.Neither)));
        Il.Mark(good);
        Value = Il.Local(ValueType);
        Il.LoadAddress(_result!);
        Il.Call(Getter(_returned, nameof(Result<,>.UncheckedValue)));
        Il.Store(Value);
    }

    private void PushState()
    {
        Il.LoadAddress(_result!);
        Il.Call(Getter(_returned, nameof(Result<,>.State)));
        Il.Convert(typeof(int));
    }

    private void CheckArea()
    {
        if (Plan.Carrier == AnswerCarrier.Area && ContentRules.AreThere(Plan.Value))
        {
            Il.LoadAddress(Value!);
            Il.Call(Helper.Of(typeof(ContentRules), nameof(ContentRules.Hold), Plan.Value));
            Il.BranchIfFalse(Method.Unsendable(nameof(Unsendable.BadArea), () => Il.LoadAddress(Value!), Plan.Value));
        }
    }

    private void PushFailed()
    {
        Type type = typeof(SyscallError<>).MakeGenericType(Plan.Error!);
        Label isFailed = Il.Label();
        LocalBuilder kernelError = Il.Local(type);
        LocalBuilder kind = Il.Local(typeof(SyscallErrorKind));
        Il.LoadAddress(_result!);
        Il.Call(Getter(_returned, nameof(Result<,>.UncheckedError)));
        Il.Store(kernelError);
        Il.LoadAddress(kernelError);
        Il.Call(Getter(type, nameof(SyscallError<>.Kind)));
        Il.Store(kind);
        Il.Load(kind);
        Il.Constant((int)SyscallErrorKind.Failed);
        Il.BranchIfEqual(isFailed);
        Il.Load(kind);
        Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.OutcomeOf)));
        Method.Exit();
        Il.Mark(isFailed);
        Il.LoadAddress(kernelError);
        Il.Call(Getter(type, nameof(SyscallError<>.Error)));
    }

    private static MethodInfo Getter(Type type, string property) => Helper.Of(type, "get_" + property);
}
