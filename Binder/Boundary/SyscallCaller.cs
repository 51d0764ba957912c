namespace Binder;

/// <summary>Who calls a kernel: whose memory its addresses mean, who it is, and which numbers it may use.</summary>
/// <param name="memory">
/// What the caller's addresses mean. Proxies send addresses of this process, so that spans and strings of theirs are bad addresses
/// in any other memory; a caller with memory of its own is for raw calls and frames.
/// </param>
/// <param name="identity">Whatever names the caller for the kernel's handlers; null if nothing does.</param>
/// <param name="filter">
/// True for the numbers that this caller may use; null: all. Runs for every call, on the thread that serves it.
/// </param>
public sealed class SyscallCaller(UserMemory memory, object? identity = null, Predicate<ulong>? filter = null)
{
    /// <summary>This process as a caller: its own memory, no identity, every number.</summary>
    public static SyscallCaller CurrentProcess { get; } = new(UserMemory.CurrentProcess);

    /// <summary>What the caller's addresses mean.</summary>
    public UserMemory Memory { get; } = memory ?? throw new ArgumentNullException(nameof(memory));

    /// <summary>Whatever names the caller for the kernel's handlers.</summary>
    public object? Identity { get; } = identity;

    /// <summary>True for the numbers that this caller may use; null: all.</summary>
    public Predicate<ulong>? Filter { get; } = filter;
}
