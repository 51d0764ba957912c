using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using MemoryPack;
using MessagePack;

namespace Binder.Bench.Goals.Measuring;

/// <summary>Loops that encode a value into a frame and decode it from there, one value after the other.</summary>
internal static unsafe class EncodingLoops
{
    private const MethodImplOptions Opaque = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Four data registers, as the yardstick has them.</summary>
    public static AbiShape Shape { get; } = AbiShape.Packed(64, 6);

    private static ulong s_sink;

    /// <summary>Spills to the stack, whose address the kernel does not trust.</summary>
    public static Loop Binder<T>(T[] values) => calls =>
    {
        SyscallCodec<T> codec = SyscallCodec.For<T>(Shape);
        Span<byte> spill = stackalloc byte[codec.MaxSpill];
        Run(codec, values, UserMemory.CurrentProcess, spill, calls);
    };

    /// <summary>Spills into the caller's arena.</summary>
    public static Loop Binder<T>(T[] values, ArenaMemory arena)
    {
        SyscallCodec<T> codec = SyscallCodec.For<T>(Shape);
        UserSlice<byte> spill = arena.Allocate<byte>(codec.MaxSpill);
        return calls => Run(codec, values, arena, new((void*)spill.Address, codec.MaxSpill), calls);
    }

    public static Loop ByHand(PlainFoo[] values) => calls => RunByHand(values, calls);

    /// <summary>MemoryPack, into a writer that keeps its memory.</summary>
    public static Loop MemoryPack<T>(T[] values)
    {
        ArrayBufferWriter<byte> writer = new(256);
        return calls => RunMemoryPack(values, writer, calls);
    }

    /// <summary>MessagePack-CSharp, into a writer that keeps its memory.</summary>
    public static Loop MessagePack<T>(T[] values)
    {
        ArrayBufferWriter<byte> writer = new(256);
        return calls => RunMessagePack(values, writer, calls);
    }

    [MethodImpl(Opaque)]
    private static void RunMessagePack<T>(T[] values, ArrayBufferWriter<byte> writer, int calls)
    {
        ulong sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++)
        {
            writer.ResetWrittenCount();
            MessagePackSerializer.Serialize(writer, values[next]);
            T value = MessagePackSerializer.Deserialize<T>(writer.WrittenMemory);
            sum += First(ref value);
            next = next + 1 == values.Length ? 0 : next + 1;
        }

        s_sink = sum;
    }

    [MethodImpl(Opaque)]
    private static void RunMemoryPack<T>(T[] values, ArrayBufferWriter<byte> writer, int calls)
    {
        ulong sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++)
        {
            writer.ResetWrittenCount();
            MemoryPackSerializer.Serialize(writer, values[next]);
            T? value = default;
            sum += (ulong)MemoryPackSerializer.Deserialize(writer.WrittenSpan, ref value);
            next = next + 1 == values.Length ? 0 : next + 1;
        }

        s_sink = sum;
    }

    [MethodImpl(Opaque)]
    private static void Run<T>(SyscallCodec<T> codec, T[] values, UserMemory memory, Span<byte> spill, int calls)
    {
        TrapFrame frame = new(0);
        ulong sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++)
        {
            frame.Number = 1;
            codec.Encode(in values[next], ref frame, spill);
            if (!codec.TryDecode(in frame, memory, out T? value))
            {
                throw new UnreachableException();
            }

            sum += First(ref value!);
            next = next + 1 == values.Length ? 0 : next + 1;
        }

        s_sink = sum;
    }

    [MethodImpl(Opaque)]
    private static void RunByHand(PlainFoo[] values, int calls)
    {
        PlainFrame frame = default;
        byte* buffer = stackalloc byte[96];
        ulong sum = 0;
        int next = 0;
        for (int i = 0; i < calls; i++)
        {
            HandWrittenFoo.Encode(in values[next], ref frame, buffer);
            if (!HandWrittenFoo.Decode(in frame, out PlainFoo value))
            {
                throw new UnreachableException();
            }

            sum += First(ref value);
            next = next + 1 == values.Length ? 0 : next + 1;
        }

        s_sink = sum;
    }

    private static byte First<T>(ref T value) => Unsafe.As<T, byte>(ref value);
}
