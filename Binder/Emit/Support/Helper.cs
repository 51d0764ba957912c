using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Model;

namespace Binder.Emit;

/// <summary>Finds the C# members that emitted code uses.</summary>
internal static class Helper
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What was found, the latest first, since each search leaves garbage behind; nothing of types that can unload.</summary>
    private static Found? s_latest;

    public static MethodInfo Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string name)
    {
        Found? latest = Volatile.Read(ref s_latest);
        for (Found? found = latest; found is not null; found = found.Next)
        {
            if (found.Type == type && found.Name == name)
            {
                return found.Method;
            }
        }

        MethodInfo method = Search(type, name);
        if (!type.IsCollectible)
        {
            // What another thread adds meanwhile may be lost, and is then searched for again.
            Volatile.Write(ref s_latest, new(type, name, method, latest));
        }

        return method;
    }

    [RequiresDynamicCode("Closes a generic method over contract types."), RequiresUnreferencedCode("Closes a generic method over contract types.")]
    public static MethodInfo Of(Type type, string name, params Type[] typeArguments) => Search(type, name).MakeGenericMethod(typeArguments);

    /// <summary>The runtime's own search by name costs milliseconds when it is first used in a program; these types are small.</summary>
    private static MethodInfo Search([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string name)
    {
        MethodInfo[] methods = type.GetMethods(Any);
        string[] names = MethodNames.Of(type, methods);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] == name)
            {
                return methods[i];
            }
        }

        throw new MissingMethodException(type.FullName, name);
    }

    private sealed class Found(Type type, string name, MethodInfo method, Found? next)
    {
        public Type Type { get; } = type;

        public string Name { get; } = name;

        public MethodInfo Method { get; } = method;

        public Found? Next { get; } = next;
    }
}
