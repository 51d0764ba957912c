using Binder.Tests.Children;

namespace Binder.Tests.Emit.Code;

/// <summary>What <see cref="BoundSyscalls.Prepare"/> promises: no first call pays for the JIT.</summary>
[TestClass]
public sealed class PrepareTests
{
    [TestMethod]
    public void Prepared_proxies_are_not_compiled_at_their_first_calls()
    {
        CollectionAssert.IsSubsetOf(new[] { "getppid", "getpid" }, CompiledForFirstCalls());
        Assert.IsEmpty(CompiledForFirstCalls(FirstCalls.Prepare));
    }

    /// <summary>The methods of emitted types that were compiled while the first calls were made.</summary>
    private static string[] CompiledForFirstCalls(params string[] arguments)
    {
        string file = Path.GetTempFileName();
        try
        {
            Child.Run(nameof(FirstCalls), new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = file, ["DOTNET_JitDisasmSummary"] = "1" }, arguments)
                .MustSucceed();
            string[] compiled = File.ReadAllLines(file);
            int before = Array.FindIndex(compiled, line => line.Contains($":{nameof(FirstCalls.BeforeFirstCalls)}(", StringComparison.Ordinal));
            int after = Array.FindIndex(compiled, line => line.Contains($":{nameof(FirstCalls.AfterFirstCalls)}(", StringComparison.Ordinal));
            Assert.IsTrue(before >= 0 && after > before, "The JIT's summary does not show the methods around the first calls.");
            return [.. compiled[before..after]
                .Where(line => line.Contains(" Binder.Emitted.", StringComparison.Ordinal))
                .Select(line => line.Split(':', 3)[2].Split('(')[0])];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
