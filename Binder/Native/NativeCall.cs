using System.Runtime.CompilerServices;

namespace Binder.Native;

/// <summary>
/// Calls of thunks, one helper for each transition. Emitted code calls these because reflection cannot build the function-pointer
/// types; they are inlined into it, and the transition with them.
/// </summary>
internal static unsafe class NativeCall
{
    /// <summary>
    /// Calls a <see cref="LinuxTrap"/> without telling the garbage collector, which waits for the call to end. Only for calls that
    /// last under 1 µs, never block and never call back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Short(nint thunk, nuint number, nuint a0, nuint a1, nuint a2, nuint a3, nuint a4, nuint a5) =>
        ((delegate* unmanaged[SuppressGCTransition]<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nint>)thunk)(
            number, a0, a1, a2, a3, a4, a5);

    /// <summary>Calls a <see cref="LinuxTrap"/> with the full transition: it may block, collections go on meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Full(nint thunk, nuint number, nuint a0, nuint a1, nuint a2, nuint a3, nuint a4, nuint a5) =>
        ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nint>)thunk)(number, a0, a1, a2, a3, a4, a5);

    /// <summary>
    /// Calls the trap of a <see cref="HostedPage"/>. Always the full transition: managed code stands behind it.
    /// </summary>
    /// <param name="thunk">The page's address.</param>
    /// <param name="frame">Number and words, pinned or on the stack; the answer's words are overwritten.</param>
    /// <param name="token">Travels beside the frame to the managed entry, which alone knows what it means.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HostedTrap(nint thunk, void* frame, ulong token) =>
        ((delegate* unmanaged<void*, ulong, void>)thunk)(frame, token);
}
