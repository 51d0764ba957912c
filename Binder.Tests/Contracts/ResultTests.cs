namespace Binder.Tests.Contracts;

[TestClass]
public sealed class ResultTests
{
    private static readonly Result<int, Trouble> Five = 5;
    private static readonly Result<int, Trouble> Failed = Result.Fail(Trouble.Big);

    [TestMethod]
    public void A_value_can_be_read_in_every_way()
    {
        Assert.IsTrue(Five.IsOk);
        Assert.AreEqual(5, Five.Value);
        Assert.AreEqual(5, Five.ValueOrThrow());
        Assert.IsTrue(Five.TryGet(out int value));
        Assert.AreEqual(5, value);
        Assert.IsTrue(Five.TryGet(out value, out Trouble error));
        Assert.AreEqual((5, Trouble.None), (value, error));
        Assert.AreEqual("5", Five.Match(v => $"{v}", e => $"{e}"));
    }

    [TestMethod]
    public void An_error_can_be_read_in_every_way()
    {
        Assert.IsFalse(Failed.IsOk);
        Assert.AreEqual(Trouble.Big, Failed.Error);
        Assert.IsFalse(Failed.TryGet(out int value));
        Assert.AreEqual(0, value);
        Assert.IsFalse(Failed.TryGet(out value, out Trouble error));
        Assert.AreEqual((0, Trouble.Big), (value, error));
        Assert.AreEqual("Big", Failed.Match(v => $"{v}", e => $"{e}"));
    }

    [TestMethod]
    public void Match_calls_exactly_one_action()
    {
        List<string> calls = [];
        Five.Match(v => calls.Add($"ok {v}"), e => calls.Add($"fail {e}"));
        Failed.Match(v => calls.Add($"ok {v}"), e => calls.Add($"fail {e}"));
        Assert.AreSequenceEqual(["ok 5", "fail Big"], calls);
    }

    [TestMethod]
    public void Match_refuses_null_functions()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => Five.Match(null!, e => 0));
        Assert.ThrowsExactly<ArgumentNullException>(() => Five.Match(v => 0, null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Five.Match((Action<int>)null!, e => { }));
        Assert.ThrowsExactly<ArgumentNullException>(() => Five.Match(v => { }, (Action<Trouble>)null!));
    }

    [TestMethod]
    public void Value_of_an_error_throws_and_names_the_error() =>
        Assert.Contains("Fail(Big)", Assert.ThrowsExactly<InvalidOperationException>(() => Failed.Value).Message);

    [TestMethod]
    public void Error_of_a_value_throws_and_names_the_value() =>
        Assert.Contains("Ok(5)", Assert.ThrowsExactly<InvalidOperationException>(() => Five.Error).Message);

    [TestMethod]
    public void Reading_the_default_throws_and_says_how_to_make_a_result()
    {
        Result<int, Trouble> neither = default;
        Action[] readings =
        [
            () => _ = neither.IsOk,
            () => _ = neither.Value,
            () => _ = neither.Error,
            () => neither.TryGet(out _),
            () => neither.TryGet(out _, out _),
            () => neither.ValueOrThrow(),
            () => neither.Match(v => 0, e => 0),
            () => neither.Match(v => { }, e => { }),
        ];
        foreach (Action reading in readings)
        {
            string message = Assert.ThrowsExactly<InvalidOperationException>(reading).Message;
            Assert.Contains("Result.Ok(value)", message);
            Assert.Contains("Result.Fail(error)", message);
        }
    }

    [TestMethod]
    public void The_default_can_be_compared_and_printed()
    {
        Result<string, string> neither = default;
        Assert.AreEqual("Result(neither)", neither.ToString());
        Assert.IsTrue(neither == default);
        Assert.IsFalse(neither.Equals(Result<string, string>.Ok(null!)));
        Assert.IsFalse(neither.Equals(Result<string, string>.Fail(null!)));
        Assert.AreEqual(default(Result<string, string>).GetHashCode(), neither.GetHashCode());
    }

    [TestMethod]
    public void Equality_looks_at_the_state_and_what_is_held()
    {
        Assert.AreEqual(Result<int, int>.Ok(1), Result<int, int>.Ok(1));
        Assert.AreEqual(Result<int, int>.Fail(1), Result<int, int>.Fail(1));
        Assert.AreNotEqual(Result<int, int>.Ok(1), Result<int, int>.Fail(1));
        Assert.AreNotEqual(Result<int, int>.Ok(1), Result<int, int>.Ok(2));
        Assert.AreNotEqual(Result<int, int>.Fail(1), Result<int, int>.Fail(2));
        Assert.AreNotEqual(Result<int, int>.Ok(0), default);
        Assert.IsTrue(Five != Failed);
        Assert.IsFalse(Five.Equals((object)5));
        Assert.IsTrue(Five.Equals((object)Result<int, Trouble>.Ok(5)));
    }

    [TestMethod]
    public void Equal_results_have_equal_hashes_and_a_value_another_than_the_same_error()
    {
        Assert.AreEqual(Result<string, int>.Ok("ab").GetHashCode(), Result<string, int>.Ok(string.Concat("a", "b")).GetHashCode());
        Assert.AreNotEqual(Result<int, int>.Ok(1).GetHashCode(), Result<int, int>.Fail(1).GetHashCode());
    }

    [TestMethod]
    public void Text_shows_the_content()
    {
        Assert.AreEqual("Ok(5)", Five.ToString());
        Assert.AreEqual("Fail(Big)", Failed.ToString());
        Assert.AreEqual("Ok(())", Result<Unit, Trouble>.Ok(default).ToString());
        Assert.AreEqual("Fail(Failed(Small))", Result<Unit, SyscallError<Trouble>>.Fail(SyscallError.Failed(Trouble.Small)).ToString());
        Assert.AreEqual("Ok(null)", Result<string, Trouble>.Ok(null!).ToString());
        Assert.AreEqual("Fail(null)", Result<int, string>.Fail(null!).ToString());
    }

    [TestMethod]
    public void Reading_a_good_result_allocates_nothing()
    {
        Result<nint, Trouble> result = (nint)7;
        nint sum = Read(result);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += Read(result);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(101 * 21, sum);

        static nint Read(Result<nint, Trouble> result) =>
            result.IsOk && result.TryGet(out nint value, out _) && result == (nint)7 ? value + result.Value + result.ValueOrThrow() : 0;
    }
}
