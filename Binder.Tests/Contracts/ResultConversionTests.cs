namespace Binder.Tests.Contracts;

/// <summary>What users write; that these lines compile is half of the test.</summary>
[TestClass]
public sealed class ResultConversionTests
{
    private static Result<string, Trouble> Same(bool x) => x ? "text" : Result.Fail(Trouble.Big);
    private static Result<Trouble, Trouble> Twice(bool x) => x ? Result.Ok(Trouble.None) : Result.Fail(Trouble.Big);
    private static Result<Trouble, Trouble> Implicit() => Trouble.Small;
    private static Result<int, string> Strings(int x) => x switch { 0 => 5, 1 => Result.Fail("bad"), _ => Result.Ok(7) };
    private static Result<long, Trouble> Widen(int x) { if (x == 0) { return 0; } return x; }
    private static Result<IReadOnlyList<int>, Trouble> Iface(IReadOnlyList<int> x) => Result.Ok(x);
    private static async Task<Result<int, Trouble>> Async() { await Task.Yield(); return 5; }
    private static Result<Unit, Trouble> Close(int fd) => fd switch { 3 => Result.Ok(), 4 => Unit.Value, _ => Result.Fail(Trouble.Big) };
    private static Result<nint, Trouble> Count(ReadOnlySpan<byte> data) => data.Length;
    private static Result<Unit, SyscallError<Trouble>> Nested(int x) => x == 0 ? Result.Fail(SyscallError.Failed(Trouble.Small)) : default(Unit);

    [TestMethod]
    public void A_value_converts_by_itself_and_an_error_by_Fail()
    {
        Assert.AreEqual("Ok(text) Fail(Big)", $"{Same(true)} {Same(false)}");
        Assert.AreEqual("Ok(5) Fail(bad) Ok(7)", $"{Strings(0)} {Strings(1)} {Strings(2)}");
        Assert.AreEqual("Ok(()) Ok(()) Fail(Big)", $"{Close(3)} {Close(4)} {Close(5)}");
        Assert.AreEqual("Fail(Failed(Small)) Ok(())", $"{Nested(0)} {Nested(1)}");
    }

    [TestMethod]
    public void A_value_of_the_type_of_the_error_is_a_value()
    {
        Assert.AreEqual("Ok(Small)", Implicit().ToString());
        Assert.AreEqual("Ok(None) Fail(Big)", $"{Twice(true)} {Twice(false)}");
    }

    [TestMethod]
    public void A_narrower_integer_widens()
    {
        Assert.AreEqual(0, Widen(0).Value);
        Assert.AreEqual(-3, Widen(-3).Value);
        Assert.AreEqual(3, Count("abc"u8).Value);
    }

    [TestMethod]
    public void An_interface_converts_by_Ok()
    {
        int[] list = [1, 2];
        Assert.AreSame(list, Iface(list).Value);
    }

    [TestMethod]
    public async Task Async_methods_return_results() => Assert.AreEqual(5, (await Async()).Value);

    [TestMethod]
    public void The_lines_of_a_typical_caller_mean_what_they_say()
    {
        Assert.AreEqual("16", Read((nint)4, Result.Ok(3)));
        Assert.AreEqual("Small", Read(Result.Fail(Trouble.Small), 3));
        Assert.AreEqual("none", Read((nint)4, Result.Fail(Trouble.Big)));
        Assert.AreEqual("again", Read((nint)4, Result.Fail(Trouble.Small)));
    }

    private static string Read(Result<nint, Trouble> r, Result<int, Trouble> open)
    {
        List<object> seen = [];
        r.Match(n => seen.Add(n), e => seen.Add(e));
        Assert.HasCount(1, seen);
        if (!r.TryGet(out nint count))
        {
            return r.Error.ToString();
        }

        nint a = r.Match(n => n, e => throw new IOException(e.ToString()));
        int b = r.Match(n => 1, e => throw new IOException(e.ToString()));
        nint c = r.Match<nint>(n => n, e => -1);
        nint c2 = r.Match(n => n, e => -1);
        if (!r.TryGet(out count, out Trouble error))
        {
            return error.ToString();
        }

        if (r is { IsOk: true, Value: var v })
        {
            a -= v + 1;
        }

        try { a += open.ValueOrThrow() - 3 + 1; }
        catch (SyscallException e) when (e.Is(Trouble.Big)) { return "none"; }
        catch (SyscallException e) when (e.Error is Trouble.Small) { return "again"; }
        return (a + b + c + c2 + count + 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
