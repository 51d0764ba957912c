namespace Binder.Native;

/// <summary>
/// The code of one way into a hosted kernel: a trap, which the user side calls, and the gate behind it, into which it falls through.
/// A page made by pointer has no gate.
/// </summary>
/// <param name="memory">The whole page; the trap starts it, the gate follows to its end.</param>
/// <param name="trapLength">Bytes of the trap.</param>
internal sealed class HostedPage(ExecutableMemory memory, int trapLength)
{
    /// <summary>The trap: a C function <c>void (frame*, token)</c>, for <see cref="NativeCall.HostedTrap"/>.</summary>
    public nint Address => memory.Address;

    /// <summary>Bytes of the trap, from <see cref="Address"/> on.</summary>
    public int TrapLength => trapLength;

    /// <summary>Where the gate starts, counted from <see cref="Address"/>.</summary>
    public int GateOffset => trapLength;

    /// <summary>Bytes of the gate; 0 where frames pass by pointer.</summary>
    public int GateLength => memory.Length - trapLength;
}
