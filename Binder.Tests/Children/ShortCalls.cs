using System.Runtime.CompilerServices;

namespace Binder.Tests.Children;

/// <summary>The shortest calls there are, by both forms of answer.</summary>
[SyscallInterface]
internal interface IShortCalls
{
    [Syscall("getppid"), Short]
    int GetParent();

    [Syscall("getpid"), Short]
    Result<int, Errno> GetPid();
}

/// <summary>Makes short calls until the JIT has compiled their proxies in their last form.</summary>
internal static class ShortCalls
{
    private const int Rounds = 4_000;

    public static int Run()
    {
        using TierListener tiers = new();
        IShortCalls calls = SyscallBinder.Bind<IShortCalls>(LinuxAbi.Current);
        for (int round = 0; round < Rounds; round++)
        {
            if (!Call(calls))
            {
                Console.Error.WriteLine("A call gave a wrong answer.");
                return 2;
            }

            if (tiers.HasAll("getppid", "getpid"))
            {
                return 0;
            }

            // Tiers climb on a thread of the runtime's, which needs a processor.
            Thread.Sleep(5);
        }

        Console.Error.WriteLine("The JIT never came to tier 1.");
        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Call(IShortCalls calls)
    {
        int pid = Environment.ProcessId;
        int parent = calls.GetParent();
        for (int i = 0; i < 100; i++)
        {
            if (calls.GetPid().Value != pid || calls.GetParent() != parent)
            {
                return false;
            }
        }

        return true;
    }
}
