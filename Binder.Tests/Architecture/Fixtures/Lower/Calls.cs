namespace Binder.Tests.Architecture.Fixtures.Lower;

internal static class Calls
{
    internal static int Target() => Environment.ProcessorCount;

    internal static T Generic<T>(T value) => value;
}
