using Binder.Boundary;
using Binder.Emit;

namespace Binder.Tests.Emit.Saved;

[TestClass]
public sealed class SavedDispatcherTests
{
    public static IEnumerable<string> Shapes => BroadShapes.All.Keys;

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Dispatcher_decompiles_to_a_switch_over_methods(string name)
    {
        using SavedAssembly saved = new(path => SyscallEmission.SaveKernel(BroadShapes.All[name], path, typeof(BroadHandler)));
        string code = saved.Decompile();
        StringAssert.Contains(code, "switch (", StringComparison.Ordinal);
        foreach (string method in (string[])["Scalars", "Record", "Spans", "Texts", "References", "Lengths", "Handle", "AreaAsync", "Truth", "Everything", "GetPid"])
        {
            StringAssert.Contains(code, $"BroadHandler.{method}(", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Saved_dispatcher_loads_and_serves_calls()
    {
        using SavedAssembly saved = new(path => SyscallEmission.SaveKernel(AbiShape.LinuxX64, path, typeof(BroadHandler)));
        Type type = saved.LoadTypes().Single();
        SyscallDispatcher dispatcher = (SyscallDispatcher)Activator.CreateInstance(type, [new object[] { new BroadHandler() }])!;
        using HostedKernel kernel = HostedKernel.Over(AbiShape.LinuxX64, new KernelOptions(), dispatcher);
        IBroad broad = SyscallBinder.Bind<IBroad>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.AreEqual(42, broad.Twice());
        Span<byte> buffer = [9, 9];
        Assert.AreEqual((nint)2, broad.Spans([1, 2, 3], buffer, default).Value);
        Assert.AreEqual((3, 3), (buffer[0], buffer[1]));
    }

    [TestMethod]
    public void Broken_handlers_are_refused_as_when_a_kernel_is_made()
    {
        SyscallBindingException shown = Assert.ThrowsExactly<SyscallBindingException>(() => SyscallEmission.ListKernel(AbiShape.LinuxX64, typeof(string)));
        SyscallBindingException made = Assert.ThrowsExactly<SyscallBindingException>(() => HostedKernel.Create(AbiShape.LinuxX64, "text"));
        Assert.AreEqual(made.Message, shown.Message);
    }
}
