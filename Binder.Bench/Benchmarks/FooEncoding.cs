using BenchmarkDotNet.Attributes;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>The packed record Foo there and back; every value spills.</summary>
[MemoryDiagnoser]
public class FooEncoding
{
    // All of the values, from the first one on, each time.
    private const int Values = FooValues.Many;

    private static readonly ArenaMemory s_arena = new(4096);

    private Loop? _byHand, _faultSafe, _fromArena, _records, _memoryPack, _memoryPackRaw, _messagePack;

    [ParamsAllValues]
    public ValueOrder Order { get; set; }

    [GlobalSetup]
    public void Start()
    {
        Foo[] values = FooValues.In(Order);
        FooMessage[] messages = Array.ConvertAll(values, FooMessage.From);
        _byHand = EncodingLoops.ByHand(Array.ConvertAll(values, FooValues.ToPlain));
        _faultSafe = EncodingLoops.Binder(values);
        _fromArena = EncodingLoops.Binder(values, s_arena);
        _records = EncodingLoops.Binder(Array.ConvertAll(values, FooValues.ToRecord));
        _memoryPack = EncodingLoops.MemoryPack(messages);
        _memoryPackRaw = EncodingLoops.MemoryPack(values);
        _messagePack = EncodingLoops.MessagePack(messages);
    }

    [Benchmark(Description = "by hand, unchecked", Baseline = true, OperationsPerInvoke = Values)]
    public void ByHand() => _byHand!(Values);

    [Benchmark(Description = "Binder, fault-safe copy", OperationsPerInvoke = Values)]
    public void FaultSafe() => _faultSafe!(Values);

    [Benchmark(Description = "Binder, arena", OperationsPerInvoke = Values)]
    public void FromArena() => _fromArena!(Values);

    [Benchmark(Description = "Binder, record unions, fault-safe copy", OperationsPerInvoke = Values)]
    public void Records() => _records!(Values);

    [Benchmark(Description = "MemoryPack, classes with unions", OperationsPerInvoke = Values)]
    public void MemoryPackClasses() => _memoryPack!(Values);

    [Benchmark(Description = "MemoryPack, raw copy of the struct, unchecked", OperationsPerInvoke = Values)]
    public void MemoryPackRaw() => _memoryPackRaw!(Values);

    [Benchmark(Description = "MessagePack-CSharp, classes with unions", OperationsPerInvoke = Values)]
    public void MessagePackClasses() => _messagePack!(Values);
}
