using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Binder.Model;

/// <summary>Types and members in the words of C#, for texts that people read.</summary>
internal static class MemberNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type without its namespace: <c>Result&lt;nint, Errno&gt;</c>, <c>Outer.Inner</c>, <c>byte*</c>, <c>(int, bool)</c>.</summary>
    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return ArrayName(type);
        }

        if (type.IsByRef || type.IsPointer)
        {
            return Of(type.GetElementType()!) + (type.IsByRef ? "&" : "*");
        }

        if (type.IsFunctionPointer)
        {
            IEnumerable<Type> types = type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType());
            return $"delegate*{(type.IsUnmanagedFunctionPointer ? " unmanaged" : "")}<{string.Join(", ", types.Select(Of))}>";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        Type[] arguments = type.GetGenericArguments();
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        return type.IsGenericType && arguments.Length is >= 2 and <= 7 && typeof(ITuple).IsAssignableFrom(type) && type.IsValueType
            ? $"({string.Join(", ", arguments.Select(Of))})"
            : NestedName(type, arguments);
    }

    /// <summary>A method with its interface: <c>IPosix.Write</c>.</summary>
    public static string Of(MemberInfo member) => IsMessageAlone(member) ? Of(member.DeclaringType!.GetGenericArguments()[0])
        : member.DeclaringType is { } type ? $"{Of(type)}.{BareName(member)}" : member.Name;

    /// <summary>A parameter with its method: <c>IPosix.Write(data)</c>; the return value as <c>IPosix.Write(return)</c>.</summary>
    public static string Of(ParameterInfo parameter) => IsMessageAlone(parameter.Member) ? Of(parameter.Member) : $"{Of(parameter.Member)}({(parameter.Position < 0 ? "return" : NameOf(parameter))})";

    /// <summary>Whether the method is there only because a message has none: nobody wrote it, so the message is named instead.</summary>
    private static bool IsMessageAlone(MemberInfo member) => member.DeclaringType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(IMessagePerformed<,,>) || definition == typeof(IMessageHandled<,,>));

    /// <summary>What a parameter is, with its modifier: <c>in Stat</c>, <c>[Out] Span&lt;byte&gt;</c>; what a method returns.</summary>
    public static string TypeOf(ParameterInfo parameter) => Modifier(parameter)
        + Of(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType);

    public static string Signature(MethodInfo method)
    {
        StringBuilder text = new();
        text.Append(TypeOf(method.ReturnParameter)).Append(' ').Append(BareName(method));
        if (method.IsGenericMethod)
        {
            text.Append('<').AppendJoin(", ", method.GetGenericArguments().Select(Of)).Append('>');
        }

        return text.Append('(')
            .AppendJoin(", ", method.GetParameters().Select(parameter => $"{TypeOf(parameter)} {NameOf(parameter)}"))
            .Append(')').ToString();
    }

    /// <summary>The ranks of an array of arrays stand in the order in which they are indexed.</summary>
    private static string ArrayName(Type type)
    {
        StringBuilder ranks = new();
        for (; type.IsArray; type = type.GetElementType()!)
        {
            ranks.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
        }

        return Of(type) + ranks;
    }

    /// <summary>A nested type's arguments begin with those of the type around it.</summary>
    private static string NestedName(Type type, ReadOnlySpan<Type> arguments)
    {
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string prefix = type.DeclaringType is { } declaring ? NestedName(declaring, arguments[..outer]) + "." : "";
        ReadOnlySpan<Type> own = arguments[outer..];
        string list = own.IsEmpty ? "" : $"<{string.Join(", ", own.ToArray().Select(Of))}>";
        return prefix + WithoutArity(WithoutFile(type.Name)) + list;
    }

    /// <summary>A name as it is declared, without the count of its type parameters.</summary>
    public static string WithoutArity(string name) => name.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? name[..tick] : name;

    /// <summary>The compiler calls a type that is local to a file <c>&lt;File&gt;F0123__Name</c>.</summary>
    private static string WithoutFile(string name) =>
        name.StartsWith('<') && name.IndexOf(">F", StringComparison.Ordinal) > 0 && name.IndexOf("__", StringComparison.Ordinal) is > 0 and var end
            ? name[(end + 2)..]
            : name;

    /// <summary>The compiler calls an explicit implementation after the whole name of its interface, of which the last word is left here.</summary>
    private static string BareName(MemberInfo member)
    {
        if (member is PropertyInfo property && property.GetIndexParameters() is [_, ..] indices)
        {
            return $"this[{string.Join(", ", indices.Select(TypeOf))}]";
        }

        string name = member.Name;
        int depth = 0;
        int dots = 0;
        for (int i = name.Length - 1; i > 0; i--)
        {
            depth += name[i] == '>' ? 1 : name[i] == '<' ? -1 : 0;
            dots += depth == 0 && name[i] == '.' ? 1 : 0;
            if (dots == 2)
            {
                return name[(i + 1)..];
            }
        }

        return name;
    }

    private static string NameOf(ParameterInfo parameter) => parameter.Name ?? $"{parameter.Position}";

    private static string Modifier(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef)
        {
            return parameter.IsOut ? "[Out] " : "";
        }

        bool isReadOnly = parameter.GetRequiredCustomModifiers().Contains(typeof(InAttribute));
        return (parameter.IsIn, parameter.IsOut) switch
        {
            _ when isReadOnly => parameter.Position < 0 || parameter.IsDefined(typeof(RequiresLocationAttribute), inherit: false) ? "ref readonly " : "in ",
            (false, true) => "out ",
            (true, false) => "in ",
            _ => "ref ",
        };
    }
}
