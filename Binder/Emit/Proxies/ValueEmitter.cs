using Binder.Plans;

namespace Binder.Emit;

/// <summary>Scalars, and structs flattened into them.</summary>
internal sealed class ValueEmitter(ValueArgument plan) : ArgumentEmitter(plan)
{
    public override void Prepare(IlWriter il)
    {
        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            ScalarPlan scalar = plan.Leaves[i].Scalar;
            if (scalar.RefusesZero)
            {
                PushWord(il, i);
                il.Constant(Name);
                il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.NotZero)));
            }

            if (scalar.IsNative && scalar.Bits < nint.Size * 8)
            {
                PushWord(il, i);
                il.Constant(scalar.IsSigned ? 1 : 0);
                il.Constant(Name);
                il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.FitsPointer32)));
            }
        }
    }

    public override void PushWord(IlWriter il, int word)
    {
        Leaf leaf = plan.Leaves[word];
        if (leaf.Path.Length == 0)
        {
            il.LoadArgument(Argument);
        }
        else
        {
            il.LoadArgumentAddress(Argument);
            LeafIl.Load(il, leaf);
        }

        ScalarIl.ToWord(il, leaf.Scalar);
    }
}
