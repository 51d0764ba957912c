using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Emit;

/// <summary>Finds the C# methods that emitted code calls.</summary>
internal static class Helper
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static MethodInfo Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string name) =>
        type.GetMethod(name, Any) ?? throw new MissingMethodException(type.FullName, name);

    [RequiresDynamicCode("Closes a generic method over contract types."), RequiresUnreferencedCode("Closes a generic method over contract types.")]
    public static MethodInfo Of(Type type, string name, params Type[] typeArguments) =>
        (type.GetMethod(name, Any) ?? throw new MissingMethodException(type.FullName, name)).MakeGenericMethod(typeArguments);
}
