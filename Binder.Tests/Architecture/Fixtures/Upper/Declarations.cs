#pragma warning disable CS0649 // Nothing of this runs: it is compiled to be read.
using System.Diagnostics;
using Binder.Tests.Architecture.Fixtures.Lower;

namespace Binder.Tests.Architecture.Fixtures.Upper;

internal sealed class ByBaseType : Ground;

internal sealed class ByInterface : IShape;

internal sealed class ByField
{
    internal Kind Kind;
}

internal sealed class ByArgumentOfField
{
    internal List<Callback?> Callbacks = [];
}

internal sealed class ByProperty
{
    internal IShape? Shape { get; set; }
}

internal static class ByParameter
{
    internal static bool Method(in Value value) => Environment.Is64BitProcess && Environment.ProcessorCount > value.GetHashCode();
}

internal static unsafe class ByFunctionPointer
{
    internal static delegate*<Value*, void> Pointer;
}

internal static class ByConstraint<T>
    where T : Ground
{
    internal static readonly string Name = typeof(T).Name;
}

[Mark]
internal static class ByAttributeOfType
{
    internal static int Method() => Environment.ProcessorCount;
}

internal static class ByAttributeOfMethod
{
    [Mark]
    internal static int Method() => Environment.ProcessorCount;
}

internal static class ByAttributeOfParameter
{
    internal static int Method([Mark] int number) => number;
}

internal static class ByAttributeOfProperty
{
    [Mark]
    internal static int Property => Environment.ProcessorCount;
}

[DebuggerTypeProxy(typeof(Ground))]
internal static class ByTypeInAttribute
{
    internal static int Method() => Environment.ProcessorCount;
}
