using Binder.Bench.Contracts;
using MemoryPack;
using MessagePack;

namespace Binder.Bench.Peers;

/// <summary><see cref="Foo"/> as serializers want it: classes, its unions by type.</summary>
[MemoryPackable, MessagePackObject]
public sealed partial class FooMessage
{
    [Key(0)]
    public ushort X { get; set; }

    [Key(1)]
    public FooMessageOptions? Options1 { get; set; }

    [Key(2)]
    public ulong Y { get; set; }

    [Key(3)]
    public ulong? A { get; set; }

    [Key(4)]
    public ulong B { get; set; }

    [Key(5)]
    public FooMessageResult? C { get; set; }

    [Key(6)]
    public FooMessageOptions? Options { get; set; }

    public static FooMessage From(Foo foo) => new()
    {
        X = foo.X,
        Options1 = FooMessageOptions.From(foo.Options1),
        Y = foo.Y,
        A = foo.A.HasValue ? foo.A.Value : null,
        B = foo.B,
        C = foo.C.IsOk ? new FooMessageOk { Value = foo.C.Value } : new FooMessageError { Error = foo.C.Error },
        Options = FooMessageOptions.From(foo.Options),
    };
}
