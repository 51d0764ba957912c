using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>getppid of the Mono.Posix package.</summary>
internal sealed class MonoParentId : IParentId
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => Mono.Unix.Native.Syscall.getppid();
}
