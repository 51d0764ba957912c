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
    private readonly CopyScope? _copies;
    private readonly CopiedArea? _copiedArea;
    private readonly bool _needsRelease;
    private readonly bool _needsScratch;

    /// <param name="il">The method.</param>
    /// <param name="plan">The call.</param>
    /// <param name="call">How it is made.</param>
    /// <param name="isLent">Whether its ABI lends the memory that the frame points at.</param>
    public ProxyMethodEmitter(IlWriter il, CallPlan plan, CallEmitter call, bool isLent)
    {
        _copies = CopyScope.For(il, plan, call, isLent);
        (_il, _plan, _call, _answer) = (il, plan, call, AnswerEmitter.For(il, plan, _copies));
        _copiedArea = _copies is not null && plan.Answer.Carrier == AnswerCarrier.Area ? new CopiedArea(il, _copies, plan.Answer.Value) : null;
        _arguments = new ArgumentEmitter[plan.Arguments.Length];
        for (int i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = ArgumentEmitter.For(plan.Arguments[i], plan.Arguments, _copies);
            _needsRelease |= _arguments[i].NeedsRelease;
            _needsScratch |= _arguments[i].NeedsScratch;
        }

        _stream = plan.Stream is { } stream ? new(plan, stream, _arguments, _copies) : null;
        _needsScratch |= _stream is { NeedsScratch: true } || _answer.NeedsScratch;
    }

    public void Emit()
    {
        if (_copies is not null || _needsScratch || _needsRelease)
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
        _copies?.Begin();
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

        // The lender is somebody else's code, which may throw.
        scratch?.Release();
        _copies?.Release();
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
        else if (_copiedArea is not null)
        {
            _copiedArea.PushAddress();
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

        _copiedArea?.CopyBack(_answer.Area!);
    }

    private void EmitCall(ScratchScope? scratch)
    {
        foreach (ArgumentEmitter argument in _arguments)
        {
            argument.Prepare(_il);
        }

        _answer.Prepare(scratch);
        _copiedArea?.Prepare(_answer.Area!);
        _stream?.Prepare(_il, scratch);
        _call.Emit(this, _stream);
        if (_copies is not null)
        {
            CopyBack();
            _copies.EmitRefusal(_call);
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
