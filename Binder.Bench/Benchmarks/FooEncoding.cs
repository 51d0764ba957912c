using System.Buffers;
using BenchmarkDotNet.Attributes;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;
using MemoryPack;
using MessagePack;

namespace Binder.Bench.Benchmarks;

/// <summary>The packed record Foo there and back, a value of each variant in rotation.</summary>
[MemoryDiagnoser]
public unsafe class FooEncoding
{
    private static readonly ArenaMemory s_arena = new(4096);
    private static readonly UserSlice<byte> s_spill = s_arena.Allocate<byte>(96);

    private readonly Foo[] _values = FooValues.Rotation;
    private readonly RecordFoo[] _records = Array.ConvertAll(FooValues.Rotation, FooValues.ToRecord);
    private readonly PlainFoo[] _plain = Array.ConvertAll(FooValues.Rotation, FooValues.ToPlain);
    private readonly FooMessage[] _messages = Array.ConvertAll(FooValues.Rotation, FooMessage.From);
    private readonly SyscallCodec<Foo> _codec = SyscallCodec.For<Foo>(FooLoops.Shape);
    private readonly SyscallCodec<RecordFoo> _recordCodec = SyscallCodec.For<RecordFoo>(FooLoops.Shape);
    private readonly ArrayBufferWriter<byte> _writer = new(256);
    private TrapFrame _frame;
    private PlainFrame _plainFrame;
    private int _next;

    private int Next => _next = _next == _values.Length - 1 ? 0 : _next + 1;

    [Benchmark(Description = "by hand, unchecked", Baseline = true)]
    public bool ByHand()
    {
        byte* buffer = stackalloc byte[96];
        HandWrittenFoo.Encode(in _plain[Next], ref _plainFrame, buffer);
        return HandWrittenFoo.Decode(in _plainFrame, out _);
    }

    [Benchmark(Description = "Binder, fault-safe copy")]
    public bool FaultSafe()
    {
        Span<byte> spill = stackalloc byte[96];
        _codec.Encode(in _values[Next], ref _frame, spill);
        return _codec.TryDecode(in _frame, UserMemory.CurrentProcess, out _);
    }

    [Benchmark(Description = "Binder, arena")]
    public bool Arena()
    {
        _codec.Encode(in _values[Next], ref _frame, new((void*)s_spill.Address, (int)s_spill.Length));
        return _codec.TryDecode(in _frame, s_arena, out _);
    }

    [Benchmark(Description = "Binder, record unions, fault-safe copy")]
    public bool Records()
    {
        Span<byte> spill = stackalloc byte[96];
        _recordCodec.Encode(in _records[Next], ref _frame, spill);
        return _recordCodec.TryDecode(in _frame, UserMemory.CurrentProcess, out _);
    }

    [Benchmark(Description = "MemoryPack, classes with unions")]
    public FooMessage? MemoryPackClasses()
    {
        _writer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_writer, _messages[Next]);
        return MemoryPackSerializer.Deserialize<FooMessage>(_writer.WrittenSpan);
    }

    [Benchmark(Description = "MemoryPack, raw copy of the struct, unchecked")]
    public bool MemoryPackRaw()
    {
        _writer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_writer, _values[Next]);
        Foo value = default;
        return MemoryPackSerializer.Deserialize(_writer.WrittenSpan, ref value) > 0;
    }

    [Benchmark(Description = "MessagePack-CSharp, classes with unions")]
    public FooMessage MessagePackClasses()
    {
        _writer.ResetWrittenCount();
        MessagePackSerializer.Serialize(_writer, _messages[Next]);
        return MessagePackSerializer.Deserialize<FooMessage>(_writer.WrittenMemory);
    }
}
