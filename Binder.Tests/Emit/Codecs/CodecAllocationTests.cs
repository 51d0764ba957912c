namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class CodecAllocationTests
{
    private const int Rounds = 1000;

    private static readonly AbiShape s_shape = AbiShape.Packed(64, 6);

    [TestMethod]
    public void Structs_and_struct_unions_cost_no_bytes()
    {
        Costs(new Foo<StructOptions>(1, new(FooOption.B, 1, true, 0, 0), 2, Option.Some(3ul), 4, default, default, Result.Ok(5ul), new(FooOption.C, 0, false, 6, 7)), 0, 0);
        Costs(new Five64(1, 2, 3, 4, 5), 0, 0);
        Costs(new VarInt(5), 0, 0);
        Costs((new Three<Numbered<long>>(), 1), 0, 0, static value =>
        {
            for (int i = 0; i < 3; i++)
            {
                value.Item1[i].Tag = 5;
            }

            return value;
        });
        Costs(new Bar(1, 2), 0, 0);
    }

    [TestMethod]
    public void A_record_union_costs_one_object_where_the_variant_has_data_and_none_where_it_has_not()
    {
        long one = Measure(static () => s_kept = new RecordOptions.B(1, true));
        long other = Measure(static () => s_kept = new RecordOptions.C(1, 2));
        Assert.IsGreaterThan(0, one);
        Costs<RecordOptions>(new RecordOptions.A(), 0, 0);
        Costs<RecordOptions>(new RecordOptions.B(1, true), 0, one);
        Costs<Foo<RecordOptions>>(new(1, new RecordOptions.B(1, true), 2, Option.Some(3ul), 4, default, default, Result.Ok(5ul), new RecordOptions.C(6, 7)), 0, one + other);
        Costs<Foo<RecordOptions>>(new(1, new RecordOptions.A(), 2, Option.Some(3ul), 4, default, default, Result.Ok(5ul), new RecordOptions.C(6, 7)), 0, other);
    }

    private static object? s_kept;

    private static void Costs<T>(T value, long encoding, long decoding, Func<T, T>? with = null)
    {
        value = with is null ? value : with(value);
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(s_shape))
        {
            byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
            TrapFrame frame = default;
            Assert.AreEqual(encoding, Measure(() => codec.Encode(value, ref frame, spill)), $"encoding {typeof(T)} {name}");
            int spilled = codec.Encode(value, ref frame, spill);
            Assert.AreEqual(encoding, Measure(() => codec.Encode(value, ref frame, spill.AsSpan(0, spilled))), $"encoding {typeof(T)} {name} with care");
            bool could = true;
            Assert.AreEqual(decoding, Measure(() => could &= codec.TryDecode(frame, UserMemory.CurrentProcess, out T? _)), $"decoding {typeof(T)} {name}");
            Assert.IsTrue(could);
        }
    }

    /// <summary>Bytes of one of many rounds, after some that compile what they need.</summary>
    private static long Measure(Action round)
    {
        for (int i = 0; i < 50; i++)
        {
            round();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            round();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
