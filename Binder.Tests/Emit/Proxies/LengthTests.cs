namespace Binder.Tests.Proxies;

/// <summary>Spans whose length stands elsewhere are their address alone, and the lengths are checked before anything is sent.</summary>
[TestClass]
public sealed class LengthTests
{
    private static readonly int[] s_data = GC.AllocateArray<int>(5, pinned: true);

    private static ulong Address { get; } = (ulong)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(s_data, 0);

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void The_length_travels_where_its_parameter_stands(Way way)
    {
        AssertSent([5, Address, 9], calls => calls.Before(5, s_data, 9), way);
        AssertSent([Address, 9, 5], calls => calls.After(s_data, 9, 5), way);
        AssertSent([Address, 20, 5], calls => calls.InBytes(s_data, 20, 5), way);
        AssertSent([Address, 3, Address, 2], calls => calls.Two(s_data, 3, s_data, 2), way);
    }

    [TestMethod]
    public void Any_length_up_to_the_spans_may_be_given()
    {
        AssertSent([Address, 9, 0], calls => calls.After(s_data, 9, 0));
        AssertSent([Address, 9, 4], calls => calls.After(s_data, 9, 4));
        AssertSent([Address, 19, 5], calls => calls.InBytes(s_data, 19, 5));
        AssertSent([0, 9, 0], calls => calls.After(default, 9, 0));
    }

    [TestMethod]
    public void A_length_beyond_the_span_is_refused_before_the_call()
    {
        Assert.AreEqual(
            "LengthTests.ILengths.After(data) has 5 elements and the length beside it says 6. Give a length that the span has.",
            Refused(calls => calls.After(s_data, 9, 6)));
        Assert.AreEqual(
            "LengthTests.ILengths.InBytes(data) has 20 bytes and the length beside it says 21. Give a length that the span has.",
            Refused(calls => calls.InBytes(s_data, 21, 0)));
        Refused(calls => calls.Before(6, s_data, 9));
        Refused(calls => calls.Before(int.MaxValue, s_data, 9));
        Refused(calls => calls.InBytes(s_data, ulong.MaxValue, 0));
        Refused(calls => calls.Two(s_data, 5, s_data, 6));
        Refused(calls => calls.Native(s_data, (nint)1 << 32));
        Refused(calls => calls.After(default, 9, 1));
    }

    [TestMethod]
    public void A_negative_length_is_refused_before_the_call()
    {
        Assert.AreEqual(
            "LengthTests.ILengths.Before(data) has 5 elements and the length beside it says -1. Give a length that the span has.",
            Refused(calls => calls.Before(-1, s_data, 9)));
        Refused(calls => calls.Before(int.MinValue, s_data, 9));
        Refused(calls => calls.Native(s_data, nint.MinValue));
        Refused(calls => calls.Small(s_data, -1));
    }

    [TestMethod]
    public void Integers_of_every_width_may_carry_a_length()
    {
        AssertSent([Address, 5], calls => calls.Native(s_data, 5));
        AssertSent([Address, 5], calls => calls.Small(s_data, 5));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_span_of_a_fixed_length_is_its_address_alone(Way way)
    {
        AssertSent([1, Address + 4, 2], calls => calls.Fixed(1, s_data.AsSpan(1, 2), 2), way);
        AssertSent([0], calls => calls.FixedAtNone(default), way);
    }

    [TestMethod]
    public void Any_other_length_than_the_fixed_one_is_refused_before_the_call()
    {
        Assert.AreEqual(
            "LengthTests.ILengths.Fixed(ends) has 3 elements and takes exactly 2. Slice it, or give a larger one.",
            Refused(calls => calls.Fixed(1, s_data.AsSpan(0, 3), 2)));
        Refused(calls => calls.Fixed(1, s_data.AsSpan(0, 1), 2));
        Refused(calls => calls.Fixed(1, default, 2));
        Refused(calls => calls.FixedAtNone(s_data));
    }

    private static void AssertSent(ulong[] expected, Action<ILengths> call, Way way = Way.Trap)
    {
        ulong[] words = new ulong[6];
        expected.CopyTo(words, 0);
        CollectionAssert.AreEqual(words, ScriptedKernel.Sent(call, way));
    }

    private static string Refused(Action<ILengths> call)
    {
        ScriptedKernel kernel = new();
        ILengths calls = kernel.Bind<ILengths>();
        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => call(calls));
        Assert.AreEqual(0, kernel.Calls);
        return refused.Message;
    }

    [SyscallInterface]
    internal interface ILengths
    {
        [Syscall(1)] void Before([LengthOf(nameof(data))] int count, ReadOnlySpan<int> data, int flags);

        [Syscall(2)] void After(Span<int> data, int flags, [LengthOf(nameof(data))] uint count);

        [Syscall(3)] void InBytes(Span<int> data, [LengthOf(nameof(data), InBytes = true)] ulong size, int flags);

        [Syscall(4)]
        void Two(
            ReadOnlySpan<int> first,
            [LengthOf(nameof(first))] byte firstCount,
            Span<int> second,
            [LengthOf(nameof(second))] long secondCount);

        [Syscall(5)] void Native(Span<int> data, [LengthOf(nameof(data))] nint count);

        [Syscall(6)] void Small(Span<int> data, [LengthOf(nameof(data))] sbyte count);

        [Syscall(7)] void Fixed(int before, [FixedLength(2)] Span<int> ends, int after);

        [Syscall(8)] void FixedAtNone([FixedLength(0)] ReadOnlySpan<int> none);
    }
}
