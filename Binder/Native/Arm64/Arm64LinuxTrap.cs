using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>
/// The Linux trap on arm64, a function <c>(number, a0…a5)</c> of the procedure call standard.
/// <list type="table">
/// <item><term>In</term><description>number x0, a0…a5 x1…x6.</description></item>
/// <item><term>To the kernel</term><description>number x8, arguments x0…x5 (syscall(2)).</description></item>
/// <item><term>Out</term><description>x0, as the kernel left it.</description></item>
/// <item><term>Clobbers</term><description>x1…x5 and x8, which the standard leaves to the caller. The kernel keeps all but x0.</description></item>
/// <item><term>Stack</term><description>Not touched.</description></item>
/// </list>
/// Calls that return twice on one stack or on another cannot be made through a function.
/// </summary>
internal static class Arm64LinuxTrap
{
    public static byte[] Assemble()
    {
        Arm64Assembler code = new();
        code.Move(X8, X0);
        for (Arm64Register register = X0; register <= X5; register++)
        {
            code.Move(register, register + 1);
        }

        code.Supervise();
        code.Return();
        return code.ToArray();
    }
}
