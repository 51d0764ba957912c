using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Binder.Model;

/// <summary>Types and members in the words of C#, for texts that people read.</summary>
internal static class MemberNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object",
        [typeof(sbyte)] = "sbyte", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    /// <summary>A type without its namespace: <c>Result&lt;nint, Errno&gt;</c>, <c>Outer.Inner</c>, <c>byte*</c>.</summary>
    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsByRef || type.IsPointer || type.IsArray)
        {
            string suffix = type.IsByRef ? "&" : type.IsPointer ? "*" : $"[{new string(',', type.GetArrayRank() - 1)}]";
            return Of(type.GetElementType()!) + suffix;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        if (type.IsGenericParameter || type.IsFunctionPointer)
        {
            return type.IsFunctionPointer ? "delegate*" : type.Name;
        }

        Type[] arguments = type.GetGenericArguments();
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        string name = tick < 0 ? type.Name : type.Name[..tick];
        if (tick >= 0)
        {
            name += $"<{string.Join(", ", arguments.Skip(outer).Select(Of))}>";
        }

        return type.DeclaringType is { } declaring ? $"{Of(declaring)}.{name}" : name;
    }

    /// <summary>A method with its interface: <c>IPosix.Write</c>.</summary>
    public static string Of(MemberInfo member) => member.DeclaringType is { } type ? $"{Of(type)}.{member.Name}" : member.Name;

    /// <summary>A parameter with its method: <c>IPosix.Write(data)</c>; the return value as <c>IPosix.Write(return)</c>.</summary>
    public static string Of(ParameterInfo parameter) => $"{Of(parameter.Member)}({(parameter.Position < 0 ? "return" : parameter.Name)})";

    public static string Signature(MethodInfo method)
    {
        StringBuilder text = new();
        text.Append(Of(method.ReturnType)).Append(' ').Append(method.Name).Append('(');
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            text.Append(parameter.Position > 0 ? ", " : "").Append(Modifier(parameter));
            text.Append(Of(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType));
            text.Append(' ').Append(parameter.Name);
        }

        return text.Append(')').ToString();
    }

    private static string Modifier(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref "
        : parameter.IsDefined(typeof(OutAttribute), inherit: false) ? "[Out] "
        : "";
}
