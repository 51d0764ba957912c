using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The arguments of a call that came as one packed stream: values in locals of their own, all other words in a local each.</summary>
internal sealed class HandlerStream
{
    private readonly KernelMethod _method;
    private readonly StreamPlan _plan;
    private readonly LocalBuilder[] _words;

    public HandlerStream(KernelMethod method, StreamPlan plan)
    {
        (_method, _plan) = (method, plan);
        _words = new LocalBuilder[method.Plan.Answer.AreaRegister];
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] = method.Il.Local(typeof(ulong));
        }
    }

    public void PushWord(int word) => _method.Il.Load(_words[word]);

    /// <summary>Emits the reading of the stream; the locals of values are zero before.</summary>
    public void Read()
    {
        List<StreamValue> values = [];
        for (int i = 0; i < _method.Arguments.Count; i++)
        {
            ArgumentPlan argument = _method.Plan.Arguments[i];
            values.AddRange(argument is ValueArgument ? _method.Arguments[i].StreamValues(_method) : Words(argument));
        }

        new StreamEmitter(_plan, values).EmitReading(
            _method.Il, () => _method.Il.LoadArgument(KernelMethod.Frame), PushMemory, _method.Scratch, _method.Malformed, _method.OutOfMemory);
        if (_plan.MaxSpill > 0)
        {
            _method.Il.Note("if the memory is closed meanwhile: malformed");
            PushMemory();
            _method.Il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.IsClosed)));
            _method.Il.BranchIfTrue(_method.Malformed);
        }
    }

    private IEnumerable<StreamValue> Words(ArgumentPlan argument)
    {
        for (int i = 0; i < argument.Registers; i++)
        {
            yield return new(argument.Word(_method.Plan.Shape), new WordPlace(_words[argument.FirstRegister + i]), argument.Parameter.Name ?? "");
        }
    }

    private void PushMemory()
    {
        _method.Il.LoadArgument(KernelMethod.Caller);
        _method.Il.Call(typeof(SyscallCaller).GetProperty(nameof(SyscallCaller.Memory))!.GetMethod!);
    }
}
