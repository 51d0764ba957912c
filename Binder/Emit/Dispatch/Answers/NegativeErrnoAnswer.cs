using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of an answer whose register 0 is an error where it holds -4095 to -1.</summary>
internal sealed class NegativeErrnoAnswer(KernelMethod method) : HandlerAnswer(method)
{
    private readonly LocalBuilder _word = method.Il.Local(typeof(ulong));
    private readonly HandlerAnswerStream? _stream = method.Plan.Answer.Stream is null ? null : new(method);

    private Leaf? Leaf => Plan.Leaves is [{ } leaf] ? leaf : null;

    /// <summary>Whether a value may look like an error: where it is signed, or as wide as the register.</summary>
    private bool IsAmbiguous => Leaf is { Scalar: { } scalar } && (scalar.IsSigned || scalar.Bits >= Method.Plan.Shape.RegisterBits);

    protected override void CheckValue()
    {
        PushWord();
        Il.Store(_word);
        _stream?.Encode(Value!);
        if (Leaf is not { Scalar: { } scalar })
        {
            return;
        }

        CheckScalar(scalar, PushLowWord);
        if (Method.Plan.Shape.RegisterBits == 32)
        {
            // Sign-extended again, so that errors are looked for where the caller looks for them.
            Il.Load(_word);
            Il.Convert(typeof(int));
            Il.Convert(typeof(long));
            Il.Store(_word);
        }

        if (IsAmbiguous)
        {
            Il.Note("if (IsError(value)) the answer cannot be sent");
            Il.Load(_word);
            if (Method.Plan.Layout.IsWide)
            {
                PushHighWord();
                Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsWideError)));
            }
            else
            {
                Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsError)));
            }

            Il.BranchIfTrue(Method.Unsendable(nameof(Unsendable.LooksLikeError), PushLowWord));
        }
    }

    protected override void PushCount()
    {
        if (_stream is null)
        {
            PushLowWord();
        }
        else
        {
            base.PushCount();
        }
    }

    protected override void StoreValue()
    {
        _stream?.Store();
        Store(0, PushLowWord, PushHighWord);
    }

    protected override void StoreError()
    {
        LocalBuilder error = Il.Local(typeof(long));
        PushError();
        Il.Convert(typeof(long));
        Il.Store(error);
        Il.Note("if it is no error number, the answer cannot be sent");
        Il.Load(error);
        Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsErrorNumber)));
        Il.BranchIfFalse(Method.Unsendable(nameof(Unsendable.NoErrorNumber), () => Il.Load(error)));
        Store(0, Negated, () => Il.Constant(-1L));

        void Negated()
        {
            Il.Load(error);
            Il.Negate();
        }
    }

    private void PushLowWord() => Il.Load(_word);

    private void PushWord()
    {
        if (Leaf is { } leaf)
        {
            LeafIl.Load(Il, leaf, Value!);
            ScalarIl.ToWord(Il, leaf.Scalar);
        }
        else
        {
            Il.Constant(0L);
        }
    }

    private void PushHighWord()
    {
        if (Leaf is { } leaf)
        {
            ScalarIl.HighWord(Il, leaf.Scalar, () => LeafIl.Load(Il, leaf, Value!));
        }
        else
        {
            Il.Constant(0L);
        }
    }
}
