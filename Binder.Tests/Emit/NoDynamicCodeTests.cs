using Binder.Tests.Children;

namespace Binder.Tests.Emit;

[TestClass]
public sealed class NoDynamicCodeTests
{
    private const string Refusal = "PlatformNotSupportedException: Binder emits its proxies, dispatchers and codecs when the program runs, and this "
        + "program cannot run emitted code: it was compiled ahead of time (NativeAOT) or forbids dynamic code. Publish it without PublishAot, or make "
        + "untyped calls by SyscallAbi.Call.";

    [TestMethod]
    public void Whatever_emits_refuses_clearly_and_the_rest_works()
    {
        string[] lines = Child.Run(nameof(NoDynamicCode)).MustSucceed().Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        foreach (string refused in (string[])["Bind", "BindAll", "Create", "For", "List"])
        {
            CollectionAssert.Contains(lines, $"{refused}: {Refusal}");
        }

        CollectionAssert.Contains(lines, "Explain: 110");
        CollectionAssert.Contains(lines, "Call: 79");
    }
}
