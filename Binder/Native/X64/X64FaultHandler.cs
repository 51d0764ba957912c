using static Binder.Native.X64Condition;
using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>
/// The signal handler on x86-64, a System V function <c>(signal, siginfo*, ucontext*)</c>, see <see cref="FaultHandler"/>.
/// <list type="table">
/// <item><term>In</term><description>rdi, rsi, rdx, which it hands on as they are. The code of the signal is at siginfo + 8, the
/// instruction pointer at ucontext + 168 (sigaction(2); asm/sigcontext.h).</description></item>
/// <item><term>Clobbers</term><description>rax, rcx, r8…r10: what System V leaves to the caller.</description></item>
/// </list>
/// </summary>
internal static class X64FaultHandler
{
    private const int SignalCode = 8;
    private const int InstructionPointer = 168;

    /// <summary>mov r8, <see cref="FaultHandler.Mark"/>; mov r9, the handler before: so every handler of ours starts.</summary>
    public const int PreviousOffset = 12, MarkOffset = 2;

    public static byte[] Assemble(RecoverableCode copy, nint copyAddress, nint previous, nint first)
    {
        X64Assembler code = new();
        code.Constant(R8, FaultHandler.Mark);
        code.Constant(R9, previous);

        // What a process sends is nobody's fault: only the kernel's own codes are above zero.
        code.Load32(Rax, Rsi, SignalCode);
        code.Compare32(Rax, 0);
        int sent = code.JumpIf(LessOrEqual);
        code.Load(Rax, Rdx, InstructionPointer);
        code.Constant(Rcx, copyAddress);
        code.Subtract(Rax, Rcx);
        foreach (Recovery recovery in copy.Recoveries)
        {
            code.Move(R10, Rax);
            code.Subtract(R10, recovery.Start);
            code.Compare(R10, recovery.End - recovery.Start);
            int elsewhere = code.JumpIf(AboveOrEqual);
            code.Add(Rcx, recovery.Target);
            code.Store(Rdx, InstructionPointer, Rcx);
            code.Return();
            code.Land(elsewhere);
        }

        code.Land(sent);
        code.Load32(Rax, Rsi, FaultHandler.HopsOffset);
        code.Add32(Rax, -FaultHandler.HopsMark);
        code.Compare32(Rax, FaultHandler.MaxHops);
        int circle = code.JumpIf(Equal);
        int counted = code.JumpIf(Below);
        code.Zero(Rax);
        code.Land(counted);
        code.Add32(Rax, FaultHandler.HopsMark + 1);
        code.Store32(Rsi, FaultHandler.HopsOffset, Rax);
        code.Jump(R9);

        code.Land(circle);
        code.Constant(Rax, first);
        code.Jump(Rax);
        return code.ToArray();
    }
}
