using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>What this process does with the two signals.</summary>
internal static unsafe class SignalState
{
    public const int BadAccess = 11, BadMapping = 7;

    public static SignalAction Get(int signal)
    {
        SignalAction action;
        Assert.AreEqual(0, LibC.ChangeSignalAction(signal, null, &action));
        return action;
    }

    public static void Set(int signal, SignalAction action) => Assert.AreEqual(0, LibC.ChangeSignalAction(signal, &action, null));

    /// <summary>Like <see cref="Set(int, SignalAction)"/>, with all but the handler as it is.</summary>
    public static void Set(int signal, nint handler)
    {
        SignalAction action = Get(signal);
        action.Handler = handler;
        Set(signal, action);
    }

    public static nint[] Handlers() => [Get(BadAccess).Handler, Get(BadMapping).Handler];
}
