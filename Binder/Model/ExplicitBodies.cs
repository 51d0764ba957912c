using System.Globalization;
using System.Reflection;

namespace Binder.Model;

/// <summary>
/// Bodies that interfaces give to the methods of their bases: <c>int IBase.M() => 1;</c>. Reflection does not say which method such a
/// body is for, so that the name and the signature must.
/// </summary>
internal sealed class ExplicitBodies
{
    private readonly List<MethodInfo> _bodies = [];

    /// <summary>Adds those of an interface's methods that are such bodies.</summary>
    public void AddAll(MethodInfo[] methods)
    {
        foreach (MethodInfo method in methods)
        {
            if (method.IsPrivate && method.Name.LastIndexOf('.') > 0)
            {
                _bodies.Add(method);
            }
        }
    }

    /// <summary>The bodies for a method of which none stands closer to the contract than another: one, none, or several that contradict each other.</summary>
    public MethodInfo[] For(MethodInfo method) => _bodies.Count == 0 ? [] : Find(method);

    private MethodInfo[] Find(MethodInfo method)
    {
        List<MethodInfo> bodies = _bodies.FindAll(body => IsFor(body, method));
        return [.. bodies.FindAll(body => !bodies.Exists(other => other != body && body.DeclaringType!.IsAssignableFrom(other.DeclaringType)))];
    }

    private static bool IsFor(MethodInfo body, MethodInfo method)
    {
        int dot = body.Name.LastIndexOf('.');
        return body.Name.AsSpan(dot + 1).SequenceEqual(method.Name)
            && method.DeclaringType!.IsAssignableFrom(body.DeclaringType)
            && Names(body.Name[..dot], method.DeclaringType, body.DeclaringType!)
            && Signature(body).SequenceEqual(Signature(method));
    }

    /// <summary>
    /// Whether a body's name means an interface. There may be no other that is called the same but for its arguments; where there
    /// is, the name is not to be that one's.
    /// </summary>
    private static bool Names(string name, Type type, Type byType) => WithoutArguments(name) == WithoutArguments(FullName(type))
        && !Array.Exists(byType.GetInterfaces(), other => other != type && FullName(other) == name);

    /// <summary>A generic method's own parameters are types of that method alone.</summary>
    private static IEnumerable<Type?> Signature(MethodInfo method) =>
        method.GetParameters().Append(method.ReturnParameter)
            .Select(parameter => parameter.ParameterType.ContainsGenericParameters ? null : parameter.ParameterType);

    /// <summary><c>Space.Outer.IBase&lt;System.Int32&gt;</c>, as the compiler writes it before a body's name.</summary>
    private static string FullName(Type type)
    {
        if (type.IsArray)
        {
            return $"{FullName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        Queue<Type> arguments = new(type.GetGenericArguments());
        string name = type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName ?? type.Name;
        return string.Join('.', name.Split('.', '+').Select(part => WithArguments(part, arguments)));
    }

    /// <summary>Turns <c>IBase`1</c> into <c>IBase&lt;System.Int32&gt;</c>, taking the arguments that it has.</summary>
    private static string WithArguments(string part, Queue<Type> arguments)
    {
        int tick = part.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
        {
            return part;
        }

        int count = int.Parse(part.AsSpan(tick + 1), CultureInfo.InvariantCulture);
        return $"{part[..tick]}<{string.Join(',', Enumerable.Range(0, count).Select(_ => FullName(arguments.Dequeue())))}>";
    }

    private static string WithoutArguments(string name)
    {
        int depth = 0;
        return string.Concat(name.Where(character =>
        {
            bool isOutside = depth == 0 && character != '<';
            depth += character == '<' ? 1 : character == '>' ? -1 : 0;
            return isOutside;
        }));
    }
}
