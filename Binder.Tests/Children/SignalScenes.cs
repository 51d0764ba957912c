using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Binder.Boundary;
using Binder.Native;
using Binder.Tests.Kernel;
using Binder.Tests.Native;
using static Binder.Tests.Native.SignalState;

namespace Binder.Tests.Children;

/// <summary>What would spoil the signals of a process that goes on: one scene a process.</summary>
internal static unsafe class SignalScenes
{
    /// <summary>SIGWINCH, by its number on Linux.</summary>
    private const int WindowChanged = 28;

    /// <summary>The exit code of a scene that needs the slow way where there is none.</summary>
    public const int Missing = 3;

    public static int Run(string[] arguments)
    {
        Action scene = arguments[0] switch
        {
            nameof(NothingBeforeTheFirstCopy) => NothingBeforeTheFirstCopy,
            nameof(HandlerIsRemoved) => HandlerIsRemoved,
            nameof(HandlerIsRemovedBeforeKernelsAndConnections) => HandlerIsRemovedBeforeKernelsAndConnections,
            nameof(SecondHandler) => SecondHandler,
            nameof(CircleOfHandlers) => CircleOfHandlers,
            nameof(TwoCopiesOfTheLibrary) => TwoCopiesOfTheLibrary,
            nameof(RegistrationsComeAndGo) => RegistrationsComeAndGo,
            nameof(OverDefault) => OverDefault,
            nameof(OverIgnored) => OverIgnored,
            nameof(Forbidden) => Forbidden,
            nameof(CrashInNativeCode) => CrashInNativeCode,
            nameof(CrashWithoutHandlers) => CrashWithoutHandlers,
            nameof(FailFast) => FailFast,
            nameof(StackOverflow) => StackOverflow,
            _ => throw new ArgumentException($"There is no scene {arguments[0]}.", nameof(arguments)),
        };
        try
        {
            scene();
            Console.WriteLine("played");
            return 0;
        }
        catch (PlatformNotSupportedException missing)
        {
            Console.WriteLine(missing.Message);
            return Missing;
        }
    }

    public static void NothingBeforeTheFirstCopy()
    {
        nint[] before = Handlers();
        Signals.EnsureInstalled();
        _ = LinuxTrap.Address;
        CollectionAssert.AreEqual(before, Handlers());

        Works();
        Assert.AreNotEqual(before[0], Handlers()[0]);
        Assert.AreNotEqual(before[1], Handlers()[1]);
        SignalAction ours = Get(BadAccess);
        Assert.AreEqual(before[0], FaultHandler.Previous(ours.Handler));
    }

    public static void HandlerIsRemoved()
    {
        SignalAction[] runtime = [Get(BadAccess), Get(BadMapping)];
        Works();
        nint[] ours = Handlers();
        for (int i = 0; i < 100; i++)
        {
            Set(BadAccess, runtime[0]);
            Set(BadMapping, runtime[1]);
            Works(faults: false);
            Signals.EnsureInstalled();
            CollectionAssert.AreEqual(ours, Handlers(), "The same pages are put back.");
            Works();
        }
    }

    public static void HandlerIsRemovedBeforeKernelsAndConnections()
    {
        SignalAction[] runtime = [Get(BadAccess), Get(BadMapping)];
        using HostedKernel kernel = TestKernel.Adding();
        Works();
        nint[] ours = Handlers();
        Action[] makers =
        [
            () => TestKernel.Adding().Dispose(),
            () => kernel.Connect(SyscallCaller.CurrentProcess),
            () => _ = new LoopbackAbi(kernel, SyscallCaller.CurrentProcess),
        ];
        foreach (Action make in makers)
        {
            for (int i = 0; i < 20; i++)
            {
                Set(BadAccess, runtime[0]);
                Set(BadMapping, runtime[1]);
                make();
                CollectionAssert.AreEqual(ours, Handlers());
                Works();
            }
        }

        Assert.AreEqual(3, kernel.Abi.Call(7, 1, 2));
    }

