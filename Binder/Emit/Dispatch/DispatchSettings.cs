namespace Binder.Emit;

/// <summary>What the emitted methods of a kernel need to know of it.</summary>
/// <param name="maxCopy">How many bytes one copy of a caller's span or string may have.</param>
/// <param name="cancellation">Cancelled when the kernel is disposed.</param>
internal sealed class DispatchSettings(int maxCopy, CancellationToken cancellation)
{
    public int MaxCopy { get; } = maxCopy;

    public CancellationToken Cancellation { get; } = cancellation;
}
