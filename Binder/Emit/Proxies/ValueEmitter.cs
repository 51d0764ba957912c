using Binder.Plans;

namespace Binder.Emit;

/// <summary>Scalars, and structs flattened into them.</summary>
internal sealed class ValueEmitter(ValueArgument plan) : ArgumentEmitter(plan)
{
    public override void Prepare(IlWriter il)
    {
        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            if (LeafChecks.AreNeeded(plan.Leaves[i].Scalar))
            {
                Check(il, i);
            }
        }
    }

    public override void PushWord(IlWriter il, int word)
    {
        PushScalar(il, word);
        ScalarIl.ToWord(il, plan.Leaves[word].Scalar);
    }

    public override void PushHighWord(IlWriter il, int word) =>
        ScalarIl.HighWord(il, plan.Leaves[word].Scalar, () => PushScalar(il, word));

    private void PushScalar(IlWriter il, int word)
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
    }

    private void Check(IlWriter il, int word) => LeafChecks.Emit(il, plan.Leaves[word].Scalar, () => PushWord(il, word), Name);
}
