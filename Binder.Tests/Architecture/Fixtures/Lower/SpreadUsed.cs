namespace Binder.Tests.Architecture.Fixtures.Lower;

internal static class UsesLowerPart
{
    internal static int Method(Spread spread) => spread.Number;
}

/// <summary>Wrong: names what the type has only in the upper room.</summary>
internal static class UsesUpperPart
{
    internal static int Method() => Spread.Method();

    internal static object Property() => Spread.Named;
}
