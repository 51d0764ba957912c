namespace Binder.Bench.Contracts;

/// <summary>One word out and back, for a thunk that answers its first argument at once.</summary>
[SyscallInterface]
public interface IEcho
{
    [Syscall(Number)]
    Result<nint, Errno> Echo(nint word);

    internal const int Number = 1;
}
