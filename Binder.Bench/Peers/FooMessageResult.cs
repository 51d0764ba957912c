using MemoryPack;
using MessagePack;

namespace Binder.Bench.Peers;

/// <summary>A result as serializers want it: a union.</summary>
[MemoryPackable, MemoryPackUnion(0, typeof(FooMessageOk)), MemoryPackUnion(1, typeof(FooMessageError))]
[Union(0, typeof(FooMessageOk)), Union(1, typeof(FooMessageError))]
public abstract partial class FooMessageResult;

/// <summary>A value.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessageOk : FooMessageResult
{
    [Key(0)]
    public ulong Value { get; set; }
}

/// <summary>An error.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessageError : FooMessageResult
{
    [Key(0)]
    public bool Error { get; set; }
}
