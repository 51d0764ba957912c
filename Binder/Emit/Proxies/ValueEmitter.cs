using Binder.Plans;

namespace Binder.Emit;

/// <summary>Scalars, and structs flattened into them.</summary>
internal sealed class ValueEmitter(ValueArgument plan) : ArgumentEmitter(plan)
{
    public override void Prepare(IlWriter il)
    {
        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            int word = i;
            LeafChecks.Emit(il, plan.Leaves[i].Scalar, () => PushWord(il, word), Name);
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
