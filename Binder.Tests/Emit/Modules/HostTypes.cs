namespace Binder.Tests.Emit.Modules;

/// <summary>A type of the default context that plug-ins' contracts use.</summary>
public readonly record struct HostPoint(int X, int Y);

/// <summary>A contract of the default context that is closed over plug-ins' types.</summary>
/// <typeparam name="T">What it sends.</typeparam>
[SyscallInterface]
public interface IHostGeneric<T>
    where T : unmanaged
{
    /// <summary>Sends a value.</summary>
    [Syscall(600)]
    Result<long, Errno> Send(T value, in T same, ReadOnlySpan<T> more);
}

/// <summary>A handler of the default context for plug-ins' types.</summary>
/// <typeparam name="T">What it takes.</typeparam>
public sealed class HostHandler<T> : IHostGeneric<T>
    where T : unmanaged, IEquatable<T>
{
    /// <inheritdoc/>
    public Result<long, Errno> Send(T value, in T same, ReadOnlySpan<T> more) =>
        value.Equals(same) ? more.Count(value) : Result.Fail(Errno.EINVAL);
}

/// <summary>A type of the default context.</summary>
public readonly record struct HostSign(int Value);

/// <summary>A message of the default context that is closed over plug-ins' types.</summary>
/// <typeparam name="T">What it sends.</typeparam>
[Syscall(530)]
public readonly record struct HostMessage<T>(T Value) : ISyscall<HostSign, HostRefusal>;

/// <summary>An error of the default context.</summary>
public enum HostRefusal
{
    /// <summary>Simply no.</summary>
    No,
}
