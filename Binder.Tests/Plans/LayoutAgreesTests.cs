using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Plans;

/// <summary>What explanations say as data is where the encoders put things: values whose fields differ are encoded and looked for.</summary>
[TestClass]
public sealed class LayoutAgreesTests
{
    [TestMethod]
    [DataRow(32, 3)]
    [DataRow(32, 6)]
    [DataRow(64, 3)]
    [DataRow(64, 6)]
    [DataRow(64, 16)]
    [DataRow(128, 4)]
    public void Fields_of_a_stream_lie_where_it_is_said(int registerBits, int registers)
    {
        AbiShape shape = AbiShape.Packed(registerBits, registers);
        Check(shape, new Mixed(0x11, 0x2222_2201, true, 0x3301, 0x4444_4444_4444_4401, 0x55, 0x6666_6666_6666_6601, (ushort)0x7701, 0x0888_8801), new()
        {
            ["A"] = 0x11,
            ["B"] = 0x2222_2201,
            ["C"] = 1,
            ["D"] = 0x3301,
            ["E"] = 0x4444_4444_4444_4401,
            ["F"] = 0x55,
            ["G"] = 0x6666_6666_6666_6601,
            ["H"] = 1,
            ["H.Value"] = 0x7701,
            ["I"] = 0x0888_8801,
        });
        Check(shape, Five(1), new() { ["A"] = 0x0101, ["B"] = 0x0202, ["C"] = 0x0303, ["D"] = 0x0404, ["E"] = 0x0505 });
        foreach (StructOptions first in (StructOptions[])[default, new(FooOption.B, 0xB1B1, true, 0, 0), new(FooOption.C, 0, false, 0xC1C1, 0xC2)])
        {
            foreach (StructOptions last in (StructOptions[])[default, new(FooOption.B, 0xB3B3, false, 0, 0), new(FooOption.C, 0, false, 0xC3C3, 0xC4)])
            {
                foreach (Option<ulong> option in (Option<ulong>[])[Option.None, 0xA1A1_A1A1UL])
                {
                    CheckFoo(shape, first, last, option);
                }
            }
        }
    }

    [TestMethod]
    public void Fields_of_a_value_in_registers_lie_where_it_is_said()
    {
        AbiShape shape = AbiShape.LinuxX64;
        TrapFrame frame = default;
        SyscallCodec<(sbyte, Bar, ulong)> codec = SyscallCodec.For<(sbyte, Bar, ulong)>(shape);
        codec.Encode((-2, new(3, 4), 5), ref frame, []);
        Assert.AreEqual(AbiEncoding.Registers, codec.Explanation.Encoding);
        Assert.AreSequenceEqual(["rdi", "rsi", "rdx", "r10"], codec.Explanation.Registers);
        Assert.AreSequenceEqual(["Item1", "Item2.X", "Item2.Y", "Item3"], codec.Explanation.Fields.Select(field => field.Path));
        for (int i = 0; i < 4; i++)
        {
            FieldPlacement field = codec.Explanation.Fields[i];
            Assert.AreEqual(codec.Explanation.Registers[i], field.Register);
            Assert.IsNull(field.FirstByte);
            Assert.AreEqual(i == 0 ? 1 : i == 3 ? 8 : 4, field.Bytes.Min);
        }
    }

    private static Five64 Five(ulong seed) => new(seed * 0x0101, seed * 0x0202, seed * 0x0303, seed * 0x0404, seed * 0x0505);

    private static void CheckFoo(AbiShape shape, StructOptions first, StructOptions last, Option<ulong> option)
    {
        Dictionary<string, ulong> wanted = new()
        {
            ["X"] = 0x1234,
            ["Opts1"] = (ulong)first.Option,
            ["Y"] = 0x9191_9191,
            ["A"] = option.HasValue ? 1UL : 0,
            ["B"] = 0x9292_9292,
            ["C"] = 1,
            ["C.Error"] = 1,
            ["Opts"] = (ulong)last.Option,
        };
        AddOptions(wanted, "Opts1", first);
        AddOptions(wanted, "Opts", last);
        if (option.TryGet(out ulong a))
        {
            wanted["A.Value"] = a;
        }

        Check(shape, new Foo<StructOptions>(0x1234, first, 0x9191_9191, option, 0x9292_9292, default, default, Result.Fail(true), last), wanted);
    }

