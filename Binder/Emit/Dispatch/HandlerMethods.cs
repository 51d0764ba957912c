using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Emit;

/// <summary>The methods of a handler's type, looked up once for all calls: each look-up walks every method there is.</summary>
[RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
internal sealed class HandlerMethods(Type handler)
{
    private readonly Dictionary<Type, Dictionary<MethodInfo, MethodInfo>> _implementations = [];
    private ILookup<string, MethodInfo>? _byName;

    /// <summary>The object's own method for one of an interface, so that the JIT can inline it; the interface's where the object has none.</summary>
    public MethodInfo Target(MethodInfo declared)
    {
        if (!handler.IsClass)
        {
            return declared;
        }

        Type contract = declared.DeclaringType!;
        if (!_implementations.TryGetValue(contract, out Dictionary<MethodInfo, MethodInfo>? targets))
        {
            InterfaceMapping map = handler.GetInterfaceMap(contract);
            targets = new(map.InterfaceMethods.Length);
            for (int i = 0; i < map.InterfaceMethods.Length; i++)
            {
                targets.Add(map.InterfaceMethods[i], map.TargetMethods[i]);
            }

            _implementations.Add(contract, targets);
        }

        return targets.TryGetValue(declared, out MethodInfo? target) && target?.DeclaringType is { IsClass: true } ? target : declared;
    }

    /// <summary>The methods of a name, a trailing <c>Async</c> ignored on both sides, in the order of declaration.</summary>
    public IEnumerable<MethodInfo> Named(string name)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        _byName ??= handler.GetMethods(All).ToLookup(static method => Bare(method.Name));
        return _byName[Bare(name)];
    }

    private static string Bare(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
}
