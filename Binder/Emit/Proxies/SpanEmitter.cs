using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A span: pinned, its address and its count.</summary>
internal class SpanEmitter(SpanArgument plan, IReadOnlyList<ArgumentPlan> all) : ArgumentEmitter(plan)
{
    private LocalBuilder? _pinned;

    protected Type Span => plan.Parameter.ParameterType;

    public override void Prepare(IlWriter il)
    {
        CheckLength(il);
        il.Note($"fixed ({plan.Element.Name}* p = {plan.Parameter.Name})");
        il.LoadArgument(Argument);
        il.Call(GetReference(Span, plan.Element));
        _pinned = Pin(il, plan.Element);
    }

    public override void PushWord(IlWriter il, int word)
    {
        if (word == 0)
        {
            PushAddress(il);
        }
        else
        {
            PushLength(il);
            il.Convert(typeof(ulong));
        }
    }

    protected virtual void PushAddress(IlWriter il) => PushAddress(il, _pinned!);

    internal static MethodInfo GetReference(Type span, Type element)
    {
        foreach (MethodInfo method in typeof(MemoryMarshal).GetMember(nameof(MemoryMarshal.GetReference), BindingFlags.Static | BindingFlags.Public))
        {
            if (method.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == span.GetGenericTypeDefinition())
            {
                return method.MakeGenericMethod(element);
            }
        }

        throw new MissingMethodException(nameof(MemoryMarshal), nameof(MemoryMarshal.GetReference));
    }

    protected void CheckLength(IlWriter il)
    {
        switch (plan.Count)
        {
            case SpanCount.Fixed count:
                PushLength(il);
                il.Constant(count.Length);
                il.Constant(Name);
                il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.Fixed)));
                break;
            case SpanCount.Parameter count:
                new ValueEmitter((ValueArgument)all[count.Index]).PushWord(il, 0);
                PushLength(il);
                if (count.InBytes)
                {
                    il.SizeOf(plan.Element);
                }
                else
                {
                    il.Constant(1);
                }

                il.Constant(Name);
                il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.Length)));
                break;
        }
    }

    private void PushLength(IlWriter il)
    {
        il.LoadArgumentAddress(Argument);
        il.Call(Span.GetProperty("Length")!.GetMethod!);
    }
}
