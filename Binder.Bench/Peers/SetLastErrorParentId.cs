using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>getppid by a P/Invoke of libc that keeps errno, as every call that can fail needs.</summary>
internal sealed class SetLastErrorParentId : IParentId
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => getppid();

    [DllImport("libc", SetLastError = true)]
    private static extern int getppid();
}
