using Binder;

namespace Quickstart;

/// <summary>The same user's program on two kernels.</summary>
internal static class TwoKernels
{
    /// <summary>Returns the exit code.</summary>
    public static int Run(string path)
    {
        // 1. The kernel of this machine, by its trap instruction.
        SyscallAbi machine = LinuxAbi.Current;
        if (!FileReport.Run(SyscallBinder.Bind<IPosix>(machine), path).TryGet(out byte[]? read, out Failure failure))
        {
            return Fail(failure.ToString());
        }

        // 2. A kernel in C# that holds the file in memory, by a native gate with the same registers.
        using HostedKernel kernel = HostedKernel.Create(machine.Shape, new MemoryKernel(new Dictionary<string, byte[]> { [path] = read }));
        kernel.HandlerFailed += (_, e) => Console.Error.WriteLine($"quickstart: call {e.Number} of the C# kernel failed: {e.Exception.Message}");
        if (!FileReport.Run(SyscallBinder.Bind<IPosix>(kernel.Abi), path).TryGet(out byte[]? hosted, out failure))
        {
            return Fail(failure.ToString());
        }

        // 3. Are they the same?
        if (!hosted.AsSpan().SequenceEqual(read))
        {
            return Fail($"the kernels differ: {read.Length} bytes from this machine's, {hosted.Length} from the C# one");
        }

        Console.WriteLine($"Both kernels gave the same {read.Length} bytes.\n");

        // 4. How the calls travel.
        TablePrinter.Print(SyscallTable.Of<IPosix>(), machine.Shape);
        return 0;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine("quickstart: " + reason);
        return 1;
    }
}
