namespace Binder;

/// <summary>What a kernel is told when it is made, and keeps.</summary>
public sealed class KernelOptions
{
    private const int LargestErrno = 4095;

    /// <summary>
    /// How many bytes one copy of a caller's span or string may have, at least 1; 1 MiB unless set. A call with a longer one is malformed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or negative.</exception>
    public int MaxCopy
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1 << 20;

    /// <summary>
    /// How long <see cref="HostedKernel.Dispose"/> waits for running calls; 10 s unless set.
    /// <see cref="Timeout.InfiniteTimeSpan"/>: until they have ended.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan DisposeTimeout
    {
        get;
        init
        {
            if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "A time to wait is not negative; without limit it is Timeout.InfiniteTimeSpan.");
            }

            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Hears of answers that the shape cannot say, on the thread of the call and before its rejection is written. What it
    /// throws is ignored. Null: nobody.
    /// </summary>
    public Action<UnsendableAnswer>? OnUnsendableAnswer { get; init; }

    /// <summary>
    /// What a caller gets for a handler that threw, and for an answer that cannot be said, where the shape answers with error
    /// numbers: 1 to 4095, <see cref="Errno.EIO"/> unless set. Tagged shapes say <see cref="SyscallErrorKind.AllocationFailed"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 4095.</exception>
    public Errno HandlerError
    {
        get;
        init
        {
            if ((int)value is < 1 or > LargestErrno)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Only 1 to {LargestErrno} are errors to a caller.");
            }

            field = value;
        }
    } = Errno.EIO;
}
