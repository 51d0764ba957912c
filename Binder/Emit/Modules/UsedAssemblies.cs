using System.Reflection;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The assemblies whose types emitted code will name; the core library is not among them, unless private fields of its structs are meant.</summary>
internal static class UsedAssemblies
{
    private static readonly Assembly s_core = typeof(object).Assembly;

    public static AssemblySet Of(Type type, CallPlan[] calls)
    {
        AssemblySet assemblies = new();
        Add(type, assemblies);
        foreach (Type inherited in type.GetInterfaces())
        {
            Add(inherited, assemblies);
        }

        foreach (CallPlan call in calls)
        {
            Add(call.Call.Method.DeclaringType!, assemblies);
            Add(call.Call.Method.ReturnType, assemblies);
            foreach (ArgumentPlan argument in call.Arguments)
            {
                if (argument is ValueArgument value)
                {
                    Add(value.Value, assemblies);
                }
                else
                {
                    Add(argument.Parameter.ParameterType, assemblies);
                }
            }

            if (call.Answer.Stream is { } stream)
            {
                Add(stream.Values[0], assemblies);
            }

            AddFields(call.Answer.Leaves, assemblies);
            AddFields(call.Answer.ErrorLeaves, assemblies);
        }

        return assemblies;
    }

    public static void Add(Type type, AssemblySet assemblies)
    {
        if (type.IsPrimitive)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType()!, assemblies);
            return;
        }

        if (type.Assembly != s_core)
        {
            assemblies.Add(type.Assembly);
        }

        if (type.IsGenericType)
        {
            foreach (Type argument in type.GetGenericArguments())
            {
                Add(argument, assemblies);
            }
        }

        if (type.BaseType is { } parent && parent.Assembly != type.Assembly)
        {
            Add(parent, assemblies);
        }
    }

    /// <summary>Every type that is met on the way through a value.</summary>
    public static void Add(ValuePlan plan, AssemblySet assemblies)
    {
        Add(plan.Type, assemblies);
        switch (plan)
        {
            case RecordPlan record:
                Add(record.Fields, assemblies);
                break;
            case ArrayPlan array:
                Add(array.Element, assemblies);
                break;
            case OwnPlan own:
                Add(own.Encoding, assemblies);
                break;
            case TaggedPlan tagged:
                Add(tagged.TagField, assemblies);
                foreach (CasePlan each in tagged.Cases)
                {
                    Add(each.Variant ?? plan.Type, assemblies);
                    Add(each.Fields, assemblies);
                }

                break;
        }
    }

    private static void Add(FieldPlan[] fields, AssemblySet assemblies)
    {
        foreach (FieldPlan field in fields)
        {
            Add(field.Field, assemblies);
            Add(field.Value, assemblies);
        }
    }

    private static void Add(FieldInfo? field, AssemblySet assemblies)
    {
        if (field is null)
        {
            return;
        }

        Add(field.DeclaringType!, assemblies);
        if (!field.IsPublic)
        {
            assemblies.Add(field.DeclaringType!.Assembly);
        }
    }

    private static void AddFields(Leaf[] leaves, AssemblySet assemblies)
    {
        foreach (Leaf leaf in leaves)
        {
            foreach (FieldInfo field in leaf.Path)
            {
                Add(field.FieldType, assemblies);
                Add(field, assemblies);
            }
        }
    }
}
