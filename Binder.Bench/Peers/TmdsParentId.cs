using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>getppid of the Tmds.LibC package.</summary>
internal sealed class TmdsParentId : IParentId
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => Tmds.Linux.LibC.getppid();
}
