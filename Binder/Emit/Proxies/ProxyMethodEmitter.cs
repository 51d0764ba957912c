using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The body of one method of a proxy: prepare all parameters, make the call, give back, read the answer.</summary>
internal sealed class ProxyMethodEmitter
{
    private readonly IlWriter _il;
    private readonly CallPlan _plan;
    private readonly CallEmitter _call;
    private readonly ArgumentEmitter[] _arguments;
    private readonly ArgumentStream? _stream;
    private readonly AnswerEmitter _answer;
    private readonly LowScope? _low;
    private readonly LowArea? _lowArea;
    private readonly bool _needsRelease;
    private readonly bool _needsScratch;

    public ProxyMethodEmitter(IlWriter il, CallPlan plan, CallEmitter call)
    {
        _low = LowScope.IsNeeded(plan) ? new LowScope(il) : null;
        (_il, _plan, _call, _answer) = (il, plan, call, AnswerEmitter.For(il, plan, _low));
        _lowArea = _low is not null && plan.Answer.Carrier == AnswerCarrier.Area ? new LowArea(il, _low, plan.Answer.Value) : null;
        _arguments = new ArgumentEmitter[plan.Arguments.Length];
        for (int i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = ArgumentEmitter.For(plan.Arguments[i], plan.Arguments, _low);
            _needsRelease |= _arguments[i].NeedsRelease;
            _needsScratch |= _arguments[i].NeedsScratch;
        }

        _stream = plan.Stream is { } stream ? new(plan, stream, _arguments, _low) : null;
        _needsScratch |= _stream is { NeedsScratch: true } || _answer.NeedsScratch;
    }

    public void Emit()
    {
        if (_low is not null || _needsScratch || _needsRelease)
        {
            EmitGuarded();
        }
        else
        {
            EmitCall(null);
        }

        _answer.Emit(_call);
    }

    private void EmitGuarded()
    {
        ScratchScope? scratch = _needsScratch ? new ScratchScope(_il) : null;
        _low?.Begin();
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Declare(_il);
        }

        _il.BeginTry();
        EmitCall(scratch);
        _il.BeginFinally();
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Release(_il);
        }

        _low?.Release();
        scratch?.Release();
        _il.EndTry();
    }

    /// <summary>Pushes what an argument register carries, as 64 bits; 0 where nothing uses it.</summary>
    /// <param name="register">The register.</param>
    /// <param name="word">1 for the high word of a register of 128 bits, else 0.</param>
    public void PushWord(int register, int word)
    {
        foreach (ArgumentPlan argument in _stream is null ? _plan.Arguments : [])
        {
            if (register >= argument.FirstRegister && register < argument.FirstRegister + argument.Registers)
            {
                Push(_arguments[argument.Index], register - argument.FirstRegister, word);
                return;
            }
        }

        if (register != _plan.Answer.AreaRegister || word != 0 || !_plan.Answer.HasArea)
        {
            _il.Constant(0L);
        }
        else if (_lowArea is not null)
        {
            _lowArea.PushAddress();
        }
        else
        {
            _answer.PushAreaAddress();
        }
    }

    private void CopyBack()
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.CopyBack(_il);
        }

        _lowArea?.CopyBack(_answer.Area!);
    }

    private void EmitCall(ScratchScope? scratch)
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Prepare(_il);
        }

        _answer.Prepare(scratch);
        _lowArea?.Prepare(_answer.Area!);
        _stream?.Prepare(_il, scratch);
        _call.Emit(this, _stream);
        if (_low is not null)
        {
            CopyBack();
            _low.EmitRefusal(_call);
        }

        _answer.Receive(_call);
    }

    private void Push(ArgumentEmitter argument, int register, int word)
    {
        if (word == 0)
        {
            argument.PushWord(_il, register);
        }
        else
        {
            argument.PushHighWord(_il, register);
        }
    }
}