    public static void SecondHandler()
    {
        Works();
        CountingHandler second = new();
        second.Install();
        Works();
        Assert.IsGreaterThan(0, second.Visits);

        Signals.EnsureInstalled();
        nint[] ours = Handlers();
        Assert.AreNotEqual(second.Handler, ours[0]);
        long before = second.Visits;
        Works();
        Assert.IsGreaterThan(before, second.Visits, "A null reference still goes through it.");

        for (int i = 0; i < 100; i++)
        {
            Signals.EnsureInstalled();
        }

        CollectionAssert.AreEqual(ours, Handlers());
        Set(BadAccess, second.Previous);
        Signals.EnsureInstalled();
        Assert.AreEqual(second.Previous, Get(BadAccess).Handler, "That is ours, too.");
        Works();
    }

    public static void CircleOfHandlers()
    {
        Works();
        CountingHandler restless = new();
        restless.Install();
        Signals.EnsureInstalled();
        nint ours = Get(BadAccess).Handler;
        Assert.AreEqual(restless.Handler, FaultHandler.Previous(ours));

        // Now it goes to ours, and ours to it.
        restless.Install();
        Assert.AreEqual(ours, restless.Previous);
        Works();
        Signals.EnsureInstalled();
        Assert.AreEqual(ours, Get(BadAccess).Handler);
        Works();
    }

    public static void TwoCopiesOfTheLibrary()
    {
        Works();
        Assembly other = new AssemblyLoadContext("other").LoadFromAssemblyPath(typeof(FaultSafeCopy).Assembly.Location);
        Type copy = other.GetType(typeof(FaultSafeCopy).FullName!)!;
        MethodInfo look = other.GetType(typeof(Signals).FullName!)!.GetMethod(nameof(Signals.EnsureInstalled))!;
        Assert.AreNotEqual(typeof(FaultSafeCopy), copy);
        Assert.IsTrue((bool)copy.GetProperty(nameof(FaultSafeCopy.IsAvailable))!.GetValue(null)!);

        nint[] both = Handlers();
        for (int i = 0; i < 100; i++)
        {
            Signals.EnsureInstalled();
            CollectionAssert.AreEqual(both, Handlers());
            look.Invoke(null, null);
            CollectionAssert.AreEqual(both, Handlers());
        }

        Works();
        byte* here = stackalloc byte[8];
        object left = copy.GetMethod(nameof(FaultSafeCopy.TryCopy))!.Invoke(
            null, [Pointer.Box(here, typeof(void*)), Pointer.Box(null, typeof(void*)), (nuint)8])!;
        Assert.AreEqual((nuint)8, left);
    }

    public static void RegistrationsComeAndGo()
    {
        PosixSignalRegistration early = PosixSignalRegistration.Create((PosixSignal)BadAccess, _ => { });
        using SemaphoreSlim heard = new(0);
        using PosixSignalRegistration window = PosixSignalRegistration.Create((PosixSignal)WindowChanged, _ => heard.Release());
        Hears(heard);
        Works(exceptions: false);
        Hears(heard);

        // This restores the handler from before ours.
        nint ours = Get(BadAccess).Handler;
        early.Dispose();
        Assert.AreNotEqual(ours, Get(BadAccess).Handler);
        Signals.EnsureInstalled();
        Works();
        Hears(heard);

        using (PosixSignalRegistration.Create((PosixSignal)BadAccess, _ => { }))
        {
            Signals.EnsureInstalled();
            Works(exceptions: false);
        }

        Works();
        Signals.EnsureInstalled();
        Works();
    }

    public static void OverDefault()
    {
        nint runtime = Get(BadAccess).Handler;
        Set(BadAccess, SignalAction.Default);
        WorksSlowly();
        Assert.AreEqual(SignalAction.Default, Get(BadAccess).Handler);

        Set(BadAccess, runtime);
        Signals.EnsureInstalled();
        Assert.IsTrue(FaultSafeCopy.IsAvailable);
        Works();

        Set(BadAccess, SignalAction.Default);
        Signals.EnsureInstalled();
        WorksSlowly();
    }

    public static void OverIgnored()
    {
        Set(BadMapping, SignalAction.Ignore);
        WorksSlowly();
        Assert.AreEqual(SignalAction.Ignore, Get(BadMapping).Handler);
        Assert.IsTrue(NullReferences.AreExceptions());
    }

