namespace Binder.Emit;

/// <summary>Registers of 128 bits, which a frame has as two words.</summary>
internal static class WideRegisters
{
    /// <summary>The upper word of a register whose value is its lower one.</summary>
    public static ulong Extension(ulong word, bool isSigned) => isSigned ? (ulong)((long)word >> 63) : 0;
}
