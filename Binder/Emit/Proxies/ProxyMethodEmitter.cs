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

    public ProxyMethodEmitter(IlWriter il, CallPlan plan, ProxyWay way)
    {
        (_il, _plan, _call, _answer) = (il, plan, CallEmitter.For(way, il, plan), AnswerEmitter.For(il, plan));
        _arguments = Array.ConvertAll(plan.Arguments, argument => ArgumentEmitter.For(argument, plan.Arguments));
    }

    public void Emit()
    {
        if (Array.Exists(_arguments, argument => argument.NeedsRelease || argument.NeedsScratch))
        {
            EmitGuarded();
        }
        else
        {
            EmitCall();
        }

        _answer.Emit(_call);
    }

    private void EmitGuarded()
    {
        bool needsScratch = Array.Exists(_arguments, argument => argument.NeedsScratch);
        ScratchScope? scratch = needsScratch ? new ScratchScope(_il) : null;
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Declare(_il);
        }

        _il.BeginTry();
        EmitCall();
        _il.BeginFinally();
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Release(_il);
        }

        scratch?.Release();
        _il.EndTry();
    }

    private void EmitCall()
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Prepare(_il);
        }

        _answer.Prepare();
        _call.Emit(PushWord);
        _answer.Receive(_call);
    }

    private void PushWord(int register, int word)
    {
        foreach (ArgumentPlan argument in _plan.Arguments)
        {
            if (register >= argument.FirstRegister && register < argument.FirstRegister + argument.Registers)
            {
                Push(_arguments[argument.Index], register - argument.FirstRegister, word);
                return;
            }
        }

        if (register == _plan.Answer.AreaRegister && word == 0)
        {
            _answer.PushAreaAddress();
        }
        else
        {
            _il.Constant(0L);
        }
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
