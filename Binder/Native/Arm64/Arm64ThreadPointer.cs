using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>Two functions of the procedure call standard: <c>nint ()</c> answers the thread pointer, <c>void (nint*)</c> clears a word.</summary>
internal static class Arm64ThreadPointer
{
    public static byte[] Assemble(out int clear)
    {
        Arm64Assembler code = new();
        code.LoadThreadPointer(X0);
        code.Return();
        clear = code.Position;
        code.Constant(X1, 0);
        code.Store(X0, 0, X1);
        code.Return();
        return code.ToArray();
    }
}
