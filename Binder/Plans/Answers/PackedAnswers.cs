using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>Plans answers that are packed streams: in the registers of the answers where every value fits, else in a return area.</summary>
internal sealed class PackedAnswers(FrameLayout layout, ValuePlanner values)
{
    /// <returns>The plan; null where <paramref name="refusal"/> says why there is none.</returns>
    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    public AnswerPlan? Plan(MethodInfo method, AnswerForm form, Type value, Type? error, out Refusal? refusal)
    {
        bool isTagged = layout.Shape.Errors == ErrorConvention.Tagged;
        refusal = Refuse(value) ?? (error is not null && !isTagged ? ErrorNumbers.Refuse(error) : null);
        Type sent = isTagged ? WireType(value, error) : Sent(value);
        refusal ??= RefusePart(Sent(value), part => Refusals.Answer(value, part, layout))
            ?? (isTagged && error is not null ? RefusePart(error, part => Refusals.Error(error, part, layout)) : null);
        if (refusal is not null || values.Plan(sent, out refusal) is not { } plan)
        {
            return null;
        }

        // Where register 0 tells errors, there is none for a stream.
        PackedLayout? registers = isTagged ? PackedLayout.OfAnswers(layout) : null;
        bool isInMemory = registers is null || plan.MaxBytes > registers.DataBytes;
        return new()
        {
            Return = method.ReturnParameter,
            Form = form,
            Way = isTagged ? AnswerWay.TaggedStream : AnswerWay.NegativeErrno,
            Value = value,
            Error = error,
            Carrier = isInMemory ? AnswerCarrier.StreamArea : AnswerCarrier.Stream,
            Stream = new(isInMemory ? PackedLayout.OfMemory(layout.Shape) : registers!, layout.AnswerShape.PointerBits, [plan]),
        };
    }

    /// <summary>The one type that both sides write and read: <c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c>, of whatever is there.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Plans are made only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The types have no annotated parameters.")]
    public static Type WireType(Type value, Type? error) =>
        typeof(Result<,>).MakeGenericType(Sent(value), typeof(SyscallError<>).MakeGenericType(error ?? typeof(Unit)));

    /// <summary>What of a value travels: of nothing, Unit; of a handle, its number.</summary>
    public static Type Sent(Type value) => value == typeof(void) ? typeof(Unit)
        : typeof(SafeHandle).IsAssignableFrom(value) ? typeof(nint)
        : value;

    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    private Refusal? RefusePart(Type type, Func<Refusal, Refusal> say) =>
        values.Plan(type, out Refusal? refusal) is null ? say(refusal!) : null;

    private static Refusal? Refuse(Type value) =>
        FunctionPointers.Contains(value) ? Refusals.FunctionPointer(value)
        : typeof(SafeHandle).IsAssignableFrom(value)
            ? value.IsAbstract || value.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null ? Refusals.NoHandle(value) : null
        : value.IsByRef || value == typeof(string) || value.IsByRefLike ? Refusals.NoAnswer(value)
        : null;
}
