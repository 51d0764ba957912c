using Binder.Plans;

namespace Binder.Emit;

/// <summary>A span that the handler takes as the claim it is, to reach the caller's memory itself.</summary>
internal sealed class SliceClaim(SpanArgument plan, Type type) : HandlerArgument
{
    public override void Decode(KernelMethod method)
    {
    }

    public override void Push(KernelMethod method)
    {
        SpanSource.PushAddress(method, plan);
        method.Il.Convert(typeof(nuint));
        SpanSource.PushCount(method, plan, method.Arguments);
        method.Il.Convert(typeof(nuint));
        method.Il.New(type.GetConstructor([typeof(nuint), typeof(nuint)])!);
    }
}
