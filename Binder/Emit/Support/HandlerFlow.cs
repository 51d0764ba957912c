using Binder.Native;

namespace Binder.Emit;

/// <summary>
/// One call of an <c>async</c> handler, known to whatever code the handler runs on any thread: the thread that serves the call waits for it. A
/// disposal from there must not wait for that thread in turn.
/// </summary>
internal sealed class HandlerFlow
{
    private static readonly AsyncLocal<HandlerFlow?> s_current = new();

    private readonly HandlerFlow? _outer;
    private volatile bool _isEnded;

    private HandlerFlow(HandlerFlow? outer) => _outer = outer;

    /// <summary>The innermost call of an <c>async</c> handler that the calling code belongs to; null if it belongs to none, or they are done.</summary>
    public static HandlerFlow? Current => Running(s_current.Value);

    /// <summary>The next one outwards that is not done.</summary>
    public HandlerFlow? Outer => Running(_outer);

    /// <summary>The <see cref="ThreadPointer"/> of the thread that serves the call.</summary>
    public nint Thread { get; } = ThreadPointer.Current;

    /// <summary>The managed id of that thread.</summary>
    public int ThreadId { get; } = Environment.CurrentManagedThreadId;

    /// <summary>Begins one; <see cref="Leave"/> must follow on the same thread.</summary>
    public static HandlerFlow Enter()
    {
        HandlerFlow flow = new(Current);
        s_current.Value = flow;
        return flow;
    }

    /// <summary>Ends it, for what the handler has left running too.</summary>
    public static void Leave(HandlerFlow flow)
    {
        flow._isEnded = true;
        s_current.Value = flow._outer;
    }

    private static HandlerFlow? Running(HandlerFlow? flow)
    {
        while (flow is { _isEnded: true })
        {
            flow = flow._outer;
        }

        return flow;
    }
}
