using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// The machine code of one architecture. All of it is position-independent and can be assembled on any machine; it runs on its own.
/// </summary>
internal abstract class NativeCode
{
    /// <summary>The code of this process's processor, where there is any (<see cref="NativePlatform.IsSupported"/>).</summary>
    public static NativeCode Host { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? new Arm64Code() : new X64Code();

    /// <summary>A byte of which whole pages stop whatever runs into them.</summary>
    public abstract byte Fill { get; }

    /// <summary>Where a handler has <see cref="Native.FaultHandler.Mark"/>.</summary>
    public abstract int MarkOffset { get; }

    /// <summary>Where a handler has the address of the one before it.</summary>
    public abstract int PreviousOffset { get; }

    /// <summary>The code of <see cref="LinuxTrap"/>.</summary>
    public abstract byte[] LinuxTrap();

    /// <summary>See <see cref="HostedThunks.CanCarry"/>.</summary>
    public abstract bool CanCarry(ReadOnlySpan<int> argumentRegisters);

    /// <summary>The code of <see cref="HostedThunks.For"/>.</summary>
    public abstract byte[] Hosted(
        ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters, nint managedEntry, int cookie, out int trapLength);

    /// <summary>The code of <see cref="HostedThunks.ByPointer"/>.</summary>
    public abstract byte[] HostedByPointer(nint managedEntry, int cookie);

    /// <summary>The code of <see cref="Native.ThreadPointer"/>: a C function that answers it, then one that clears the word at its argument.</summary>
    /// <param name="clear">Where the second one begins.</param>
    public abstract byte[] ThreadPointer(out int clear);

    /// <summary>The code of <see cref="FaultSafeCopy"/>.</summary>
    public abstract RecoverableCode Copy();

    /// <summary>The code of a <see cref="Native.FaultHandler"/>.</summary>
    /// <param name="copy">What <see cref="Copy"/> gave.</param>
    /// <param name="copyAddress">Where that lies.</param>
    /// <param name="previous">The handler that takes what is not ours.</param>
    /// <param name="first">The handler that takes it where that one leads back here.</param>
    public abstract byte[] FaultHandler(RecoverableCode copy, nint copyAddress, nint previous, nint first);

    /// <summary>Makes written code visible to instruction fetch. To be called before it may run.</summary>
    public abstract void Publish(nint address, nuint length);
}
