using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer: what the method returns or throws.</summary>
internal abstract class AnswerEmitter(IlWriter il, CallPlan plan, CopyScope? copies)
{
    private LocalBuilder? _value;
    private LocalBuilder? _name;

    protected IlWriter Il { get; } = il;

    protected CallPlan Plan { get; } = plan;

    protected AnswerPlan Answer { get; } = plan.Answer;

    protected NarrowRule Rule { get; } = plan.Layout.AnswerShape.NarrowArguments;

    /// <summary>Where to go, with an empty stack, when bits are no value of their type.</summary>
    protected Label Malformed { get; } = il.Label();

    /// <summary>The answer, or its value, as a packed stream; null where it is none.</summary>
    protected AnswerStream? Stream { get; } = plan.Answer.Stream is null ? null : new(il, plan, copies);

    /// <summary>The object of an answer that is a handle.</summary>
    protected LocalBuilder? Handle => Answer.IsHandle ? _value : null;

    protected Type Return => Answer.Return.ParameterType;

    /// <summary>The type of the error in an answer that has the kernel's rejections as values.</summary>
    protected Type SyscallErrorType => typeof(SyscallError<>).MakeGenericType(Answer.Error!);

    /// <summary>Whether something is thrown, so that the call's name is needed.</summary>
    protected abstract bool CanThrow { get; }

    private bool AreaHasRules => Answer.Carrier == AnswerCarrier.Area && ContentRules.AreThere(Answer.Value);

    /// <summary>Whether some bits are no value of their type.</summary>
    protected bool CanBeMalformed => Stream is not null || AreaHasRules || IsAsked(Answer.FlatValue) || IsAsked(Answer.FlatError)
        || AreRuled(Answer.Leaves) || AreRuled(Answer.ErrorLeaves);

    public static AnswerEmitter For(IlWriter il, CallPlan plan, CopyScope? copies) => plan.Answer.Way switch
    {
        AnswerWay.TaggedStream => new TaggedStreamEmitter(il, plan, copies),
        AnswerWay.TaggedRegisters => new TaggedRegistersEmitter(il, plan, copies),
        _ => new NegativeErrnoEmitter(il, plan, copies),
    };

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public bool NeedsScratch => Stream is { NeedsScratch: true };

    /// <summary>What must be there before the call: the return area, the handle's object, the name for what is thrown.</summary>
    /// <param name="scratch">The thread's scratch memory, where it is needed.</param>
    public void Prepare(ScratchScope? scratch)
    {
        Stream?.Prepare(scratch);
        if (CanThrow)
        {
            // Here and not where it is thrown: in a block that ends by a throw the JIT looks strings up by one more call, while from
            // here it takes the constant along, and nothing is left on the way of a good answer.
            Il.Note($"name = \"{Plan.Call.Name}\"");
            _name = Il.Local(typeof(string));
            Il.Constant(Plan.Call.Name);
            Il.Store(_name);
        }

        if (Answer.Carrier == AnswerCarrier.Area)
        {
            Il.Note("area = default");
            _value = Zeroed(Answer.Value);
        }
        else if (Answer.IsHandle)
        {
            Il.Note($"handle = new {Answer.Value.Name}()");
            _value = Il.Local(Answer.Value);
            Il.New(Answer.Value.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!);
            Il.Store(_value);
        }
    }

    /// <summary>The return area, where there is one.</summary>
    public LocalBuilder? Area => Answer.Carrier == AnswerCarrier.Area ? _value : null;

    public void PushAreaAddress()
    {
        if (Stream is not null)
        {
            Stream.PushAreaAddress();
            return;
        }

        Il.LoadAddress(_value!);
        Il.Convert(typeof(nuint));
        Il.Convert(typeof(ulong));
    }

    /// <summary>Takes of the answer what is needed in every case; directly after the call.</summary>
    public abstract void Receive(CallEmitter call);

    /// <summary>Returns, or throws. The way of a good answer comes first and jumps nowhere.</summary>
    public virtual void Emit(CallEmitter call)
    {
        Label failed = Il.Label();
        BranchIfFailed(failed);
        EmitValue(call);
        Il.Return();

        Il.Mark(failed);
        EmitError(call);
        Il.Return();

        if (CanBeMalformed)
        {
            Il.Mark(Malformed);
            EmitMalformed();
            Il.Return();
        }
    }

