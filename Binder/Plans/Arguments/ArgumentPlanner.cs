using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Decides how each parameter of a method travels.</summary>
/// <param name="shape">The shape.</param>
/// <param name="values">Plans values.</param>
/// <param name="problems">What does not go is told here.</param>
/// <param name="canCopy">Whether there is memory whose addresses the shape has room for.</param>
internal sealed class ArgumentPlanner(AbiShape shape, ValuePlanner values, DiagnosticList problems, bool canCopy)
{
    /// <returns>A plan for each parameter; null where one cannot travel, which is told.</returns>
    [RequiresUnreferencedCode("Reads the members of parameter types.")]
    public ArgumentPlan[]? Plan(SyscallDescriptor call)
    {
        MethodInfo method = call.Method;
        ParameterInfo[] parameters = method.GetParameters();
        int before = problems.Errors;
        if (method.CallingConvention.HasFlag(CallingConventions.VarArgs))
        {
            problems.Add(ContractDiagnostics.VariableArguments(method));
        }

        if (call.Message is { } message)
        {
            return PlanMessage(parameters[0], message);
        }

        ParameterMarks[]? marks = call.DescribesParameters ? ParameterMarks.Of(parameters) : null;
        SpanCount?[]? counts = marks is not null && SaysCount(marks) ? SpanCounts.Read(parameters, marks, problems) : null;
        ArgumentPlan[] plans = new ArgumentPlan[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            plans[i] = Plan(parameters[i], marks?[i] ?? ParameterMarks.None, counts?[i])!;
        }

        return problems.Errors == before ? plans : null;
    }

    /// <summary>A message is a value, whether the method takes it by value or by <c>in</c>.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ArgumentPlan[]? PlanMessage(ParameterInfo parameter, Type message)
    {
        if (PlanValue(message, out Refusal? refusal) is { } value)
        {
            return [new ValueArgument(parameter, value)];
        }

        problems.Add(TravelDiagnostics.CannotTravel(parameter, refusal!));
        return null;
    }

    private static bool SaysCount(ParameterMarks[] marks)
    {
        foreach (ParameterMarks mark in marks)
        {
            if (mark.SayCount)
            {
                return true;
            }
        }

        return false;
    }

    [RequiresUnreferencedCode("Reads the members of parameter types.")]
    private ArgumentPlan? Plan(ParameterInfo parameter, ParameterMarks marks, SpanCount? count)
    {
        Type type = parameter.ParameterType;
        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        bool isSpan = definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>);
        if (!ParameterAttributeRules.Check(parameter, marks, isSpan, problems))
        {
            return null;
        }

        bool isHandle = typeof(SafeHandle).IsAssignableFrom(type);
        Refusal? refusal = FunctionPointers.Contains(type) ? Refusals.FunctionPointer(type)
            : isSpan || type.IsByRef || type == typeof(string) ? Refusals.AddressIn(shape, canCopy)
            : isHandle && shape.Encoding == AbiEncoding.Registers ? Refusals.HandleIn(shape, type)
            : null;
        ArgumentPlan? plan = null;
        if (refusal is null)
        {
            plan = isSpan ? PlanSpan(parameter, marks, type, count, out refusal)
                : type.IsByRef ? PlanReference(parameter, type.GetElementType()!, out refusal)
                : type == typeof(string) ? new TextArgument(parameter, shape.Strings, marks.MaxCount)
                : isHandle ? new HandleArgument(parameter, ScalarPlan.Of(typeof(nint), shape.PointerBits)!)
                : PlanValue(type, out refusal) is { } value ? new ValueArgument(parameter, value)
                : null;
        }

        if (refusal is not null)
        {
            problems.Add(TravelDiagnostics.CannotTravel(parameter, refusal));
        }

        return plan;
    }

    [RequiresUnreferencedCode("Reads the members of the element type.")]
    private static ArgumentPlan? PlanSpan(ParameterInfo parameter, ParameterMarks marks, Type type, SpanCount? count, out Refusal? refusal)
    {
        Type element = type.GetGenericArguments()[0];
        refusal = element.IsValueType ? MemoryLayout.Refuse(element) : Refusals.ElementIsReference(type, element);
        if (refusal is not null)
        {
            return null;
        }

        if (marks.IsNulTerminated)
        {
            return new PathArgument(parameter, marks.MaxCount);
        }

        BufferAccess access = type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) ? BufferAccess.In
            : parameter.IsDefined(typeof(OutAttribute), inherit: false) ? BufferAccess.Out
            : BufferAccess.InOut;
        return new SpanArgument(parameter, element, access, count ?? new SpanCount.Register(), marks.MaxCount);
    }

    [RequiresUnreferencedCode("Reads the members of the element type.")]
    private static ReferenceArgument? PlanReference(ParameterInfo parameter, Type element, out Refusal? refusal)
    {
        refusal = element.IsPointer ? null
            : !element.IsValueType ? Refusals.ReferenceToReference(element)
            : element.IsByRefLike ? Refusals.ReferenceToRefStruct(element)
            : MemoryLayout.Refuse(element);
        BufferAccess access = (parameter.IsIn || parameter.GetRequiredCustomModifiers().Contains(typeof(InAttribute)), parameter.IsOut) switch
        {
            (false, true) => BufferAccess.Out,
            (true, false) => BufferAccess.In,
            _ => BufferAccess.InOut,
        };
        return refusal is null ? new(parameter, element, access) : null;
    }

    /// <summary>Where a shape can pack, whether registers can carry the value is asked when all parameters are known.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ValuePlan? PlanValue(Type type, out Refusal? refusal) =>
        shape.Encoding == AbiEncoding.Registers ? values.PlanFlat(type, out refusal) : values.Plan(type, out refusal);
}
