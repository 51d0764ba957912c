using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>getppid as most programs would declare it: a plain P/Invoke of libc.</summary>
internal sealed class LibCParentId : IParentId
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => getppid();

    [DllImport("libc")]
    private static extern int getppid();
}
