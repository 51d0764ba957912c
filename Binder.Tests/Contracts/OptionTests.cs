namespace Binder.Tests.Contracts;

[TestClass]
public sealed class OptionTests
{
    [TestMethod]
    public void Some_has_its_value()
    {
        foreach (Option<int> four in (Option<int>[])[Option<int>.Some(4), Option.Some(4), 4])
        {
            Assert.IsTrue(four.HasValue);
            Assert.AreEqual(4, four.Value);
            Assert.IsTrue(four.TryGet(out int value));
            Assert.AreEqual(4, value);
            Assert.AreEqual("Some(4)", four.ToString());
        }
    }

    [TestMethod]
    public void None_has_no_value_and_says_so()
    {
        foreach (Option<int> none in (Option<int>[])[Option<int>.None, Option.None, default])
        {
            Assert.IsFalse(none.HasValue);
            Assert.IsFalse(none.TryGet(out int value));
            Assert.AreEqual(0, value);
            Assert.AreEqual("None", none.ToString());
            Assert.Contains("None", Assert.ThrowsExactly<InvalidOperationException>(() => none.Value).Message);
        }
    }

    [TestMethod]
    public void Equality_looks_at_presence_and_value()
    {
        Assert.AreEqual(Option.Some("a"), Option.Some("a"));
        Assert.AreNotEqual(Option.Some("a"), Option.Some("b"));
        Assert.AreNotEqual(Option.Some(0), Option<int>.None);
        Assert.IsTrue(Option<int>.None == default);
        Assert.AreEqual(Option.Some("a").GetHashCode(), Option.Some("a").GetHashCode());
    }

    [TestMethod]
    public void Options_nest()
    {
        Option<Option<int>> someNone = Option.Some(Option<int>.None);
        Assert.AreEqual("Some(None)", someNone.ToString());
        Assert.AreNotEqual(Option<Option<int>>.None, someNone);
    }

    [TestMethod]
    public void Both_arms_of_a_condition_convert()
    {
        Assert.AreEqual("Some(1) None", $"{Pick(true)} {Pick(false)}");
        static Option<ulong> Pick(bool some) => some ? 1 : Option.None;
    }
}
