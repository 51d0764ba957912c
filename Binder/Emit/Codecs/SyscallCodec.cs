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
    /// <typeparam name="T">Any type that can travel in the shape: see <see cref="AbiEncoding"/>.</typeparam>
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
                codec = Make<T>(CodecPlan.Of(typeof(T), shape));
                codecs.Add(shape, codec);
            }

            return (SyscallCodec<T>)codec;
        }
    }

    /// <summary>Gives a type of somebody else an encoding, in every shape that packs. Before the type is first used.</summary>
    /// <typeparam name="T">The type, a struct.</typeparam>
    /// <typeparam name="TEncoding">Its encoding.</typeparam>
    /// <exception cref="InvalidOperationException">The type has another encoding, its own or a registered one, or was used without.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no struct, or a number, which has an encoding by its nature.</exception>
    [RequiresUnreferencedCode("Reads the interfaces of the type.")]
    public static void Register<T, TEncoding>()
        where TEncoding : IPackedEncoding<T>
    {
        if (!typeof(T).IsValueType || typeof(T).IsEnum || ScalarPlan.Of(typeof(T), pointerBits: 64) is not null)
        {
            throw new ArgumentException($"{typeof(T)} is no struct of several values. Register an encoding for a struct that wraps it.", nameof(T));
        }

        PackedEncodings.Register(typeof(T), typeof(TEncoding));
    }

    /// <param name="plan">The plan.</param>
    /// <param name="isBuffered">For tests: whether a small stream goes through memory all the same.</param>
    [RequiresDynamicCode("Emits IL.")]
    internal static SyscallCodec<T> Make<T>(CodecPlan plan, bool isBuffered = false)
    {
        CodecEmitter emitter = CodecEmitter.For(plan, typeof(T), isBuffered);
        return new(emitter.Encoder<T>(), emitter.Decoder<T>(), plan);
    }
}
