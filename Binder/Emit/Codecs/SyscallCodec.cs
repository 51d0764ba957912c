using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Emit;
using Binder.Plans;

namespace Binder;

/// <summary>Makes encoders and decoders of single values, for those who fill and read frames themselves.</summary>
public static class SyscallCodec
{
    private static readonly ConditionalWeakTable<Type, Dictionary<AbiShape, object>> s_codecs = [];

    /// <summary>The codec of a type in a shape; emitted once and kept with the type.</summary>
    /// <typeparam name="T">A scalar, or a struct that is made of scalars.</typeparam>
    /// <param name="shape">The shape whose argument registers carry the value.</param>
    /// <exception cref="ArgumentNullException">The shape is null.</exception>
    /// <exception cref="SyscallBindingException">The type cannot travel in the shape.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    public static SyscallCodec<T> For<T>(AbiShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        EmittedModules.RequireDynamicCode();
        Dictionary<AbiShape, object> codecs = s_codecs.GetOrCreateValue(typeof(T));
        lock (codecs)
        {
            if (!codecs.TryGetValue(shape, out object? codec))
            {
                CodecPlan plan = CodecPlan.Of(typeof(T), shape);
                codec = new SyscallCodec<T>(CodecEmitter.Encoder<T>(plan), CodecEmitter.Decoder<T>(plan));
                codecs.Add(shape, codec);
            }

            return (SyscallCodec<T>)codec;
        }
    }
}
