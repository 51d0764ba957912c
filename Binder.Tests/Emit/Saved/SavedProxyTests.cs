using Binder.Emit;
using Binder.Tests.Programs;

namespace Binder.Tests.Emit.Saved;

[TestClass]
public sealed class SavedProxyTests
{
    [TestMethod]
    public void Proxy_of_the_direct_way_decompiles_to_calls_of_the_thunk()
    {
        using SavedAssembly saved = new(path => SyscallEmission.Save(SyscallTable.Of<IBroad>(), LinuxAbi.Over(1), path));
        string code = saved.Decompile();
        StringAssert.Contains(code, "int Binder.Tests.Emit.Saved.IBroad.GetPid()", StringComparison.Ordinal);
        StringAssert.Contains(code, "NativeCall.Short(Thunk, ", StringComparison.Ordinal);
        StringAssert.Contains(code, "NativeCall.Full(Thunk, ", StringComparison.Ordinal);
        CheckMethods(saved, code);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Proxy_of_the_way_by_trap_decompiles_to_frames(string name)
    {
        using SavedAssembly saved = new(path => SyscallEmission.Save(SyscallTable.Of<IBroad>(), new FrameRecorder(BroadShapes.All[name]), path));
        string code = saved.Decompile();
        StringAssert.Contains(code, "Abi.Trap(ref ", StringComparison.Ordinal);
        StringAssert.Contains(code, "TrapFrame", StringComparison.Ordinal);
        CheckMethods(saved, code);
    }

    public static IEnumerable<string> Shapes => BroadShapes.All.Keys;

    [TestMethod]
    public void Saved_proxy_loads_and_makes_calls()
    {
        FrameRecorder abi = new(AbiShape.LinuxX64, answer: 6);
        using SavedAssembly saved = new(path => SyscallEmission.Save(SyscallTable.Of<IBroad>(), abi, path));
        Type proxy = saved.LoadTypes().Single();
        Assert.IsTrue(proxy.IsSubclassOf(typeof(SyscallProxy)));
        IBroad broad = (IBroad)Activator.CreateInstance(proxy, abi)!;
        Assert.AreEqual(12, broad.Twice());
        Assert.AreEqual((nint)6, broad.Spans([1, 2], default, default).Value);
        Assert.AreEqual(new TrapFrame(39), abi.Sent[0]);
        Assert.AreEqual((1002ul, 2ul), (abi.Sent[1].Number, abi.Sent[1][1]));
    }

    [TestMethod]
    public void File_is_replaced()
    {
        using SavedAssembly saved = new(path =>
        {
            File.WriteAllText(path, new string('x', 100_000));
            SyscallEmission.Save(SyscallTable.Of<IBroad>(), LinuxAbi.X64, path);
        });
        Assert.HasCount(1, saved.LoadTypes());
    }

    [TestMethod]
    public void Unwritable_file_is_an_IOException() => Assert.Throws<IOException>(() => SyscallEmission.Save(
        SyscallTable.Of<IBroad>(), LinuxAbi.X64, Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "none.dll")));

    private static void CheckMethods(SavedAssembly saved, string code)
    {
        string[] methods = saved.MethodNames();
        string[] calls = [.. SyscallTable.Of<IBroad>().Calls.Select(call => call.Name)];
        CollectionAssert.IsSubsetOf(calls, methods);
        foreach (string call in (string[])["Scalars", "Record", "Spans", "Texts", "References", "Lengths", "Handle", "Area", "Truth", "Everything", "GetPid"])
        {
            StringAssert.Contains(code, call == "GetPid" ? $" Binder.Tests.Emit.Saved.IBroad.{call}(" : $" {call}(", StringComparison.Ordinal);
        }
    }
}
