using Binder.Native;
using Binder.Tests.Children;

namespace Binder.Tests.Native;

/// <summary>Processes that leave a dump when they crash, with our handlers before the runtime's that make it.</summary>
[TestClass]
public sealed class CrashDumpTests
{
    private const int BySignal = 128, Abort = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("binder-dumps-").FullName;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestCleanup]
    public void RemoveDumps() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Test_host_with_crash_dumps_on_goes_on_over_faults_and_null_references()
    {
        NeedsNoRunner();
        const string Faults = nameof(FaultSafeCopyTests.Faults_are_counted_right_beside_collections_and_null_references);
        const string Handlers = nameof(SignalsTests.Only_handlers_of_this_library_say_what_is_behind_them);
        Dictionary<string, string> variables = WithDumps();
        variables["BINDER_TEST_LENGTH"] = "short";

        ChildResult result = Child.RunTests(
            variables, "--filter", $"Name={Faults}|Name={Handlers}", "--results-directory", _folder, "--no-ansi", "--progress", "off");

        Assert.Contains("succeeded: 2", result.MustSucceed().Output);
        Assert.IsEmpty(Dumps());
    }

    [TestMethod]
    [DataRow(nameof(SignalScenes.HandlerIsRemovedBeforeKernelsAndConnections))]
    [DataRow(nameof(SignalScenes.SecondHandler))]
    public void Scene_with_crash_dumps_on_plays_to_its_end(string scene)
    {
        Assert.AreEqual("played", Child.Run(nameof(SignalScenes), WithDumps(), scene).MustSucceed().Output.Trim());
        Assert.IsEmpty(Dumps());
    }

    [TestMethod]
    [DataRow(nameof(SignalScenes.CrashInNativeCode), SignalState.BadAccess)]
    [DataRow(nameof(SignalScenes.FailFast), Abort)]
    public void Crash_leaves_its_dump_and_ends_by_its_signal(string scene, int signal)
    {
        NeedsDumps();

        ChildResult result = Child.Run(nameof(SignalScenes), WithDumps(), scene);

        Assert.AreEqual(BySignal + signal, result.ExitCode, result.ToString());
        Assert.HasCount(1, Dumps(), result.ToString());
        Assert.IsTrue(IsProcessImage(Dumps()[0]), result.ToString());
    }

    /// <summary>Whether a crash without any handler of ours leaves a dump here.</summary>
    private void NeedsDumps()
    {
        NeedsNoRunner();
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        if (!File.Exists(Path.Combine(runtime, "createdump")))
        {
            Assert.Inconclusive("This test needs createdump, which is missing beside the runtime.");
        }

        ChildResult result = Child.Run(nameof(SignalScenes), WithDumps(), nameof(SignalScenes.CrashWithoutHandlers));
        string[] dumps = Dumps();
        if (dumps.Length == 0)
        {
            Assert.Inconclusive($"This test needs a machine where createdump works; without any handler of Binder's a crash left no dump: {result}");
        }

        Array.ForEach(dumps, File.Delete);
    }

    private static void NeedsNoRunner()
    {
        if (Environment.GetEnvironmentVariable(Child.Runner) is { Length: > 0 } runner)
        {
            Assert.Inconclusive($"This test is about the runtime on a machine of its own, and not about {runner}.");
        }
    }

    private Dictionary<string, string> WithDumps() => new()
    {
        ["DOTNET_DbgEnableMiniDump"] = "1",
        ["DOTNET_DbgMiniDumpType"] = "1",
        ["DOTNET_DbgMiniDumpName"] = Path.Combine(_folder, "crash.%p.dmp"),
    };

    private string[] Dumps() => Directory.GetFiles(_folder, "*.dmp");

    /// <summary>An ELF file of the type that holds a process, which is what the kernel and createdump write.</summary>
    private static bool IsProcessImage(string path)
    {
        const byte Core = 4;
        byte[] head = new byte[18];
        using FileStream file = File.OpenRead(path);
        file.ReadExactly(head);
        return head.AsSpan().StartsWith("\u007FELF"u8) && head[16] == Core;
    }
}
