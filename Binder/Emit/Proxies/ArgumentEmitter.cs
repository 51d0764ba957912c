using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The user side of one parameter. First all parameters are prepared, with an empty evaluation stack, then all words are
/// pushed; what was taken is given back when the call has ended, exceptions included.
/// </summary>
internal abstract class ArgumentEmitter(ArgumentPlan plan)
{
    /// <summary>Whether <see cref="Release"/> has something to give back, so that the call runs in a try block.</summary>
    public virtual bool NeedsRelease => false;

    /// <summary>Whether the thread's scratch memory may be used.</summary>
    public virtual bool NeedsScratch => false;

    /// <summary>The argument of the method: after <c>this</c>.</summary>
    protected int Argument => plan.Index + 1;

    /// <summary>The parameter, for messages.</summary>
    protected string Name => MemberNames.Of(plan.Parameter);

    /// <summary>The same, for messages about what is in it.</summary>
    protected ValueName ValueName => ValueName.Of(plan.Parameter);

    /// <summary>Locals that must be set before the try block begins.</summary>
    public virtual void Declare(IlWriter il)
    {
    }

    /// <summary>Checks the value and makes it ready; throws before anything is sent.</summary>
    public virtual void Prepare(IlWriter il)
    {
    }

    /// <summary>Pushes one of the parameter's words, as 64 bits.</summary>
    public abstract void PushWord(IlWriter il, int word);

    /// <summary>What of it goes into a packed stream: its words, of a pointer's width.</summary>
    public virtual IEnumerable<StreamValue> StreamValues(AbiShape shape)
    {
        for (int word = 0; word < plan.Registers; word++)
        {
            int which = word;
            yield return new(plan.Word(shape), new WordPlace(il => PushWord(il, which)), Name);
        }
    }

    /// <summary>After the call: brings to the caller's memory what the kernel wrote into a copy of it.</summary>
    public virtual void CopyBack(IlWriter il)
    {
    }

    /// <summary>Pushes the high word of a register of 128 bits that carries one of the parameter's words: 0, as of an address or a count.</summary>
    public virtual void PushHighWord(IlWriter il, int word) => il.Constant(0L);

    /// <summary>Gives back what was taken.</summary>
    public virtual void Release(IlWriter il)
    {
    }

    /// <param name="plan">The parameter.</param>
    /// <param name="all">All parameters.</param>
    /// <param name="copies">Where copies go; null where the kernel reaches what the caller has.</param>
    public static ArgumentEmitter For(ArgumentPlan plan, IReadOnlyList<ArgumentPlan> all, CopyScope? copies) => plan switch
    {
        SpanArgument span when copies is not null => new CopiedSpanEmitter(span, all, copies),
        ReferenceArgument reference when copies is not null => new CopiedReferenceEmitter(reference, copies),
        TextArgument text when copies is not null => new CopiedTextEmitter(text, copies),
        PathArgument path when copies is not null => new CopiedPathEmitter(path, copies),
        ValueArgument value => new ValueEmitter(value),
        SpanArgument span => new SpanEmitter(span, all),
        ReferenceArgument reference => new ReferenceEmitter(reference),
        TextArgument text => new TextEmitter(text),
        PathArgument path => new PathEmitter(path),
        _ => new HandleEmitter((HandleArgument)plan),
    };

    /// <summary>Pins what a managed reference on the stack points to, for as long as the method runs.</summary>
    protected static LocalBuilder Pin(IlWriter il, Type element)
    {
        LocalBuilder pinned = il.Local(element.MakeByRefType(), pinned: true);
        il.Store(pinned);
        return pinned;
    }

    protected static void PushAddress(IlWriter il, LocalBuilder pinned)
    {
        il.Load(pinned);
        il.Convert(typeof(nuint));
        il.Convert(typeof(ulong));
    }
}
