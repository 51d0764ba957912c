using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Decides how a method's answer travels.</summary>
/// <param name="layout">The shape.</param>
/// <param name="values">Plans values as the shape of answers has them.</param>
/// <param name="problems">What does not go is told here.</param>
/// <param name="canCopy">Whether there is memory whose addresses the shape has room for.</param>
internal sealed class AnswerPlanner(FrameLayout layout, ValuePlanner values, DiagnosticList problems, bool canCopy)
{
    private readonly AnswerWay _way = layout.Shape.Errors == ErrorConvention.Tagged ? AnswerWay.TaggedRegisters : AnswerWay.NegativeErrno;

    /// <returns>The plan; null where the answer cannot travel, which is told.</returns>
    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    public AnswerPlan? Plan(MethodInfo method)
    {
        AnswerForm form = Split(method.ReturnType, out Type value, out Type? error);
        AnswerPlan? plan = null;
        Refusal? refusal = null;
        AbiEncoding encoding = layout.AnswerShape.Encoding;

        // Where register 0 tells errors, it is also the value of a call that did not fail, however arguments travel.
        if (encoding != AbiEncoding.Packed || _way == AnswerWay.NegativeErrno)
        {
            plan = PlanRegisters(method, form, value, error, out refusal);
        }

        // What does not fit into registers is packed where the shape chooses, by its C layout where the shape does not pack.
        bool fits = plan is not (null or { Carrier: AnswerCarrier.Area });
        if (!fits && encoding != AbiEncoding.Registers && layout.CanPackAnswers)
        {
            string? why = encoding != AbiEncoding.Auto ? null : refusal?.Reason
                ?? $"{MemberNames.Of(value)} does not fit into {(layout.ValueRegisters == 1 ? "the answer's register" : $"the answer's {layout.ValueRegisters} registers")}.";
            plan = new PackedAnswers(layout, values).Plan(method, form, value, error, out refusal);
            plan?.WhyPacked = why;
        }

        if (plan is null)
        {
            problems.Add(TravelDiagnostics.CannotTravel(method.ReturnParameter, refusal!));
            return null;
        }

        plan.CountedParameter = ReadCounted(method, plan, out bool inBytes);
        plan.CountsBytes = inBytes;
        return plan;
    }

    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    private AnswerPlan? PlanRegisters(MethodInfo method, AnswerForm form, Type value, Type? error, out Refusal? refusal)
    {
        refusal = null;
        ValuePlan? flatError = error is null ? null : PlanError(error, out refusal);
        AnswerCarrier carrier = AnswerCarrier.Nothing;
        Leaf[] leaves = [];
        ValuePlan? flat = null;
        if (refusal is null)
        {
            carrier = Carry(value, out leaves, out flat, out refusal);
            refusal ??= carrier == AnswerCarrier.Nothing || layout.ValueRegisters > 0 ? null : Refusals.OnlyStatus(value);
            refusal ??= carrier == AnswerCarrier.Area ? Refusals.AddressIn(layout.Shape, canCopy) : null;
        }

        return refusal is not null ? null : new()
        {
            Return = method.ReturnParameter,
            Form = form,
            Way = _way,
            Value = value,
            Error = error,
            Carrier = carrier,
            Leaves = leaves,
            ErrorLeaves = flatError?.Leaves ?? [],
            FlatValue = flat,
            FlatError = flatError,
        };
    }

    private static AnswerForm Split(Type type, out Type value, out Type? error)
    {
        (value, error) = (type, null);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Result<,>))
        {
            return AnswerForm.Plain;
        }

        Type[] arguments = type.GetGenericArguments();
        (value, error) = (arguments[0], arguments[1]);
        if (!error.IsGenericType || error.GetGenericTypeDefinition() != typeof(SyscallError<>))
        {
            return AnswerForm.Result;
        }

        error = error.GetGenericArguments()[0];
        return AnswerForm.ResultOfSyscallError;
    }

    /// <summary>What a tagged error is made of; null where the error is a number that register 0 holds in place of the value.</summary>
    [RequiresUnreferencedCode("Reads the members of the error's types.")]
    private ValuePlan? PlanError(Type error, out Refusal? refusal)
    {
        if (_way == AnswerWay.NegativeErrno)
        {
            refusal = ErrorNumbers.Refuse(error);
            return null;
        }

        if (FunctionPointers.Contains(error))
        {
            refusal = Refusals.FunctionPointer(error);
            return null;
        }

        ValuePlan? plan = values.PlanFlat(error, out refusal);
        refusal = plan is null ? Refusals.Error(error, refusal!, layout)
            : plan.Leaves.Length > layout.ValueRegisters ? Refusals.LongError(error, plan.Leaves.Length, layout.ValueRegisters)
            : null;
        return plan;
    }

    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    private AnswerCarrier Carry(Type value, out Leaf[] leaves, out ValuePlan? flat, out Refusal? refusal)
    {
        (leaves, flat, refusal) = ([], null, null);
        if (value == typeof(void))
        {
            return AnswerCarrier.Nothing;
        }

        if (FunctionPointers.Contains(value))
        {
            refusal = Refusals.FunctionPointer(value);
            return AnswerCarrier.Nothing;
        }

        if (typeof(SafeHandle).IsAssignableFrom(value))
        {
            refusal = value.IsAbstract || value.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null
                ? Refusals.NoHandle(value)
                : Refusals.HandleIn(layout.AnswerShape, value);
            leaves = [new(ScalarPlan.Of(typeof(nint), layout.AnswerShape.PointerBits)!, [])];
            return AnswerCarrier.Handle;
        }

        if (value.IsByRef || value == typeof(string) || value.IsByRefLike)
        {
            refusal = Refusals.NoAnswer(value);
            return AnswerCarrier.Nothing;
        }

        if (values.PlanFlat(value, out refusal) is { } plan)
        {
            if (plan.Leaves.Length <= Math.Max(layout.ValueRegisters, 1))
            {
                (leaves, flat) = (plan.Leaves, plan);
                return leaves.Length == 0 ? AnswerCarrier.Nothing : AnswerCarrier.Registers;
            }

            refusal = MemoryLayout.Refuse(value);
            return AnswerCarrier.Area;
        }

        // What is no flat record may still go through memory by its C layout, if its bits are all there is to it.
        if (UnmanagedTypes.Contains(value) && !MemoryLayout.IsTagged(value))
        {
            refusal = MemoryLayout.Refuse(value);
            return AnswerCarrier.Area;
        }

        refusal = Refusals.Answer(value, refusal!, layout);
        return AnswerCarrier.Nothing;
    }

    private int ReadCounted(MethodInfo method, AnswerPlan plan, out bool inBytes)
    {
        inBytes = false;
        if (ParameterMarks.Of(method.ReturnParameter).LengthOf is not { } lengthOf)
        {
            return -1;
        }

        ParameterInfo[] parameters = method.GetParameters();
        int span = SpanCounts.Find(parameters, lengthOf.Parameter);
        if (span < 0 || !SpanCounts.IsWritableSpan(parameters[span].ParameterType))
        {
            problems.Add(TravelDiagnostics.ReturnCountsNoSpan(method, lengthOf.Parameter));
        }
        else if (!ParameterAttributeRules.IsInteger(plan.Value) && !(plan is { Carrier: AnswerCarrier.Registers, Leaves: [{ Scalar: { } scalar }] } && ParameterAttributeRules.IsInteger(scalar.Type)))
        {
            problems.Add(TravelDiagnostics.AnswerIsNoCount(method, lengthOf.Parameter));
        }
        else
        {
            inBytes = lengthOf.InBytes;
            return span;
        }

        return -1;
    }
}
