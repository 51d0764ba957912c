using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Makes a value of what a line of the vectors says of it.</summary>
internal static class VectorValue
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static object Make(Type type, JsonElement said) => said.ValueKind switch
    {
        JsonValueKind.String => Number(type, said.GetString()!),
        JsonValueKind.True or JsonValueKind.False => said.GetBoolean(),
        JsonValueKind.Null => Activator.CreateInstance(type)!,
        _ when said.TryGetProperty("variant", out JsonElement variant) => Variant(type, variant.GetString()!, said.GetProperty("index").GetInt32(), said.GetProperty("fields")),
        _ => Construct(type, said),
    };

    private static object Number(Type type, string digits) => type == typeof(nuint) ? nuint.Parse(digits, CultureInfo.InvariantCulture)
        : type == typeof(nint) ? nint.Parse(digits, CultureInfo.InvariantCulture)
        : type == typeof(UInt128) ? UInt128.Parse(digits, CultureInfo.InvariantCulture)
        : type == typeof(Int128) ? Int128.Parse(digits, CultureInfo.InvariantCulture)
        : Convert.ChangeType(digits, type, CultureInfo.InvariantCulture);

    private static object Variant(Type type, string variant, int index, JsonElement fields)
    {
        if (type.IsEnum)
        {
            return Enum.Parse(type, variant);
        }

        if (!type.IsValueType)
        {
            return Construct(type.GetNestedType(variant, BindingFlags.NonPublic)!, fields);
        }

        if (type == typeof(StructOptions))
        {
            object[] all = [(FooOption)index, 0u, false, 0u, (ushort)0];
            int at = index == 1 ? 1 : 3;
            foreach (JsonProperty field in fields.EnumerateObject())
            {
                all[at] = Make(all[at].GetType(), field.Value);
                at++;
            }

            return Activator.CreateInstance(type, all)!;
        }

        string factory = variant switch
        {
            "Err" => "Fail",
            "SyscallError" => "Failed",
            "InvalidNum" => "InvalidNumber",
            "AllocationError" => "AllocationFailed",
            _ => variant,
        };
        if (type.GetProperty(factory) is { } plain)
        {
            return plain.GetValue(null)!;
        }

        MethodInfo method = type.GetMethod(factory)!;
        return method.Invoke(null, [Make(method.GetParameters()[0].ParameterType, fields.EnumerateObject().Single().Value)])!;
    }

    /// <summary>Positional records take their fields in order.</summary>
    private static object Construct(Type type, JsonElement fields)
    {
        JsonProperty[] said = [.. fields.EnumerateObject()];
        ConstructorInfo? constructor = Array.Find(type.GetConstructors(Instance), each => each.GetParameters().Length == said.Length && !IsCopy(each));
        if (constructor is null && said.Length == 0)
        {
            return Activator.CreateInstance(type)!;
        }

        ParameterInfo[] parameters = constructor!.GetParameters();
        return constructor.Invoke([.. parameters.Select((parameter, i) => Make(parameter.ParameterType, said[i].Value))]);
    }

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ ParameterType: var only }] && only == constructor.DeclaringType;
}
