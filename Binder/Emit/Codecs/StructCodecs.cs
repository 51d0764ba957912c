using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Structs as hand-written encodings send them: by the plan that packed encoding makes of them anyway.</summary>
internal sealed class StructCodecs(int pointerBits) : StructEncodings
{
    public static StructCodecs Of32Bits { get; } = new(32);

    public static StructCodecs Of64Bits { get; } = new(64);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Encodings are called by emitted code alone.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Encodings are called by emitted code alone.")]
    public override void Write<T>(in T value, ref PackedWriter writer) => Codec<T>().Write(in value, ref writer);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Encodings are called by emitted code alone.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Encodings are called by emitted code alone.")]
    public override bool TryRead<T>(ref PackedReader reader, out T value)
    {
        value = default;
        if (Codec<T>().Read(ref reader, ref value))
        {
            return true;
        }

        value = default;
        return false;
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private StructCodec<T> Codec<T>()
    {
        // Kept with the type, and found without a search. Two threads may make it twice; both are the same.
        ref StructCodec<T>? known = ref pointerBits == 32 ? ref Known<T>.Of32Bits : ref Known<T>.Of64Bits;
        return Volatile.Read(ref known) ?? Interlocked.CompareExchange(ref known, Emit<T>(), null) ?? known;
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private StructCodec<T> Emit<T>()
    {
        // The width of registers plays no part in a stream; the shape is there for its pointers.
        AbiShape shape = AbiShape.Packed(64, 16) with { PointerBits = pointerBits };
        ValuePlan? plan = new ValuePlanner(shape).Plan(typeof(T), out Refusal? refusal);
        return plan is null
            ? throw new SyscallBindingException([TravelDiagnostics.CannotTravel(typeof(T), refusal!)])
            : new(Writer<T>(plan), Reader<T>(plan));
    }

    [RequiresDynamicCode("Emits IL.")]
    private static WriteStruct<T> Writer<T>(ValuePlan plan)
    {
        DynamicMethod method = new($"Write{typeof(T).Name}", typeof(void), [typeof(T).MakeByRefType(), typeof(PackedWriter).MakeByRefType()], typeof(T).Module, skipVisibility: true) { InitLocals = false };
        IlWriter il = new(method.GetILGenerator());
        Place place = AddressPlace.OfArgument(0, typeof(T));
        EncodeChecks.Emit(il, plan, place, MemberNames.Of(typeof(T)));
        new BufferedEncoder(il, () => il.LoadArgument(1)).Write(plan, place);
        il.Return();
        return method.CreateDelegate<WriteStruct<T>>();
    }

    [RequiresDynamicCode("Emits IL.")]
    private static ReadStruct<T> Reader<T>(ValuePlan plan)
    {
        DynamicMethod method = new($"Read{typeof(T).Name}", typeof(bool), [typeof(PackedReader).MakeByRefType(), typeof(T).MakeByRefType()], typeof(T).Module, skipVisibility: true) { InitLocals = false };
        IlWriter il = new(method.GetILGenerator());
        Label malformed = il.Label();
        new BufferedDecoder(il, () => il.LoadArgument(0), malformed).Read(plan, AddressPlace.OfArgument(1, typeof(T)));
        il.Constant(1);
        il.Return();
        il.Mark(malformed);
        il.Constant(0);
        il.Return();
        return method.CreateDelegate<ReadStruct<T>>();
    }

    private delegate void WriteStruct<T>(in T value, ref PackedWriter writer);

    private delegate bool ReadStruct<T>(ref PackedReader reader, ref T value);

    private static class Known<T>
    {
        public static StructCodec<T>? Of32Bits;
        public static StructCodec<T>? Of64Bits;
    }

    private sealed record StructCodec<T>(WriteStruct<T> Write, ReadStruct<T> Read);
}
