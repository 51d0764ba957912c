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
    private readonly AnswerEmitter _answer;
    private readonly bool _needsRelease;
    private readonly bool _needsScratch;

    public ProxyMethodEmitter(IlWriter il, CallPlan plan, ProxyWay way)
    {
        (_il, _plan, _call, _answer) = (il, plan, CallEmitter.For(way), new AnswerEmitter(il, plan));
        _arguments = new ArgumentEmitter[plan.Arguments.Length];
        for (int i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = ArgumentEmitter.For(plan.Arguments[i], plan.Arguments);
            _needsRelease |= _arguments[i].NeedsRelease;
            _needsScratch |= _arguments[i].NeedsScratch;
        }
    }

    public void Emit()
    {
        LocalBuilder answer = _il.Local(typeof(long));
        if (_needsRelease || _needsScratch)
        {
            EmitGuarded(answer);
        }
        else
        {
            EmitCall(answer);
        }

        _answer.Emit(answer);
    }

    private void EmitGuarded(LocalBuilder answer)
    {
        ScratchScope? scratch = _needsScratch ? new ScratchScope(_il) : null;
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Declare(_il);
        }

        _il.BeginTry();
        EmitCall(answer);
        _il.BeginFinally();
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Release(_il);
        }

        scratch?.Release();
        _il.EndTry();
    }

    private void EmitCall(LocalBuilder answer)
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Prepare(_il);
        }

        _answer.Prepare();
        _call.Emit(_il, _plan, this, answer);
    }

    /// <summary>Pushes what a register carries, as 64 bits; 0 where nothing uses it.</summary>
    public void PushWord(int register)
    {
        foreach (ArgumentPlan argument in _plan.Arguments)
        {
            if (register >= argument.FirstRegister && register < argument.FirstRegister + argument.Registers)
            {
                _arguments[argument.Index].PushWord(_il, register - argument.FirstRegister);
                return;
            }
        }

        if (register == _plan.Answer.AreaRegister)
        {
            _answer.PushAreaAddress();
        }
        else
        {
            _il.Constant(0L);
        }
    }
}
