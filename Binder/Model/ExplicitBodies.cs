using System.Reflection;

namespace Binder.Model;

/// <summary>
/// Bodies that interfaces give to the methods of their bases: <c>int IBase.M() => 1;</c>. Reflection does not say which method such a
/// body is for, so that the name and the signature must.
/// </summary>
internal sealed class ExplicitBodies
{
    private readonly List<MethodInfo> _bodies = [];

    public void Add(MethodInfo method)
    {
        if (method.IsPrivate && method.Name.LastIndexOf('.') > 0)
        {
            _bodies.Add(method);
        }
    }

    /// <summary>The bodies for a method of which none stands closer to the contract than another: one, none, or several that contradict each other.</summary>
    public IReadOnlyList<MethodInfo> For(MethodInfo method)
    {
        if (_bodies.Count == 0)
        {
            return [];
        }

        List<MethodInfo> bodies = _bodies.FindAll(body => IsFor(body, method));
        return bodies.FindAll(body => !bodies.Exists(other => other != body && body.DeclaringType!.IsAssignableFrom(other.DeclaringType)));
    }

    private static bool IsFor(MethodInfo body, MethodInfo method)
    {
        int dot = body.Name.LastIndexOf('.');
        return body.Name.AsSpan(dot + 1).SequenceEqual(method.Name)
            && method.DeclaringType!.IsAssignableFrom(body.DeclaringType)
            && WithoutArguments(body.Name[..dot]) == FullName(method.DeclaringType)
            && Signature(body).SequenceEqual(Signature(method));
    }

    /// <summary>A generic method's own parameters are types of that method alone.</summary>
    private static IEnumerable<Type?> Signature(MethodInfo method) =>
        method.GetParameters().Append(method.ReturnParameter)
            .Select(parameter => parameter.ParameterType.ContainsGenericParameters ? null : parameter.ParameterType);

    /// <summary><c>Space.Outer.IBase</c>, as the compiler writes it before a body's name, type arguments left out.</summary>
    private static string FullName(Type type)
    {
        string name = type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!;
        IEnumerable<string> parts = name.Split('.', '+').Select(part => part.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? part[..tick] : part);
        return WithoutArguments(string.Join('.', parts));
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
