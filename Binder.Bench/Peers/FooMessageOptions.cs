using Binder.Bench.Contracts;
using MemoryPack;
using MessagePack;

namespace Binder.Bench.Peers;

/// <summary><see cref="FooOptions"/> as serializers want it.</summary>
[MemoryPackable, MemoryPackUnion(0, typeof(FooMessageA)), MemoryPackUnion(1, typeof(FooMessageB)), MemoryPackUnion(2, typeof(FooMessageC))]
[Union(0, typeof(FooMessageA)), Union(1, typeof(FooMessageB)), Union(2, typeof(FooMessageC))]
public abstract partial class FooMessageOptions
{
    public static FooMessageOptions From(FooOptions options) => options.Tag switch
    {
        FooVariant.B => new FooMessageB { Count = options.Count, Flag = options.Flag },
        FooVariant.C => new FooMessageC { Wide = options.Wide, Narrow = options.Narrow },
        _ => new FooMessageA(),
    };
}

/// <summary>Carries nothing.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessageA : FooMessageOptions;

/// <summary>Carries a count and a flag.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessageB : FooMessageOptions
{
    [Key(0)]
    public uint Count { get; set; }

    [Key(1)]
    public bool Flag { get; set; }
}

/// <summary>Carries a wide and a narrow number.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessageC : FooMessageOptions
{
    [Key(0)]
    public uint Wide { get; set; }

    [Key(1)]
    public ushort Narrow { get; set; }
}
