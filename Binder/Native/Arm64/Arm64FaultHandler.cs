using static Binder.Native.Arm64Condition;
using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>
/// The signal handler on arm64, a function <c>(signal, siginfo*, ucontext*)</c> of the procedure call standard, see <see cref="FaultHandler"/>.
/// <list type="table">
/// <item><term>In</term><description>x0, x1, x2, which it hands on as they are. The code of the signal is at siginfo + 8, the
/// program counter at ucontext + 440 (sigaction(2); asm/sigcontext.h).</description></item>
/// <item><term>Clobbers</term><description>x3…x5 and x16: what the standard leaves to the caller.</description></item>
/// </list>
/// </summary>
internal static class Arm64FaultHandler
{
    private const int SignalCode = 8;
    private const int ProgramCounter = 440;

    /// <summary>Literals behind a first branch around them: so every handler of ours starts.</summary>
    public const int MarkOffset = 8, PreviousOffset = 16;

    private const int Copy = 24, First = 32, Body = 40;

    public static byte[] Assemble(RecoverableCode copy, nint copyAddress, nint previous, nint first)
    {
        Arm64Assembler code = new();
        code.Branch(Body);
        code.Branch(Body);
        code.Data(FaultHandler.Mark);
        code.Data(previous);
        code.Data(copyAddress);
        code.Data(first);

        // What a process sends is nobody's fault: only the kernel's own codes are above zero.
        code.LoadLiteral(X16, PreviousOffset);
        code.Load32(X3, X1, SignalCode);
        code.Compare32(X3, 0);
        int sent = code.BranchIf(LessOrEqual);
        code.Load(X3, X2, ProgramCounter);
        code.LoadLiteral(X4, Copy);
        code.Subtract(X3, X3, X4);
        foreach (Recovery recovery in copy.Recoveries)
        {
            code.Subtract(X5, X3, recovery.Start);
            code.Compare(X5, recovery.End - recovery.Start);
            int elsewhere = code.BranchIf(HigherOrSame);
            code.Add(X4, X4, recovery.Target);
            code.Store(X2, ProgramCounter, X4);
            code.Return();
            code.Land(elsewhere);
        }

        code.Land(sent);
        code.Load32(X3, X1, FaultHandler.HopsOffset);
        code.Constant32(X4, FaultHandler.HopsMark);
        code.Subtract32(X3, X3, X4);
        code.Compare32(X3, FaultHandler.MaxHops);
        int circle = code.BranchIf(Equal);
        int counted = code.BranchIf(Lower);
        code.Constant(X3, 0);
        code.Land(counted);
        code.Add32(X3, X3, 1);
        code.Add32(X3, X3, X4);
        code.Store32(X1, FaultHandler.HopsOffset, X3);
        code.Jump(X16);

        code.Land(circle);
        code.LoadLiteral(X16, First);
        code.Jump(X16);
        return code.ToArray();
    }
}
