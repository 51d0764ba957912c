using System.Runtime.CompilerServices;

namespace Binder.Tests.Children;

/// <summary>
/// Makes the first calls of a contract between two methods that the JIT compiles only there, so that its summary shows what was
/// compiled for them. Prepares the contract before, if told to.
/// </summary>
internal static class FirstCalls
{
    public const string Prepare = "prepare";

    public static int Run(string[] arguments)
    {
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of<IShortCalls>(), new Zeroes());
        if (arguments is [Prepare])
        {
            bound.Prepare();
        }

        IShortCalls calls = bound.Get<IShortCalls>();
        BeforeFirstCalls();
        int answers = calls.GetParent() + calls.GetPid().Value;
        AfterFirstCalls();
        return answers;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BeforeFirstCalls()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AfterFirstCalls()
    {
    }

    private sealed class Zeroes() : SyscallAbi(AbiShape.LinuxX64)
    {
        public override void Trap(ref TrapFrame frame) => frame[0] = 0;
    }
}
