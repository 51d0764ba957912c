using System.Reflection;
using System.Runtime.Loader;

namespace Binder.Tests.Children;

/// <summary>Runs the program in an assembly that was compiled by a test.</summary>
internal static class RunProgram
{
    public static int Run(string[] arguments)
    {
        Assembly program = AssemblyLoadContext.Default.LoadFromAssemblyPath(arguments[0]);
        MethodInfo main = program.EntryPoint!;
        object? result = main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()], null);
        return result is int code ? code : 0;
    }
}
