using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of one parameter: decoded from the frame, passed to the handler, written back.</summary>
internal abstract class HandlerArgument
{
    /// <summary>Whether it takes a piece of the thread's scratch memory.</summary>
    public virtual bool NeedsScratch => false;

    /// <summary>Decodes and checks; leaves with an outcome where that fails.</summary>
    public abstract void Decode(KernelMethod method);

    /// <summary>Where its part of a packed stream goes, for arguments that are values.</summary>
    public virtual IEnumerable<StreamValue> StreamValues(KernelMethod method) => [];

    /// <summary>Pushes what the handler takes.</summary>
    public abstract void Push(KernelMethod method);

    /// <summary>Whether its registers hold addresses and counts, in place of values.</summary>
    public virtual bool IsClaim => true;

    /// <summary>Leaves where what is to be written back cannot be, or the answer counts more of it than there is; before anything is written.</summary>
    /// <inheritdoc cref="WriteBack" path="/param"/>
    public virtual void CheckBack(KernelMethod method, Action? pushAnswer)
    {
    }

    /// <summary>Writes to the caller's memory what the handler left; only after a good answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="pushAnswer">Pushes the answer, sign-extended to 64 bits, where it counts this parameter's elements; else null.</param>
    public virtual void WriteBack(KernelMethod method, Action? pushAnswer)
    {
    }

    public static HandlerArgument For(HandlerCall call, ArgumentPlan plan)
    {
        Type type = call.ParameterFor(plan).ParameterType;
        return plan switch
        {
            ValueArgument value => new DecodedValue(value, type.IsByRef),
            HandleArgument handle => new NativeHandle(handle),
            SpanArgument span when span.Parameter.ParameterType == type => new SpanCopy(span),
            SpanArgument span => new SliceClaim(span, type),
            TextArgument text => new TextCopy(text),
            PathArgument path => new PathCopy(path),
            _ => new ReferenceCopy((ReferenceArgument)plan),
        };
    }
}
