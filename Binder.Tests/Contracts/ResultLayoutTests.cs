using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Tests.Contracts;

/// <summary>A result must come back through the hidden buffer, so it must never fit into two registers.</summary>
[TestClass]
public sealed class ResultLayoutTests
{
    [TestMethod]
    public void A_result_of_small_types_is_24_bytes()
    {
        Assert.AreEqual(24, Unsafe.SizeOf<Result<nint, Trouble>>());
        Assert.AreEqual(24, Unsafe.SizeOf<Result<int, Trouble>>());
        Assert.AreEqual(24, Unsafe.SizeOf<Result<Unit, Trouble>>());
        Assert.AreEqual(24, Unsafe.SizeOf<Result<byte, byte>>());
        Assert.AreEqual(24, Unsafe.SizeOf<Result<Unit, Unit>>());
    }

    [TestMethod]
    public void A_result_with_references_is_larger_than_two_registers()
    {
        Assert.IsGreaterThan(16, Unsafe.SizeOf<Result<string, Trouble>>());
        Assert.IsGreaterThan(16, Unsafe.SizeOf<Result<int, string>>());
        Assert.IsGreaterThan(16, Unsafe.SizeOf<Result<string, Unit>>());
        Assert.IsGreaterThan(16, Unsafe.SizeOf<Result<Unit, object>>());
    }

    [TestMethod]
    public void The_state_is_the_first_word()
    {
        Result<nint, Trouble>[] results = [default, (nint)0x1234, Result.Fail(Trouble.Big)];
        ReadOnlySpan<long> words = MemoryMarshal.Cast<byte, long>(AsBytes(results));
        Assert.AreSequenceEqual([0L, 1L, 2L], (long[])[words[0], words[3], words[6]]);
        Assert.AreEqual(0x1234, words[4]);
    }

    [TestMethod]
    public void Types_larger_than_a_word_and_references_are_kept_whole()
    {
        (long, long, long, string) large = (1, 2, 3, "four");
        Result<(long, long, long, string), Int128> ok = large;
        Result<(long, long, long, string), Int128> failed = Result.Fail(Int128.MinValue);
        Assert.AreEqual(large, ok.Value);
        Assert.AreEqual(Int128.MinValue, failed.Error);
        Assert.IsFalse(failed.TryGet(out (long, long, long, string Text) none, out Int128 error));
        Assert.IsNull(none.Text);
        Assert.AreEqual(Int128.MinValue, error);

        object thing = new();
        Assert.AreSame(thing, Result<object, string>.Ok(thing).Value);
        Assert.AreSame(thing, Result<string, object>.Fail(thing).Error);
    }

    private static Span<byte> AsBytes(Result<nint, Trouble>[] results) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<Result<nint, Trouble>, byte>(ref results[0]), results.Length * Unsafe.SizeOf<Result<nint, Trouble>>());
}
