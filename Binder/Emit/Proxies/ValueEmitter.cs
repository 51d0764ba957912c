using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A value: flattened into scalars, or packed.</summary>
internal sealed class ValueEmitter(ValueArgument plan) : ArgumentEmitter(plan)
{
    private bool IsByReference => plan.Parameter.ParameterType.IsByRef;

    private Place Place => field ??= IsByReference ? AddressPlace.OfArgument(Argument, plan.Value.Type) : new ArgumentPlace(Argument, plan.Value.Type);

    public override void Prepare(IlWriter il)
    {
        if (EncodeChecks.AreNeeded(plan.Value))
        {
            EncodeChecks.Emit(il, plan.Value, Place, ValueName);
        }
    }

    public override IEnumerable<StreamValue> StreamValues(AbiShape shape) => [new(plan.Value, Place, ValueName)];

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
            Place.Load(il);
        }
        else
        {
            Place.PushHolder(il);
            LeafIl.Load(il, leaf);
        }
    }
}
