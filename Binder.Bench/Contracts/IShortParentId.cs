namespace Binder.Bench.Contracts;

/// <summary>getppid without the transition.</summary>
[SyscallInterface]
public interface IShortParentId
{
    [Syscall("getppid"), Short]
    int ParentId();
}
