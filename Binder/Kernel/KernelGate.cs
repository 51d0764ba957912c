using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Native;

namespace Binder.Kernel;

/// <summary>Where native gates enter managed code.</summary>
internal static unsafe class KernelGate
{
    /// <summary>The entry's address, for the pages of <see cref="HostedWay"/>.</summary>
    public static nint Entry
    {
        get
        {
            // The entry is compiled in full as soon as its address is taken: what is not initialized by then is a check in every call.
            RuntimeHelpers.RunClassConstructor(typeof(KernelTable).TypeHandle);
            RuntimeHelpers.RunClassConstructor(typeof(ThreadPointer).TypeHandle);
            return (nint)(delegate* unmanaged<void*, ulong, int, nint, void>)&Enter;
        }
    }

    /// <param name="frame">Number and the words of the shape; nothing behind them may be touched.</param>
    /// <param name="token">Names the connection, see <see cref="KernelTable"/>.</param>
    /// <param name="cookie">Names the way, see <see cref="HostedWay.At"/>.</param>
    /// <param name="thread">The thread pointer, as the gate read it.</param>
    /// <remarks>Native code stands below, and whatever leaves here ends the process. Nothing does: what handlers throw ends in Serve.</remarks>
    [UnmanagedCallersOnly, SkipLocalsInit]
    private static void Enter(void* frame, ulong token, int cookie, nint thread)
    {
        if (KernelTable.TryFind(token, out HostedAbi? connection))
        {
            Serve(connection, frame, thread);
        }
        else
        {
            EnterAgain(frame, token, cookie, thread);
        }
    }

    /// <summary>
    /// A processor may have read the table before it read the token, and so miss a connection made meanwhile. After a fence it cannot.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterAgain(void* frame, ulong token, int cookie, nint thread)
    {
        Interlocked.MemoryBarrier();
        if (KernelTable.TryFind(token, out HostedAbi? connection))
        {
            Serve(connection, frame, thread);
        }
        else
        {
            HostedWay.At(cookie).Rejections.Write(ref Unsafe.AsRef<TrapFrame>(frame), CallOutcome.Closed);
        }
    }

    /// <summary>One way to name a thread for the whole process: where managed ways cannot read the pointer, this one does without.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Serve(HostedAbi connection, void* frame, nint thread) => connection.Kernel.Serve(
        ref Unsafe.AsRef<TrapFrame>(frame), connection.Caller, ThreadPointer.IsKnown ? thread : ThreadPointer.Current);
}
