using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>
/// The Linux trap on x86-64, a System V function <c>(number, a0…a5)</c>.
/// <list type="table">
/// <item><term>In</term><description>number rdi, a0 rsi, a1 rdx, a2 rcx, a3 r8, a4 r9, a5 [rsp+8].</description></item>
/// <item><term>To the kernel</term><description>number rax, arguments rdi, rsi, rdx, r10, r8, r9 (syscall(2)).</description></item>
/// <item><term>Out</term><description>rax, as the kernel left it.</description></item>
/// <item><term>Clobbers</term><description>rcx and r11 by the instruction; rdi, rsi, rdx, r8, r9 and r10 by the moves. System V
/// leaves all of them to the caller. Callee-saved and vector registers and the stack are as before.</description></item>
/// <item><term>Stack</term><description>Nothing is pushed or called: any alignment will do.</description></item>
/// </list>
/// Calls that return twice on one stack (vfork) or on another (clone with a stack, rt_sigreturn) cannot be made through a function.
/// </summary>
internal static class X64LinuxTrap
{
    public static byte[] Assemble()
    {
        X64Assembler code = new();
        code.Move(Rax, Rdi);
        code.Move(Rdi, Rsi);
        code.Move(Rsi, Rdx);
        code.Move(Rdx, Rcx);
        code.Move(R10, R8);
        code.Move(R8, R9);
        code.Load(R9, Rsp, 8);
        code.Syscall();
        code.Return();
        return code.ToArray();
    }
}
