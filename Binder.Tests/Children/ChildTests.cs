namespace Binder.Tests.Children;

[TestClass]
public sealed class ChildTests
{
    [TestMethod]
    public void Child_gives_back_exit_code_and_both_streams()
    {
        ChildResult result = Child.Run(nameof(Echo), new Dictionary<string, string> { [Echo.Variable] = "of the environment" }, "a b", "c", "");
        Assert.AreEqual(new ChildResult(3, "a b|c|" + Environment.NewLine, "of the environment" + Environment.NewLine), result);
    }

    [TestMethod]
    public void Unknown_child_fails_with_its_name()
    {
        ChildResult result = Child.Run("Nobody");
        Assert.AreNotEqual(0, result.ExitCode);
        StringAssert.Contains(result.Error, "Nobody", StringComparison.Ordinal);
    }
}
