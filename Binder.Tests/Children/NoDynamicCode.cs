namespace Binder.Tests.Children;

/// <summary>What a program without a JIT compiler meets, as far as the runtime can play one.</summary>
internal static class NoDynamicCode
{
    public static int Run()
    {
        AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
        Try("Bind", () => SyscallBinder.Bind<IShortCalls>(LinuxAbi.X64));
        Try("BindAll", () => SyscallBinder.BindAll(SyscallTable.Of<IShortCalls>(), LinuxAbi.X64));
        Try("Create", () => HostedKernel.Create(AbiShape.LinuxX64, new Parent()));
        Try("For", () => SyscallCodec.For<int>(AbiShape.LinuxX64));
        Try("List", () => SyscallEmission.List(SyscallTable.Of<IShortCalls>(), LinuxAbi.X64));
        Try("Explain", () => SyscallTable.Of<IShortCalls>().Explain(AbiShape.LinuxX64)[0].Number);
        Try("Call", () => new Answering().Call(39, 40));
        return 0;
    }

    private static void Try(string name, Func<object> use)
    {
        try
        {
            Console.WriteLine($"{name}: {use()}");
        }
        catch (Exception e)
        {
            Console.WriteLine($"{name}: {e.GetType().Name}: {e.Message}");
        }
    }

    private sealed class Answering() : SyscallAbi(AbiShape.LinuxX64)
    {
        public override void Trap(ref TrapFrame frame) => frame[0] += frame.Number;
    }

    private sealed class Parent : IShortCalls
    {
        public int GetParent() => 1;

        public Result<int, Errno> GetPid() => 2;
    }
}
