namespace Binder.Bench.Contracts;

/// <summary>getppid with the full transition: the quickest call that really enters the Linux kernel.</summary>
[SyscallInterface]
public interface IParentId
{
    [Syscall("getppid")]
    int ParentId();
}
