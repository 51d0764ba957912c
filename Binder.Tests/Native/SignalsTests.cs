using Binder.Native;
using Binder.Tests.Children;

namespace Binder.Tests.Native;

[TestClass]
public sealed class SignalsTests
{
    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(nameof(SignalScenes.NothingBeforeTheFirstCopy))]
    [DataRow(nameof(SignalScenes.HandlerIsRemoved))]
    [DataRow(nameof(SignalScenes.HandlerIsRemovedBeforeKernelsAndConnections))]
    [DataRow(nameof(SignalScenes.SecondHandler))]
    [DataRow(nameof(SignalScenes.CircleOfHandlers))]
    [DataRow(nameof(SignalScenes.TwoCopiesOfTheLibrary))]
    [DataRow(nameof(SignalScenes.RegistrationsComeAndGo))]
    [DataRow(nameof(SignalScenes.OverDefault))]
    [DataRow(nameof(SignalScenes.OverIgnored))]
    [DataRow(nameof(SignalScenes.Forbidden))]
    public void Scene_plays_to_its_end(string scene)
    {
        ChildResult result = Child.Run(nameof(SignalScenes), null, scene);
        if (result.ExitCode == SignalScenes.Missing)
        {
            Assert.Inconclusive(result.Output);
        }

        Assert.AreEqual("played", result.MustSucceed().Output.Trim());
    }

    [TestMethod]
    public void Fault_that_is_not_ours_still_ends_the_process()
    {
        ChildResult result = Child.Run(nameof(SignalScenes), null, nameof(SignalScenes.CrashInNativeCode));

        const int BySignal = 128;
        Assert.AreEqual(BySignal + SignalState.BadAccess, result.ExitCode, result.ToString());
    }

    [TestMethod]
    public void Overflow_of_the_stack_is_still_reported()
    {
        ChildResult result = Child.Run(nameof(SignalScenes), null, nameof(SignalScenes.StackOverflow));

        Assert.Contains("Stack overflow.", result.Error);
        Assert.Contains("Deeper", result.Error);
        Assert.AreNotEqual(0, result.ExitCode);
    }

    [TestMethod]
    public void Only_handlers_of_this_library_say_what_is_behind_them()
    {
        Assert.IsTrue(FaultSafeCopy.IsAvailable);
        Assert.AreNotEqual(0, FaultHandler.Previous(SignalState.Get(SignalState.BadAccess).Handler));
        Assert.AreEqual(0, FaultHandler.Previous(FaultSafeCopy.Page.Address));
        Assert.AreEqual(0, FaultHandler.Previous(FaultSafeCopy.Page.Address + 1));
        Assert.AreEqual(0, FaultHandler.Previous(0));
    }
}