    private static void AddOptions(Dictionary<string, ulong> wanted, string path, StructOptions options)
    {
        if (options.Option == FooOption.B)
        {
            (wanted[$"{path}.Number"], wanted[$"{path}.Flag"]) = (options.Number, options.Flag ? 1UL : 0);
        }
        else if (options.Option == FooOption.C)
        {
            (wanted[$"{path}.X"], wanted[$"{path}.Y"]) = (options.X, options.Y);
        }
    }

    /// <summary>
    /// Follows the tags that the encoded value has: each field that is there must begin where the fields before it end, within the range that is said, and hold
    /// its value; where the place is said to be fixed, its text must name it.
    /// </summary>
    private static unsafe void Check<T>(AbiShape shape, T value, Dictionary<string, ulong> wanted)
    {
        SyscallCodec<T> codec = SyscallCodec.For<T>(shape);
        ValueLayout layout = codec.Explanation;
        Assert.AreEqual(AbiEncoding.Packed, layout.Encoding);
        Assert.AreEqual(codec.MaxSpill, layout.MaxSpill);
        TrapFrame frame = default;
        byte* spill = stackalloc byte[codec.MaxSpill + 1];
        int spilled = shape.RegisterBits == 32 ? EncodeLow(codec, value, ref frame, spill) : codec.Encode(value, ref frame, new(spill, codec.MaxSpill));
        byte[] stream = [.. DataOf(shape, frame), .. new ReadOnlySpan<byte>(spill, spilled)];
        Dictionary<string, string> cases = [];
        int at = 0;
        int found = 0;
        foreach (FieldPlacement field in layout.Fields)
        {
            if (field.Case is { } inCase && cases[Holder(field.Path)] != inCase)
            {
                continue;
            }

            ByteRange first = field.FirstByte!.Value;
            Assert.IsTrue(first.Min <= at && at <= first.Max && field.Bytes.IsFixed, $"{field} at {at}");
            ulong content = 0;
            for (int i = field.Bytes.Min - 1; i >= 0; i--)
            {
                content = (content << 8) | stream[at + i];
            }

            Assert.AreEqual(wanted[field.Path], content, field.ToString());
            cases[field.Path] = field.Cases.FirstOrDefault(each => each.Tag == content)?.Name ?? "";
            at += field.Bytes.Min;
            found++;
        }

        Assert.AreEqual(wanted.Count, found);
        Assert.IsTrue(layout.Bytes.Min <= at && at <= layout.Bytes.Max, $"{at} bytes of {layout.Bytes}");
        Assert.AreEqual(spilled > 0, at > layout.Registers.Count * shape.RegisterBits / 8);
    }

    private static string Holder(string path) => path[..path.LastIndexOf('.')];

    /// <summary>In registers of 32 bits the stack has no address; the spill area is copied from where it has one.</summary>
    private static unsafe int EncodeLow<T>(SyscallCodec<T> codec, in T value, ref TrapFrame frame, byte* spill)
    {
        using SpillPages pages = new(4096);
        int spilled = codec.Encode(value, ref frame, pages.Last(codec.MaxSpill));
        pages.Last(codec.MaxSpill)[..spilled].CopyTo(new Span<byte>(spill, spilled));
        return spilled;
    }

    private static byte[] DataOf(AbiShape shape, TrapFrame frame)
    {
        int registers = shape.ArgumentRegisters.Count - 2;
        List<byte> bytes = [];
        for (int i = 0; i < registers * (shape.RegisterBits == 128 ? 2 : 1); i++)
        {
            bytes.AddRange(BitConverter.GetBytes(frame[i])[..(shape.RegisterBits == 32 ? 4 : 8)]);
        }

        return [.. bytes];
    }
}
