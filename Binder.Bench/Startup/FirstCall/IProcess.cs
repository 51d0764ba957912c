namespace Binder.Bench.Startup;

/// <summary>The smallest contract: one call, no argument.</summary>
[SyscallInterface]
internal interface IProcess
{
    [Syscall("getppid"), Short]
    int ParentId();
}
