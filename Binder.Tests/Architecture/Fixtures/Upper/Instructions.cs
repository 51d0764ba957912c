using System.Runtime.CompilerServices;
using Binder.Tests.Architecture.Fixtures.Lower;

namespace Binder.Tests.Architecture.Fixtures.Upper;

internal static class ByCall
{
    internal static int Method() => Calls.Target();
}

internal static class ByCallFarDown
{
    /// <summary>Behind operands of every size: a reader of instructions that miscounts one does not arrive.</summary>
    internal static object Method(int number)
    {
        double sum = number switch
        {
            0 => 1.5,
            1 => 2.5f,
            2 => 0x1234_5678_9ABC,
            3 => 100,
            4 => 100_000,
            5 => "text".Length,
            _ => -1,
        };
        return sum > 3 && number is > 7 and < 300 ? Calls.Target() : sum;
    }
}

internal static class ByLambda
{
    internal static Func<int> Method(int number) => () => number + Calls.Target();
}

internal static class ByIterator
{
    internal static IEnumerable<int> Method()
    {
        yield return Calls.Target();
    }
}

internal static class ByAsync
{
    internal static async Task<int> Method()
    {
        await Task.Yield();
        return Calls.Target();
    }
}

internal static class ByMethodGroup
{
    internal static Func<int> Method() => Calls.Target;
}

internal static class ByFunctionAddress
{
    internal static unsafe nint Method() => (nint)(delegate*<int>)&Calls.Target;
}

internal static class ByFieldAccess
{
    internal static int Method(object ground) => Unsafe.As<Ground>(ground).Field;
}

internal static class ByTypeOf
{
    internal static Type Method() => typeof(Kind);
}

internal static class ByCast
{
    internal static bool Method(object value) => value is IShape;
}

internal static class ByArray
{
    internal static Array Method() => new Value[3];
}

internal static class ByNew
{
    internal static object Method() => new Ground();
}

internal static class BySize
{
    internal static int Method() => Unsafe.SizeOf<Value>();
}

internal static class ByGenericMethod
{
    internal static int Method() => Calls.Generic(7);
}

internal static class ByGenericType
{
    internal static object? Method() => new Box<int>().Content;
}

internal static class ByFrameworkGeneric
{
    internal static object Method() => new List<Value>();
}

internal static class ByCatch
{
    internal static int Method(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (GroundException)
        {
            return 0;
        }
    }
}

internal static class ByCalli
{
    internal static unsafe void Method(nint pointer) => ((delegate*<Kind, void>)pointer)(default);
}
