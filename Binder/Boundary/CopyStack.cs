namespace Binder.Boundary;

/// <summary>
/// A thread's memory for what a call's frame points at, where the kernel cannot reach it where it is. A stack: what a call takes is given back
/// when it ends, and a nested call takes the next piece.
/// </summary>
internal abstract class CopyStack
{
    /// <summary>Takes uninitialized memory until the call ends.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="piece">The memory.</param>
    /// <param name="address">What the frame says where it is: never 0 for a piece, be it empty, and 0 where there is none.</param>
    /// <returns>False, and nothing is taken, where there is no more to be had.</returns>
    public abstract bool TryTakePlace(long bytes, out Span<byte> piece, out ulong address);
}