    /// <summary>Goes to a label, with an empty stack, where the answer is an error.</summary>
    protected abstract void BranchIfFailed(Label failed);

    /// <summary>Pushes the value of an answer in registers.</summary>
    protected abstract void PushRegisters(CallEmitter call);

    /// <summary>Pushes the value of an answer that came as a stream in memory.</summary>
    protected virtual void PushStream() => throw new InvalidOperationException("The value is no stream of its own.");

    /// <summary>Makes the handle of an answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="handle">The object that takes the number.</param>
    protected abstract void InitializeHandle(CallEmitter call, LocalBuilder handle);

    /// <summary>Pushes what the method returns for an error, or throws.</summary>
    protected abstract void EmitError(CallEmitter call);

    /// <summary>Gives the handle on the stack the number above it.</summary>
    protected void InitializeHandle() => Il.Call(Helper.Of(typeof(Marshal), nameof(Marshal.InitHandle)));

    protected void PushName() => Il.Load(_name!);

    /// <summary>The error of type E on the stack becomes what the method returns.</summary>
    protected void ReturnFailed()
    {
        if (Answer.Form == AnswerForm.ResultOfSyscallError)
        {
            Il.Call(Helper.Of(SyscallErrorType, nameof(SyscallError.Failed)));
        }

        Il.Call(Helper.Of(Return, nameof(Result.Fail)));
    }

    /// <summary>A value for the return that is never reached, since the helper before it throws.</summary>
    protected void PushNothing()
    {
        if (Return != typeof(void))
        {
            LocalBuilder nothing = Il.Local(Return);
            Il.Load(nothing);
        }
    }

    protected LocalBuilder Zeroed(Type type)
    {
        LocalBuilder local = Il.Local(type);
        Il.LoadAddress(local);
        Il.Initialize(type);
        return local;
    }

    private bool AreRuled(Leaf[] leaves)
    {
        foreach (Leaf leaf in leaves)
        {
            if (ScalarIl.CanBeMalformed(leaf.Scalar, Rule))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to <see cref="Malformed"/> where the types of what registers carried call it illegal.</summary>
    protected void CheckValid(ValuePlan? plan, LocalBuilder value)
    {
        if (IsAsked(plan))
        {
            FlatValidation.Ask(Il, plan!, new LocalPlace(value), Malformed);
        }
    }

    private static bool IsAsked(ValuePlan? plan) => plan is not null && FlatValidation.IsNeeded(plan);

    private void EmitValue(CallEmitter call)
    {
        switch (Answer.Carrier)
        {
            case AnswerCarrier.Nothing when Answer.Value != typeof(void):
                LocalBuilder nothing = Zeroed(Answer.Value);
                CheckValid(Answer.FlatValue, nothing);
                Il.Load(nothing);
                break;
            case AnswerCarrier.Registers:
                PushRegisters(call);
                break;
            case AnswerCarrier.Handle:
                InitializeHandle(call, _value!);
                Il.Load(_value!);
                break;
            case AnswerCarrier.StreamArea when Answer.IsHandle:
                InitializeHandle(call, _value!);
                Il.Load(_value!);
                break;
            case AnswerCarrier.StreamArea:
                PushStream();
                break;
            case AnswerCarrier.Area:
                CheckArea();
                Il.Load(_value!);
                break;
        }

        if (Answer.Form != AnswerForm.Plain)
        {
            Il.Call(Helper.Of(Return, nameof(Result.Ok)));
        }
    }

    private void CheckArea()
    {
        if (AreaHasRules)
        {
            Il.Note("if the area holds bits that are no value: malformed");
            Il.LoadAddress(_value!);
            Il.Call(Helper.Of(typeof(ContentRules), nameof(ContentRules.Hold), Answer.Value));
            Il.BranchIfFalse(Malformed);
        }
    }

    protected void EmitMalformed()
    {
        if (Answer.Form == AnswerForm.ResultOfSyscallError)
        {
            Il.Call(SyscallErrorType.GetProperty(nameof(SyscallError<>.InvalidData))!.GetMethod!);
            Il.Call(Helper.Of(Return, nameof(Result.Fail)));
            return;
        }

        PushName();
        Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.ThrowMalformed)));
        PushNothing();
    }
}
