using Binder.Native;
using Binder.Tests.Children;

namespace Binder.Tests.Emit.Code;

/// <summary>Looks at what the JIT makes of the shortest proxies in the end.</summary>
[TestClass]
public sealed class ShortCallCodeTests
{
    private const string Thunk = "call     rax";
    private const string Poll = "call     CORINFO_HELP_POLL_GC";
    private const string Throw = "call     [Binder.Emit.AnswerWords:Throw(long,System.String)]";

    private static string s_listings = "";

    [ClassInitialize]
    public static void RunChild(TestContext context)
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This looks at proxies of the native trap, which needs Linux on x86-64.");
        }

        string file = Path.GetTempFileName();
        try
        {
            Child.Run(nameof(ShortCalls), new Dictionary<string, string>
            {
                ["DOTNET_JitDisasm"] = "getppid getpid",
                ["DOTNET_JitStdOutFile"] = file,
                ["DOTNET_TieredCompilation"] = "1",
                ["DOTNET_ReadyToRun"] = "1",
            }).MustSucceed();
            s_listings = File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Way_of_a_good_answer_executes_one_call_where_errors_throw() => Check("getppid", [Thunk, Poll, Throw]);

    [TestMethod]
    public void Way_of_a_good_answer_executes_one_call_where_errors_are_values() => Check("getpid", [Thunk, Poll]);

    private static void Check(string method, string[] allowed)
    {
        JitListing code = JitListing.Tier1(s_listings, method);
        string[] calls = [.. code.Instructions.Where(IsCall)];
        string[] hot = [.. code.WayToFirstReturn().Where(IsCall)];
        CollectionAssert.AreEqual(new[] { Thunk }, hot, code.Text);
        CollectionAssert.AreEqual(allowed, calls, code.Text);
    }

    private static bool IsCall(string instruction) =>
        instruction.StartsWith("call ", StringComparison.Ordinal) || instruction.StartsWith("tail.jmp", StringComparison.Ordinal);
}
