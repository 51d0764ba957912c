using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>Handlers called as the kernel calls them, with signals that never were.</summary>
[TestClass]
public sealed unsafe class FaultHandlerTests
{
    private const int FromTheKernel = 1, ByKill = 0, ByThreadKill = -6;
    private static readonly nint s_copyAddress = unchecked((nint)0x1234_5678_9000);

    private readonly byte[] _information = new byte[128];
    private readonly byte[] _context = new byte[1024];

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Exactly_the_faults_of_the_copy_go_on_elsewhere()
    {
        RecoverableCode copy = NativeCode.Host.Copy();
        CountingHandler previous = new();
        nint handler = Handler(copy, previous, previous);
        int recovered = 0;
        for (int at = -64; at < copy.Code.Length + 64; at++)
        {
            long visits = previous.Visits;
            nint resumed = Deliver(handler, FromTheKernel, s_copyAddress + at);

            if (copy.Recoveries.FirstOrDefault(recovery => recovery.Start <= at && at < recovery.End) is { End: > 0 } recovery)
            {
                recovered++;
                Assert.AreEqual(s_copyAddress + recovery.Target, resumed, $"at {at}");
                Assert.AreEqual(visits, previous.Visits, $"at {at}");
            }
            else
            {
                Assert.AreEqual(s_copyAddress + at, resumed, $"at {at}");
                Assert.AreEqual(visits + 1, previous.Visits, $"at {at}");
            }
        }

        Assert.IsGreaterThan(0, recovered);
        Assert.IsLessThan(copy.Code.Length, recovered);
    }

    [TestMethod]
    [DataRow(ByKill)]
    [DataRow(ByThreadKill)]
    [DataRow(int.MinValue)]
    public void Signal_that_somebody_sent_is_passed_on_wherever_it_meets_the_copy(int signalCode)
    {
        RecoverableCode copy = NativeCode.Host.Copy();
        CountingHandler previous = new();
        nint handler = Handler(copy, previous, previous);

        for (int at = 0; at < copy.Code.Length; at++)
        {
            Assert.AreEqual(s_copyAddress + at, Deliver(handler, signalCode, s_copyAddress + at));
        }

        Assert.AreEqual(copy.Code.Length, previous.Visits);
    }

    [TestMethod]
    [DataRow(0u)]
    [DataRow(0xFFFF_FFFFu, DisplayName = "where no kernel puts zeros")]
    public void Signal_that_comes_again_and_again_goes_to_the_first_handler(uint leftover)
    {
        CountingHandler previous = new(), first = new();
        nint handler = Handler(NativeCode.Host.Copy(), previous, first);
        BitConverter.TryWriteBytes(_information.AsSpan(FaultHandler.HopsOffset), leftover);

        for (int i = 0; i < FaultHandler.MaxHops + 5; i++)
        {
            Call(handler, FromTheKernel, 0);
        }

        Assert.AreEqual(FaultHandler.MaxHops, previous.Visits);
        Assert.AreEqual(5, first.Visits);
    }

    [TestMethod]
    public void Handler_says_what_is_behind_it()
    {
        CountingHandler previous = new();
        Assert.AreEqual(previous.Handler, FaultHandler.Previous(Handler(NativeCode.Host.Copy(), previous, previous)));
    }

    private static nint Handler(RecoverableCode copy, CountingHandler previous, CountingHandler first) =>
        ExecutableMemory.Map(NativeCode.Host.FaultHandler(copy, s_copyAddress, previous.Handler, first.Handler)).Address;

    /// <summary>A signal of its own; gives the instruction pointer that it returns to.</summary>
    private nint Deliver(nint handler, int signalCode, nint pointer)
    {
        _information.AsSpan().Clear();
        return Call(handler, signalCode, pointer);
    }

    private nint Call(nint handler, int signalCode, nint pointer)
    {
        int offset = HostCode.Current.InstructionPointerOffset;
        BitConverter.TryWriteBytes(_information.AsSpan(8), signalCode);
        BitConverter.TryWriteBytes(_context.AsSpan(offset), (long)pointer);
        fixed (byte* information = _information, context = _context)
        {
            ((delegate* unmanaged<int, void*, void*, void>)handler)(SignalState.BadAccess, information, context);
        }

        Assert.IsFalse(_context.AsSpan(0, offset).ContainsAnyExcept((byte)0));
        Assert.IsFalse(_context.AsSpan(offset + 8).ContainsAnyExcept((byte)0));
        return (nint)BitConverter.ToInt64(_context, offset);
    }
}