    public static void Forbidden()
    {
        nint[] runtime = Handlers();
        FaultSafeCopy.IsForbidden = true;
        WorksSlowly();
        CollectionAssert.AreEqual(runtime, Handlers());

        byte[] beyond = new byte[2];
        Assert.IsFalse(ProcessMemory.Read(nuint.MaxValue, beyond));
        Assert.IsFalse(ProcessMemory.Write(nuint.MaxValue, beyond));
        Assert.IsTrue(ProcessMemory.Read(nuint.MaxValue, []));
        Assert.IsTrue(UserMemory.CurrentProcess.TryWrite(0, []));
        KernelAnswersBadAddresses();
        CollectionAssert.AreEqual(runtime, Handlers(), "Kernels and connections leave them alone, too.");
        FaultSafeCopy.IsForbidden = false;
        Signals.EnsureInstalled();
        Works();
    }

    /// <summary>Must end the process.</summary>
    public static void CrashInNativeCode()
    {
        Works();
        CrashWithoutHandlers();
    }

    /// <summary>Must end the process.</summary>
    public static void CrashWithoutHandlers() =>
        _ = ((delegate* unmanaged<nint, int>)ExecutableMemory.Map(HostCode.Current.ReadByte()).Address)(16);

    /// <summary>Must end the process.</summary>
    public static void FailFast()
    {
        Works();
        Environment.FailFast("Nothing goes on from here.");
    }

    /// <summary>Must end the process.</summary>
    public static void StackOverflow()
    {
        Works();
        Console.WriteLine(Deeper(1));
    }

    private static long Deeper(long depth) => depth < 0 ? depth : 1 + Deeper(depth + Environment.TickCount64 % 2 + 1);

    /// <summary>Both directions and both signals, and null references.</summary>
    private static void Works(bool faults = true, bool exceptions = true)
    {
        Span<byte> eight = stackalloc byte[8];
        long word = 0x0102_0304_0506_0708;
        Assert.IsTrue(ProcessMemory.Read((nuint)(&word), eight));
        Assert.IsTrue(ProcessMemory.Write((nuint)(&word), eight));
        Assert.AreEqual(0x0102_0304_0506_0708, word);
        if (faults)
        {
            Assert.IsTrue(FaultSafeCopy.IsAvailable);
            CannotCopy();
        }

        if (exceptions)
        {
            Assert.IsTrue(NullReferences.AreExceptions());
        }
    }

    private static void WorksSlowly()
    {
        Works(faults: false, exceptions: false);
        Assert.IsFalse(FaultSafeCopy.IsAvailable);
        CannotCopy();
    }

    private static void CannotCopy()
    {
        using TruncatedFile file = new();
        Span<byte> eight = stackalloc byte[8];
        foreach (nuint bad in (nuint[])[0, unchecked((nuint)0xFFFF_8000_0000_0000), file.End - 4])
        {
            Assert.IsFalse(ProcessMemory.Read(bad, eight));
            Assert.IsFalse(ProcessMemory.Write(bad, eight));
        }
    }

    private static void KernelAnswersBadAddresses()
    {
        using HostedKernel kernel = TestKernel.Of((ref frame, caller, _) =>
        {
            Span<byte> eight = stackalloc byte[8];
            frame[0] = caller.Memory.TryRead((nuint)frame[0], eight) ? eight[0] : ulong.MaxValue;
            return CallOutcome.Answered;
        });
        long word = 5;
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            Assert.AreEqual(5, abi.Call(1, (nuint)(&word)));
            Assert.AreEqual(-1, abi.Call(1, 0));
            Assert.AreEqual(-1, abi.Call(1, nuint.MaxValue));
        }
    }

    private static void Hears(SemaphoreSlim heard)
    {
        Assert.AreEqual(0, NativeMachine.Call("kill", (nuint)Environment.ProcessId, WindowChanged));
        Assert.IsTrue(heard.Wait(TimeSpan.FromSeconds(30)), "The registration heard nothing.");
    }
}
