using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Decides how a method's answer travels.</summary>
internal sealed class AnswerPlanner(AbiShape shape, ValuePlanner values, DiagnosticList problems)
{
    /// <returns>The plan; null where the answer cannot travel, which is told.</returns>
    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    public AnswerPlan? Plan(MethodInfo method)
    {
        AnswerForm form = Split(method.ReturnType, out Type value, out Type? error);
        Refusal? refusal = error is null ? null : ErrorRefusal(error);
        AnswerCarrier carrier = AnswerCarrier.Nothing;
        Leaf? leaf = null;
        if (refusal is null)
        {
            carrier = Carry(value, out leaf, out refusal);
            refusal ??= carrier == AnswerCarrier.Area ? Refusals.AddressIn(shape, ScratchStack.HasLow) : null;
        }

        if (refusal is not null)
        {
            problems.Add(TravelDiagnostics.CannotTravel(method.ReturnParameter, refusal));
            return null;
        }

        int counted = ReadCounted(method, leaf, out bool inBytes);
        return new()
        {
            Return = method.ReturnParameter,
            Form = form,
            Value = value,
            Error = error,
            Carrier = carrier,
            Leaf = leaf,
            CountedParameter = counted,
            CountsBytes = inBytes,
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

    /// <summary>A negative error number is Errno, or an enum whose members are numbers that can be told from values.</summary>
    private static Refusal? ErrorRefusal(Type error)
    {
        if (error == typeof(Errno))
        {
            return null;
        }

        if (!error.IsEnum)
        {
            return Refusals.ErrorType(error);
        }

        if (UnmanagedTypes.SizeOf(error) < sizeof(short))
        {
            return Refusals.NarrowErrorType(error);
        }

        foreach (object value in Enum.GetValuesAsUnderlyingType(error))
        {
            if (Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) is < 1 or > 4095)
            {
                return Refusals.ErrorValue(error, value);
            }
        }

        return null;
    }

    [RequiresUnreferencedCode("Reads the members of the answer's types.")]
    private AnswerCarrier Carry(Type value, out Leaf? leaf, out Refusal? refusal)
    {
        (leaf, refusal) = (null, null);
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
                : Refusals.HandleIn(shape, value);
            return AnswerCarrier.Handle;
        }

        if (value.IsByRef || value == typeof(string) || value.IsByRefLike)
        {
            refusal = Refusals.NoAnswer(value);
            return AnswerCarrier.Nothing;
        }

        if (values.PlanFlat(value, out refusal) is { } plan)
        {
            Leaf[] leaves = plan.Leaves;
            leaf = leaves.Length == 1 ? leaves[0] : null;
            refusal = leaves.Length > 1 ? MemoryLayout.Refuse(value) : null;
            return leaves.Length switch { 0 => AnswerCarrier.Nothing, 1 => AnswerCarrier.Register, _ => AnswerCarrier.Area };
        }

        // What is no flat record may still go through memory by its C layout, if its bits are all there is to it.
        if (UnmanagedTypes.Contains(value) && !MemoryLayout.IsTagged(value))
        {
            refusal = MemoryLayout.Refuse(value);
            return AnswerCarrier.Area;
        }

        refusal = Refusals.Answer(value, refusal!);
        return AnswerCarrier.Nothing;
    }

    private int ReadCounted(MethodInfo method, Leaf? leaf, out bool inBytes)
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
        else if (leaf is null || !ParameterAttributeRules.IsInteger(leaf.Scalar.Type))
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
