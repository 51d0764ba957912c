using System.Runtime.InteropServices;

namespace Binder.Bench.Children;

/// <summary>The dotnet command of the runtime that runs this process.</summary>
internal static class DotNetHost
{
    // …/shared/Microsoft.NETCore.App/10.0.x/ → …/dotnet
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
