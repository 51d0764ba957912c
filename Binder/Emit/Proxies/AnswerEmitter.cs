using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer: what the method returns or throws.</summary>
internal sealed class AnswerEmitter(IlWriter il, CallPlan plan)
{
    private readonly AnswerPlan _answer = plan.Answer;
    private LocalBuilder? _value;
    private LocalBuilder? _name;

    private bool HasValue => _answer.Value != typeof(void);

    private bool CanBeMalformed => _answer.Leaf is { } leaf && ScalarIl.CanBeMalformed(leaf.Scalar, plan.Shape.NarrowArguments);

    private bool CanThrow => _answer.Form == AnswerForm.Plain || (_answer.Form == AnswerForm.Result && CanBeMalformed);

    /// <summary>What must be there before the call: the return area, the handle's object, the name for what is thrown.</summary>
    public void Prepare()
    {
        if (CanThrow)
        {
            // Here and not where it is thrown: in a block that ends by a throw the JIT looks strings up by one more call, while from
            // here it takes the constant along, and nothing is left on the way of a good answer.
            il.Note($"name = \"{plan.Call.Name}\"");
            _name = il.Local(typeof(string));
            il.Constant(plan.Call.Name);
            il.Store(_name);
        }

        if (_answer.Carrier == AnswerCarrier.Area)
        {
            il.Note("area = default");
            _value = Zeroed();
        }
        else if (_answer.Carrier == AnswerCarrier.Handle)
        {
            il.Note($"handle = new {_answer.Value.Name}()");
            _value = il.Local(_answer.Value);
            il.New(_answer.Value.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!);
            il.Store(_value);
        }
    }

    public void PushAreaAddress()
    {
        il.LoadAddress(_value!);
        il.Convert(typeof(nuint));
        il.Convert(typeof(ulong));
    }

    /// <summary>Returns, or throws. The way of a good answer comes first and jumps nowhere.</summary>
    public void Emit(LocalBuilder word)
    {
        Label failed = il.Label();
        Label malformed = il.Label();
        il.Note("if (IsError(answer)) goto failed");
        il.Load(word);
        il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsError)));
        il.BranchIfTrue(failed);
        EmitValue(word, malformed);
        il.Return();

        il.Mark(failed);
        EmitError(word);
        il.Return();

        if (CanBeMalformed)
        {
            il.Mark(malformed);
            EmitMalformed();
            il.Return();
        }
    }

    private void EmitValue(LocalBuilder word, Label malformed)
    {
        int registerBits = plan.Shape.RegisterBits;
        if (_answer.Carrier == AnswerCarrier.Register && registerBits < 64)
        {
            il.Note("answer = the register's own bits, without the sign that told an error");
            il.Load(word);
            ScalarIl.ToRegister(il, registerBits);
            il.Store(word);
        }

        switch (_answer.Carrier)
        {
            case AnswerCarrier.Nothing when HasValue:
                il.Load(Zeroed());
                break;
            case AnswerCarrier.Register when _answer.Leaf!.Path.Length == 0:
                ScalarIl.FromWord(il, _answer.Leaf.Scalar, plan.Shape.NarrowArguments, registerBits, word, malformed);
                break;
            case AnswerCarrier.Register:
                LocalBuilder value = Zeroed();
                LeafIl.Decode(il, _answer.Leaf!, value, plan.Shape.NarrowArguments, registerBits, word, malformed);
                il.Load(value);
                break;
            case AnswerCarrier.Handle:
                EmitHandle(word);
                break;
            case AnswerCarrier.Area:
                il.Load(_value!);
                break;
        }

        if (_answer.Form != AnswerForm.Plain)
        {
            il.Call(Helper.Of(_answer.Return.ParameterType, "Ok"));
        }
    }

    private void EmitHandle(LocalBuilder word)
    {
        il.Load(_value!);
        il.Load(word);
        il.Convert(typeof(nint));
        il.Call(((Action<SafeHandle, nint>)Marshal.InitHandle).Method);
        il.Load(_value!);
    }

    private void EmitError(LocalBuilder word)
    {
        if (_answer.Form == AnswerForm.Plain)
        {
            il.Note("throw the error");
            il.Load(word);
            il.Load(_name!);
            il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.Throw)));
            PushNothing();
            return;
        }

        il.Note("return Fail(-answer)");
        il.Load(word);
        il.Negate();
        il.Convert(Enum.GetUnderlyingType(_answer.Error!));
        if (_answer.Form == AnswerForm.ResultOfSyscallError)
        {
            il.Call(Helper.Of(typeof(SyscallError<>).MakeGenericType(_answer.Error!), "Failed"));
        }

        il.Call(Helper.Of(_answer.Return.ParameterType, "Fail"));
    }

    private void EmitMalformed()
    {
        if (_answer.Form == AnswerForm.ResultOfSyscallError)
        {
            Type error = typeof(SyscallError<>).MakeGenericType(_answer.Error!);
            il.Call(error.GetProperty(nameof(SyscallError<>.InvalidData))!.GetMethod!);
            il.Call(Helper.Of(_answer.Return.ParameterType, "Fail"));
            return;
        }

        il.Load(_name!);
        il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.ThrowMalformed)));
        PushNothing();
    }

    /// <summary>A value for the return that is never reached, since the helper before it throws.</summary>
    private void PushNothing()
    {
        Type type = _answer.Return.ParameterType;
        if (type != typeof(void))
        {
            LocalBuilder nothing = il.Local(type);
            il.Load(nothing);
        }
    }

    private LocalBuilder Zeroed()
    {
        LocalBuilder local = il.Local(_answer.Value);
        il.LoadAddress(local);
        il.Initialize(_answer.Value);
        return local;
    }
}
