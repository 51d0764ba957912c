using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Kernel;

/// <summary>Where native gates enter managed code.</summary>
internal static unsafe class KernelGate
{
    /// <summary>The entry's address, for the pages of <see cref="HostedWay"/>.</summary>
    public static nint Entry
    {
        get
        {
            // The entry is compiled in full as soon as its address is taken: a table not initialized by then is a check in every call.
            RuntimeHelpers.RunClassConstructor(typeof(KernelTable).TypeHandle);
            return (nint)(delegate* unmanaged<void*, ulong, int, void>)&Enter;
        }
    }

    /// <param name="frame">Number and the words of the shape; nothing behind them may be touched.</param>
    /// <param name="token">Names the connection, see <see cref="KernelTable"/>.</param>
    /// <param name="cookie">Names the way, see <see cref="HostedWay.At"/>.</param>
    [UnmanagedCallersOnly]
    [SuppressMessage("Design", "CA1031", Justification = "Native code stands below: whatever leaves here ends the process.")]
    private static void Enter(void* frame, ulong token, int cookie)
    {
        try
        {
            if (KernelTable.Find(token) is { } connection)
            {
                connection.Kernel.Serve(ref Unsafe.AsRef<TrapFrame>(frame), connection.Caller);
            }
            else
            {
                HostedWay.At(cookie).Rejections.Write(ref Unsafe.AsRef<TrapFrame>(frame), CallOutcome.Closed);
            }
        }
        catch (Exception)
        {
            // What handlers throw ends in Serve. This is memory that ran out before there was a call.
            HostedWay.At(cookie).Rejections.Write(ref Unsafe.AsRef<TrapFrame>(frame), CallOutcome.OutOfMemory);
        }
    }
}
