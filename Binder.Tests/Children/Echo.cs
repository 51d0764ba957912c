namespace Binder.Tests.Children;

/// <summary>Says what it was given, so that the way to children can itself be tested.</summary>
internal static class Echo
{
    public const string Variable = "BINDER_TEST_ECHO";

    public static int Run(string[] arguments)
    {
        Console.WriteLine(string.Join('|', arguments));
        Console.Error.WriteLine(Environment.GetEnvironmentVariable(Variable));
        return arguments.Length;
    }
}
