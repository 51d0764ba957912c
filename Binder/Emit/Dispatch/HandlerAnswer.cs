using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Contracts;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of an answer: taken from the handler, written back, said in the frame's words.</summary>
internal sealed class HandlerAnswer(KernelMethod method)
{
    private readonly IlWriter _il = method.Il;
    private readonly AnswerPlan _plan = method.Plan.Answer;
    private readonly Type _returned = HandlerSignature.KernelReturn(method.Plan.Answer);
    private readonly ScalarPlan? _scalar = ScalarOf(method.Plan);
    private LocalBuilder? _result;
    private LocalBuilder? _value;

    private bool IsResult => _plan.Form != AnswerForm.Plain;

    private Type ValueType => _plan.Carrier == AnswerCarrier.Handle ? typeof(nint) : _plan.Value;

    /// <summary>Takes what the handler returned off the stack; waits where that is a task.</summary>
    public void Take()
    {
        Type type = method.Call.Method.ReturnType;
        if (type == typeof(ValueTask))
        {
            _il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.WaitVoid)));
        }
        else if (HandlerSignature.IsValueTask(type))
        {
            _il.Call(Helper.Of(typeof(AsyncHandlers), nameof(AsyncHandlers.Wait), _returned));
        }

        if (_returned != typeof(void))
        {
            _result = _il.Local(_returned);
            _il.Store(_result);
        }
    }

    /// <summary>Writes the answer; the caller's memory first, the return area last of it, then the frame.</summary>
    public void Write(IReadOnlyList<HandlerArgument> arguments)
    {
        Label failed = _il.Label();
        TakeValue(failed);
        LocalBuilder word = _il.Local(typeof(ulong));
        PushValueWord();
        _il.Store(word);
        CheckValueWord(word);
        if (_plan.CountedParameter >= 0)
        {
            arguments[_plan.CountedParameter].CheckCount(method, () => _il.Load(word));
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            arguments[i].WriteBack(method, i == _plan.CountedParameter ? () => _il.Load(word) : null);
        }

        if (_plan.Carrier == AnswerCarrier.Area)
        {
            ReferenceCopy.WriteTo(method, _plan.AreaRegister, _value!);
        }

        StoreAnswer(() => _il.Load(word));
        method.Exit(CallOutcome.Answered);
        if (IsResult)
        {
            _il.Mark(failed);
            WriteError();
        }
    }

    /// <summary>The scalar in register 0 of the answers; null where there is none.</summary>
    private static ScalarPlan? ScalarOf(CallPlan plan) => plan.Answer.Carrier switch
    {
        AnswerCarrier.Register => plan.Answer.Leaf!.Scalar,
        AnswerCarrier.Handle => ScalarPlan.Of(typeof(nint), plan.Shape.PointerBits),
        _ => null,
    };

    /// <summary>Whether a value's word may look like an error: where it is signed, or as wide as the register.</summary>
    private static bool IsAmbiguous(ScalarPlan scalar, AbiShape shape) => scalar.IsSigned || scalar.Bits >= shape.RegisterBits;

    private void TakeValue(Label failed)
    {
        if (!IsResult)
        {
            _value = _result;
            return;
        }

        _il.Note("switch on Ok, Fail or neither");
        LocalBuilder state = _il.Local(typeof(int));
        _il.LoadAddress(_result!);
        _il.Call(Getter(_returned, nameof(Result<,>.State)));
        _il.Convert(typeof(int));
        _il.Store(state);
        _il.Load(state);
        _il.Constant((int)ResultState.Fail);
        _il.BranchIfEqual(failed);
        _il.Load(state);
        _il.Constant((int)ResultState.Ok);
        _il.BranchIfNotEqual(method.Unsendable);
        _value = _il.Local(ValueType);
        _il.LoadAddress(_result!);
        _il.Call(Getter(_returned, nameof(Result<,>.UncheckedValue)));
        _il.Store(_value);
    }

    private void PushValueWord()
    {
        switch (_plan.Carrier)
        {
            case AnswerCarrier.Handle:
                _il.Load(_value!);
                _il.Convert(typeof(long));
                break;
            case AnswerCarrier.Register when _plan.Leaf!.Path.Length == 0:
                _il.Load(_value!);
                ScalarIl.ToWord(_il, _plan.Leaf.Scalar);
                break;
            case AnswerCarrier.Register:
                _il.LoadAddress(_value!);
                LeafIl.Load(_il, _plan.Leaf!);
                ScalarIl.ToWord(_il, _plan.Leaf!.Scalar);
                break;
            default:
                _il.Constant(0L);
                break;
        }
    }

    /// <summary>Leaves where the shape cannot say the value, and makes its word what the caller makes of the register.</summary>
    private void CheckValueWord(LocalBuilder word)
    {
        if (_scalar is null)
        {
            return;
        }

        if (_scalar.IsNative && _scalar.Bits < nint.Size * 8)
        {
            _il.Note("if it is wider than the shape's pointers, the answer cannot be sent");
            _il.Load(word);
            _il.Constant(_scalar.IsSigned ? 1 : 0);
            _il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.FitsPointer32)));
            _il.BranchIfFalse(method.Unsendable);
        }

        if (_scalar.RefusesZero)
        {
            _il.Load(word);
            _il.BranchIfFalse(method.Unsendable);
        }

        if (method.Plan.Shape.RegisterBits == 32)
        {
            // Sign-extended again, so that errors are looked for where the caller looks for them.
            _il.Load(word);
            _il.Convert(typeof(int));
            _il.Convert(typeof(long));
            _il.Store(word);
        }

        if (IsAmbiguous(_scalar, method.Plan.Shape))
        {
            _il.Note("if (IsError(value)) the answer cannot be sent");
            _il.Load(word);
            _il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsError)));
            _il.BranchIfTrue(method.Unsendable);
        }
    }

    private void WriteError()
    {
        LocalBuilder error = _il.Local(typeof(long));
        if (_plan.Form == AnswerForm.ResultOfSyscallError)
        {
            TakeKernelError(error);
        }
        else
        {
            _il.LoadAddress(_result!);
            _il.Call(Getter(_returned, nameof(Result<,>.UncheckedError)));
            _il.Convert(typeof(long));
            _il.Store(error);
        }

        _il.Note("if it is no error number, the answer cannot be sent");
        _il.Load(error);
        _il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsErrorNumber)));
        _il.BranchIfFalse(method.Unsendable);
        StoreAnswer(() =>
        {
            _il.Load(error);
            _il.Negate();
        });
        method.Exit(CallOutcome.Answered);
    }

    /// <summary>A handler that answers one of the kernel's own rejections ends as the kernel's rejection does.</summary>
    private void TakeKernelError(LocalBuilder error)
    {
        Type type = typeof(SyscallError<>).MakeGenericType(_plan.Error!);
        Label isFailed = _il.Label();
        LocalBuilder kernelError = _il.Local(type);
        LocalBuilder kind = _il.Local(typeof(SyscallErrorKind));
        _il.LoadAddress(_result!);
        _il.Call(Getter(_returned, nameof(Result<,>.UncheckedError)));
        _il.Store(kernelError);
        _il.LoadAddress(kernelError);
        _il.Call(Getter(type, nameof(SyscallError<>.Kind)));
        _il.Store(kind);
        _il.Load(kind);
        _il.Constant((int)SyscallErrorKind.Failed);
        _il.BranchIfEqual(isFailed);
        _il.Load(kind);
        _il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.OutcomeOf)));
        method.Exit();
        _il.Mark(isFailed);
        _il.LoadAddress(kernelError);
        _il.Call(Getter(type, nameof(SyscallError<>.Error)));
        _il.Convert(typeof(long));
        _il.Store(error);
    }

    private void StoreAnswer(Action pushWord)
    {
        _il.LoadArgument(KernelMethod.Frame);
        FrameIl.WordAddress(_il, method.Plan.Layout.AnswerWord(0));
        pushWord();
        ScalarIl.ToRegister(_il, method.Plan.Shape.RegisterBits);
        _il.StoreWord();
    }

    private static System.Reflection.MethodInfo Getter(Type type, string property) => Helper.Of(type, "get_" + property);
}
