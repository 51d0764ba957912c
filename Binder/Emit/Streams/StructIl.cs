namespace Binder.Emit;

/// <summary>Pushes what writers and readers of hand-written encodings send whole structs by.</summary>
internal static class StructIl
{
    public static void Push(IlWriter il, int pointerBits) => il.Call(Helper.Of(
        typeof(StructCodecs), pointerBits == 32 ? "get_" + nameof(StructCodecs.Of32Bits) : "get_" + nameof(StructCodecs.Of64Bits)));
}
