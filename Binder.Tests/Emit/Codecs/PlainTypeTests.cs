using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Structs that nobody wrote for a syscall, and those that were written for C.</summary>
[TestClass]
public sealed unsafe class PlainTypeTests
{
    [TestMethod]
    public void Structs_of_the_framework_are_their_fields()
    {
        using SpillPages pages = new(4096);
        Type[] types =
        [
            typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(decimal), typeof(Range), typeof(Complex), typeof(Vector3),
            typeof(Matrix4x4), typeof(ValueTuple<int, int, int, int, int, int, int, (byte, byte)>), typeof(Rune), typeof(ArraySegmentBounds),
        ];
        foreach (Type type in types)
        {
            foreach (AbiShape shape in new[] { AbiShape.Packed(32, 4), AbiShape.Packed(64, 6), AbiShape.Packed(128, 3) })
            {
                FamilyCase each = FamilyCase.Of(type, shape, pages);
                for (int seed = 0; seed < 10; seed++)
                {
                    each.RoundTrips(seed);
                    each.Withstands(seed);
                }
            }
        }
    }

    [TestMethod]
    public void Fixed_buffers_are_their_elements()
    {
        Buffers value = new() { Before = 0x11, After = 0x22 };
        (value.Bytes[0], value.Bytes[1], value.Bytes[2]) = (1, 2, 3);
        (value.Flags[0], value.Flags[1]) = (true, false);
        (value.Units[0], value.Longs[0], value.Longs[1], value.Singles[0]) = ('a', -1, 2, 1.5f);
        for (int i = 0; i < 50; i++)
        {
            value.Many[i] = (short)i;
        }

        string many = string.Concat(Enumerable.Range(0, 50).Select(static i => $"{i:X2}00"));
        foreach ((string name, SyscallCodec<Buffers> codec) in Strategies.Of<Buffers>(AbiShape.Packed(64, 4)))
        {
            byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
            TrapFrame frame = default;
            int spilled = codec.Encode(value, ref frame, spill);
            string sent = Convert.ToHexString([.. FramePicture.Data(AbiShape.Packed(64, 4), frame), .. spill.AsSpan(0, spilled)]);
            Assert.AreEqual($"110102030100" + "6100FFFFFFFFFFFFFFFF02000000000000000000C03F" + many + "22", sent, name);
            Buffers back = codec.Decode(frame, UserMemory.CurrentProcess).ValueOrThrow();
            Assert.IsTrue(MemoryMarshal.AsBytes(new Span<Buffers>(ref back)).SequenceEqual(MemoryMarshal.AsBytes(new Span<Buffers>(ref value))), name);
            frame[0] |= 2ul << 32;
            Assert.AreEqual(SyscallErrorKind.InvalidData, codec.Decode(frame, UserMemory.CurrentProcess).Error.Kind, $"{name}: a bool of 3");
        }
    }

    [TestMethod]
    public void Fields_go_in_order_of_declaration_wherever_they_lie()
    {
        Scattered value = new() { First = 1, Second = 2, Third = 3 };
        foreach ((string name, SyscallCodec<Scattered> codec) in Strategies.Of<Scattered>(AbiShape.Packed(64, 3)))
        {
            TrapFrame frame = default;
            codec.Encode(value, ref frame, []);
            Assert.AreEqual(new TrapFrame(0, 0x03_00000002_0001), frame, name);
            Scattered back = codec.Decode(frame, UserMemory.CurrentProcess).ValueOrThrow();
            Assert.AreEqual((value.First, value.Second, value.Third), (back.First, back.Second, back.Third), name);
        }
    }

    [TestMethod]
    public void Pointers_are_their_addresses()
    {
        Pointers value = new() { Data = (int*)0x1122_3344_5566_7788, Function = (delegate*<void>)0x99 };
        foreach ((string name, SyscallCodec<Pointers> codec) in Strategies.Of<Pointers>(AbiShape.Packed(64, 4)))
        {
            TrapFrame frame = default;
            codec.Encode(value, ref frame, []);
            Assert.AreEqual(new TrapFrame(0, 0x1122_3344_5566_7788, 0x99), frame, name);
            Pointers back = codec.Decode(frame, UserMemory.CurrentProcess).ValueOrThrow();
            Assert.IsTrue(back.Data == value.Data && (nint)back.Function == 0x99, name);
        }
    }

    [TestMethod]
    public void A_bool_that_holds_another_byte_travels_as_one()
    {
        byte two = 2;
        foreach ((string name, SyscallCodec<(bool, byte)> codec) in Strategies.Of<(bool, byte)>(AbiShape.Packed(64, 3)))
        {
            TrapFrame frame = default;
            codec.Encode((*(bool*)&two, 5), ref frame, []);
            Assert.AreEqual(new TrapFrame(0, 0x0501), frame, name);
        }
    }

    [TestMethod]
    public void One_codec_serves_many_threads()
    {
        foreach ((string name, SyscallCodec<Foo<RecordOptions>> codec) in Strategies.Of<Foo<RecordOptions>>(AbiShape.Packed(64, 4)))
        {
            Parallel.For(0, 8, thread =>
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                for (int i = 0; i < 300; i++)
                {
                    RecordOptions options = (i % 3) switch { 0 => new RecordOptions.A(), 1 => new RecordOptions.B((uint)i, true), _ => new RecordOptions.C((uint)i, 5) };
                    Foo<RecordOptions> value = new((ushort)thread, options, (ulong)i, Option.None, 6, default, default, Result.Fail(i % 2 == 0), options);
                    TrapFrame frame = default;
                    int spilled = codec.Encode(value, ref frame, spill);
                    Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess), name);
                    Assert.AreEqual(spilled, codec.Encode(value, ref frame, spill.AsSpan(0, spilled)), name);
                }
            });
        }
    }

    private readonly record struct ArraySegmentBounds(nuint Offset, nint Count);

    private struct Buffers
    {
        public byte Before;
        public fixed byte Bytes[3];
        public fixed bool Flags[2];
        public fixed char Units[1];
        public fixed long Longs[2];
        public fixed float Singles[1];
        public fixed short Many[50];
        public byte After;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Scattered
    {
        [FieldOffset(12)] public ushort First;
        [FieldOffset(0)] public int Second;
        [FieldOffset(7)] public byte Third;
    }

    private struct Pointers
    {
        public int* Data;
        public delegate*<void> Function;
    }
}
