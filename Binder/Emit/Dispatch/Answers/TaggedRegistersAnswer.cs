using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of an answer whose last register says whether the ones before it hold a value or an error.</summary>
internal sealed class TaggedRegistersAnswer(KernelMethod method) : HandlerAnswer(method)
{
    protected override void CheckValue() => Check(Plan.Leaves, Value);

    protected override void PushCount() => PushWord(Plan.Leaves[0], Value!);

    protected override void StoreValue() => Store(Plan.Leaves, Value, status: 0);

    protected override void StoreError()
    {
        LocalBuilder error = Il.Local(Plan.Error!);
        PushError();
        Il.Store(error);
        Check(Plan.ErrorLeaves, error);
        CheckValid(Plan.FlatError, error);
        Store(Plan.ErrorLeaves, error, AnswerStatus.Failed);
    }

    private void Check(Leaf[] leaves, LocalBuilder? value)
    {
        foreach (Leaf leaf in leaves)
        {
            CheckScalar(leaf.Scalar, () => PushWord(leaf, value!));
        }
    }

    /// <summary>Writes every register of the answers, so that nothing of the arguments is left in one.</summary>
    private void Store(Leaf[] leaves, LocalBuilder? value, int status)
    {
        int last = Method.Plan.Layout.StatusRegister;
        for (int register = 0; register < last; register++)
        {
            Leaf? leaf = register < leaves.Length ? leaves[register] : null;
            if (leaf is null)
            {
                Store(register, Zero, Zero);
            }
            else
            {
                Store(register, () => PushWord(leaf, value!), () => ScalarIl.HighWord(Il, leaf.Scalar, () => LeafIl.Load(Il, leaf, value!)));
            }
        }

        Il.Note($"status = {status}");
        Store(last, () => Il.Constant((long)status), Zero);
    }

    private void PushWord(Leaf leaf, LocalBuilder value)
    {
        LeafIl.Load(Il, leaf, value);
        ScalarIl.ToWord(Il, leaf.Scalar);
    }

    private void Zero() => Il.Constant(0L);
}
