using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>Two System V functions: <c>nint ()</c> answers the thread pointer, <c>void (nint*)</c> clears a word. Both touch rax alone.</summary>
internal static class X64ThreadPointer
{
    public static byte[] Assemble(out int clear)
    {
        X64Assembler code = new();
        code.LoadThreadPointer(Rax);
        code.Return();
        clear = code.Position;
        code.Zero(Rax);
        code.Store(Rdi, 0, Rax);
        code.Return();
        return code.ToArray();
    }
}
