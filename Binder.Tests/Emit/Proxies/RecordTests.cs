namespace Binder.Tests.Proxies;

/// <summary>Records are flattened into their scalars, in order of declaration.</summary>
[TestClass]
public sealed unsafe class RecordTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Nested_records_are_flattened_in_order(Way way) => AssertSent(
        [9, 1, ulong.MaxValue - 1, 3, ulong.MaxValue - 3, 10],
        calls => calls.Nested(9, new(new(1, -2), new(3, -4)), 10),
        way);

    [TestMethod]
    public void Private_fields_travel_as_public_ones() =>
        AssertSent([1, ulong.MaxValue, 3, 1], calls => calls.WithPrivate(new(1, -1, 3)));

    [TestMethod]
    public void Order_is_that_of_declaration_whatever_the_layout_says() =>
        AssertSent([1, 2, 3], calls => calls.Reversed(new() { First = 1, Second = 2, Third = 3 }));

    [TestMethod]
    public void Generic_records_travel_as_what_they_are_closed_over()
    {
        AssertSent([0xFF, ulong.MaxValue, 7], calls => calls.Generic(new(0xFF, -1), 7));
        AssertSent([1, 2, 3, 4], calls => calls.NestedGeneric(new(new(1, 2), new(3, 4))));
    }

    [TestMethod]
    public void Empty_records_take_no_register()
    {
        AssertSent([1, 2], calls => calls.Empty(1, default, 2));
        AssertSent([1, 2], calls => calls.HoldsEmpty(new(1, default, 2)));
    }

    [TestMethod]
    public void A_record_of_one_field_travels_as_the_field() =>
        AssertSent([ulong.MaxValue, 5], calls => calls.Wrapped(new(-1), new(new(5))));

    [TestMethod]
    public void Claims_about_memory_travel_as_address_and_length()
    {
        AssertSent([0x1000], calls => calls.Pointer(new(0x1000)));
        AssertSent([0x2000], calls => calls.ReadOnlyPointer(new(0x2000)));
        AssertSent([0x3000, 5], calls => calls.Slice(new(0x3000, 5)));
        AssertSent([0x4000, nuint.MaxValue], calls => calls.ReadOnlySlice(new(0x4000, nuint.MaxValue)));
    }

    [TestMethod]
    public void Fields_of_every_kind_travel()
    {
        byte two = 2;
        Mixed mixed = new()
        {
            Flag = System.Runtime.CompilerServices.Unsafe.As<byte, bool>(ref two),
            Real = Memory.Single(0x7FA0_0001),
            Bytes = (byte*)0x5000,
            Unstable = -5,
            Choice = ScalarTests.Small.One,
        };
        AssertSent([1, 0x7FA0_0001, 0x5000, ulong.MaxValue - 4, 1], calls => calls.Mixed(mixed));
    }

    [TestMethod]
    public void Sixteen_scalars_fill_sixteen_registers()
    {
        Row row = new(1, 2, 3, 4);
        CollectionAssert.AreEqual(
            new ulong[] { 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4 },
            ScriptedKernel.Sent<IMatrices>(calls => calls.Matrix(row, row, row, row), shape: Shapes.Sixteen));
    }

    [TestMethod]
    public void Records_of_32_bit_registers_keep_their_order() => CollectionAssert.AreEqual(
        new ulong[] { 1, 0xFFFF_FFFF, 0x8000, 4, 0, 0, 0, 0 },
        ScriptedKernel.Sent<INarrowRecords>(calls => calls.Call(new(1, -1), new(0x8000, 4)), shape: Shapes.Narrow));

    [TestMethod]
    public void A_capability_travels_by_its_integer_and_zero_is_refused_before_the_call()
    {
        ScriptedKernel kernel = new() { Answer = 77 };
        ITickets calls = kernel.Bind<ITickets>();

        Ticket ticket = calls.Issue();
        kernel.Answer = 0;
        calls.Use(5, ticket);
        CollectionAssert.AreEqual(new ulong[] { 5, 77, 0, 0, 0, 0 }, kernel.Words);

        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Use(6, default));
        Assert.AreEqual(
            "RecordTests.ITickets.Use(ticket) is a capability that is 0, as default is: no kernel issued it. "
                + "Send one that came out of an answer.",
            refused.Message);
        refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.UseBoth(new(1, (ticket, default))));
        Assert.StartsWith("RecordTests.ITickets.UseBoth(visit.Tickets.Item2) is a capability that is 0, ", refused.Message);
        Assert.AreEqual(2, kernel.Calls);
    }

    private static void AssertSent(ulong[] expected, Action<IRecords> call, Way way = Way.Trap)
    {
        ulong[] words = new ulong[6];
        expected.CopyTo(words, 0);
        CollectionAssert.AreEqual(words, ScriptedKernel.Sent(call, way));
    }

    internal readonly record struct Point(short X, short Y);

    internal readonly record struct Line(Point From, Point To);

    internal readonly struct Hidden(byte first, long second, ushort third)
    {
        private readonly byte _first = first;
        public readonly long Second = second;
        private readonly ushort _third = third;
        private readonly bool _fourth = third == 3;

        public override string ToString() => $"{_first} {Second} {_third} {_fourth}";
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
    internal struct Reversed
    {
        [System.Runtime.InteropServices.FieldOffset(8)] public int First;
        [System.Runtime.InteropServices.FieldOffset(4)] public int Second;
        [System.Runtime.InteropServices.FieldOffset(0)] public int Third;
    }

    internal readonly record struct Pair<TFirst, TSecond>(TFirst First, TSecond Second)
        where TFirst : unmanaged
        where TSecond : unmanaged;

    internal readonly record struct Nothing;

    internal readonly record struct AroundNothing(byte First, Nothing Second, byte Third);

    internal readonly record struct Fd(int Value);

    internal readonly record struct Around(Inner Value);

    internal readonly record struct Inner(ulong Value);

    internal struct Mixed
    {
        public bool Flag;
        public float Real;
        public byte* Bytes;
        public volatile int Unstable;
        public ScalarTests.Small Choice;
    }

    internal readonly record struct Row(byte A, ushort B, uint C, ulong D);

    internal readonly record struct Visit(int Day, (Ticket First, Ticket Second) Tickets);

    [Capability]
    internal readonly struct Ticket(ulong value)
    {
        private readonly ulong _value = value;

        public override string ToString() => $"{_value}";
    }

    [SyscallInterface]
    internal interface IRecords
    {
        [Syscall(1)] void Nested(byte before, Line line, byte after);

        [Syscall(2)] void WithPrivate(Hidden value);

        [Syscall(3)] void Reversed(Reversed value);

        [Syscall(4)] void Generic(Pair<byte, long> value, int after);

        [Syscall(5)] void NestedGeneric(Pair<Pair<byte, ushort>, Pair<uint, ulong>> value);

        [Syscall(6)] void Empty(int before, Nothing nothing, int after);

        [Syscall(7)] void HoldsEmpty(AroundNothing value);

        [Syscall(8)] void Wrapped(Fd fd, Around around);

        [Syscall(9)] void Pointer(UserPointer<int> value);

        [Syscall(10)] void ReadOnlyPointer(ReadOnlyUserPointer<Line> value);

        [Syscall(11)] void Slice(UserSlice<int> value);

        [Syscall(12)] void ReadOnlySlice(ReadOnlyUserSlice<byte> value);

        [Syscall(13)] void Mixed(Mixed value);
    }

    [SyscallInterface]
    internal interface IMatrices
    {
        [Syscall(1)] void Matrix(Row first, Row second, Row third, Row fourth);
    }

    [SyscallInterface]
    internal interface INarrowRecords
    {
        [Syscall(1)] void Call(Point point, Pair<ushort, nuint> pair);
    }

    [SyscallInterface]
    internal interface ITickets
    {
        [Syscall(1)] Ticket Issue();

        [Syscall(2)] void Use(int value, Ticket ticket);

        [Syscall(3)] void UseBoth(Visit visit);
    }
}
