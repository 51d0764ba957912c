using Binder.Plans;

namespace Binder.Tests.Emit.Codecs;

/// <summary>The codecs of a type: the one that users get, and the one that goes through memory whatever the type.</summary>
internal static class Strategies
{
    public static (string Name, SyscallCodec<T> Codec)[] Of<T>(AbiShape shape) =>
    [
        ("as users get it", SyscallCodec.For<T>(shape)),
        ("buffered", SyscallCodec.Make<T>(CodecPlan.Of(typeof(T), shape), isBuffered: true)),
    ];
}
