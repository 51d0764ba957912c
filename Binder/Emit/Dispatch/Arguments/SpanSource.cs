using Binder.Plans;

namespace Binder.Emit;

/// <summary>Address and count of a span as the caller gives them.</summary>
internal static class SpanSource
{
    public static void PushAddress(KernelMethod method, SpanArgument plan) => method.PushNative(plan.FirstRegister);

    /// <summary>Pushes the count of elements: of the next register, of another parameter, or fixed.</summary>
    public static void PushCount(KernelMethod method, SpanArgument plan, IReadOnlyList<HandlerArgument> all)
    {
        switch (plan.Count)
        {
            case SpanCount.Fixed count:
                method.Il.Constant((long)count.Length);
                break;
            case SpanCount.Parameter count:
                ((DecodedValue)all[count.Index]).PushWord(method);
                if (count.InBytes)
                {
                    method.Il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.ElementsOf), plan.Element));
                }

                break;
            default:
                method.PushNative(plan.FirstRegister + 1);
                break;
        }
    }
}
