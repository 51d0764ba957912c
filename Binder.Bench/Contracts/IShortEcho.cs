namespace Binder.Bench.Contracts;

/// <summary><see cref="IEcho"/> without the transition.</summary>
[SyscallInterface]
public interface IShortEcho
{
    [Syscall(IEcho.Number), Short]
    Result<nint, Errno> Echo(nint word);
}
