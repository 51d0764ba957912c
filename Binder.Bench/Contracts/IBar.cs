namespace Binder.Bench.Contracts;

/// <summary>Two small arguments and an answer: what a round trip costs beyond them is the way itself.</summary>
[SyscallInterface]
public interface IBar
{
    [Syscall(2)]
    int Bar(uint x, uint y);
}
