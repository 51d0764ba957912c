namespace Binder;

/// <summary>
/// Memory that an ABI brings for its calls. Derive one and give it to <see cref="SyscallAbi.Lender"/>: then everything that a call's frame points at
/// lies in memory that is lent for that call, and the frame has the addresses that the lender says: spill and return areas, strings and paths,
/// and copies of spans and of <c>in</c>, <c>ref</c> and <c>out</c> parameters, which come back after the call.
/// </summary>
/// <remarks>
/// <para>The addresses are those of <see cref="SyscallAbi.Memory"/>, and need not be this process's: a kernel that reads there finds what lies in the span.</para>
/// <para>
/// Calls of several threads, and calls nested in others, lend at the same time. What is lent is not lent again before it is taken back, which it is
/// when the call has ended, exceptions included, on the thread and in the reverse order in which it was lent.
/// </para>
/// </remarks>
public abstract class MemoryLender
{
    /// <summary>What addresses of lent memory are multiples of, in bytes.</summary>
    public const int Alignment = 16;

    /// <summary>Lends memory for a part of one call.</summary>
    /// <param name="length">How many bytes are needed, at least 1.</param>
    /// <param name="memory">
    /// The bytes, at least so many. What they hold does not matter. Memory of the garbage collector's needs no pinning for Binder's own accesses.
    /// </param>
    /// <param name="address">
    /// What the frame says where they are: not 0, a multiple of <see cref="Alignment"/>, and all of the bytes within what the shape has for an address.
    /// </param>
    /// <returns>
    /// False where there is no more: the call is not made, and is answered as by a kernel that has no memory, <see cref="SyscallErrorKind.AllocationFailed"/> or ENOMEM.
    /// </returns>
    public abstract bool TryLend(int length, out Span<byte> memory, out nuint address);

    /// <summary>Takes memory back that was lent. Nobody uses it any more. Must not throw.</summary>
    /// <param name="address">The address that was said.</param>
    /// <param name="length">How many bytes were asked for.</param>
    public abstract void TakeBack(nuint address, int length);
}
