namespace Binder;

/// <summary>Says which call's handler (or caller's filter) threw, and what.</summary>
/// <param name="number">The call's number.</param>
/// <param name="exception">What was thrown.</param>
public sealed class HandlerFailedEventArgs(ulong number, Exception exception) : EventArgs
{
    /// <summary>The call's number.</summary>
    public ulong Number { get; } = number;

    /// <summary>What was thrown.</summary>
    public Exception Exception { get; } = exception ?? throw new ArgumentNullException(nameof(exception));
}
