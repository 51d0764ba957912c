using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Emit;

/// <summary>Finds the C# methods that emitted code calls.</summary>
internal static class Helper
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What was found, since each search leaves garbage behind; nothing of types that can unload.</summary>
    private static readonly Dictionary<Type, Dictionary<string, MethodInfo>> s_found = [];

    public static MethodInfo Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string name)
    {
        if (type.IsCollectible)
        {
            return Search(type, name);
        }

        lock (s_found)
        {
            if (!s_found.TryGetValue(type, out Dictionary<string, MethodInfo>? methods))
            {
                s_found.Add(type, methods = []);
            }

            if (!methods.TryGetValue(name, out MethodInfo? method))
            {
                methods.Add(name, method = Search(type, name));
            }

            return method;
        }
    }

    [RequiresDynamicCode("Closes a generic method over contract types."), RequiresUnreferencedCode("Closes a generic method over contract types.")]
    public static MethodInfo Of(Type type, string name, params Type[] typeArguments) =>
        (type.GetMethod(name, Any) ?? throw new MissingMethodException(type.FullName, name)).MakeGenericMethod(typeArguments);

    public static FieldInfo Field([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields)] Type type, string name)
    {
        foreach (FieldInfo field in type.GetFields(Any))
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        throw new MissingFieldException(type.FullName, name);
    }

    /// <summary>The runtime's own search by name costs milliseconds when it is first used in a program; these types are small.</summary>
    private static MethodInfo Search([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string name)
    {
        foreach (MethodInfo method in type.GetMethods(Any))
        {
            if (method.Name == name)
            {
                return method;
            }
        }

        throw new MissingMethodException(type.FullName, name);
    }
}
