using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>arm64, with the standard procedure calls.</summary>
internal sealed partial class Arm64Code : NativeCode
{
    /// <summary>udf 0</summary>
    public override byte Fill => 0;

    public override int MarkOffset => Arm64FaultHandler.MarkOffset;

    public override int PreviousOffset => Arm64FaultHandler.PreviousOffset;

    public override byte[] LinuxTrap() => Arm64LinuxTrap.Assemble();

    public override bool CanCarry(ReadOnlySpan<int> argumentRegisters) => Arm64HostedThunk.CanCarry(argumentRegisters);

    public override byte[] Hosted(
        ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters, nint managedEntry, int cookie, out int trapLength) =>
        Arm64HostedThunk.Assemble(argumentRegisters, returnRegisters, managedEntry, cookie, out trapLength);

    public override byte[] HostedByPointer(nint managedEntry, int cookie) => Arm64HostedThunk.AssembleByPointer(managedEntry, cookie);

    public override byte[] ThreadPointer(out int clear) => Arm64ThreadPointer.Assemble(out clear);

    public override RecoverableCode Copy() => Arm64Copy.Assemble();

    public override byte[] FaultHandler(RecoverableCode copy, nint copyAddress, nint previous, nint first) =>
        Arm64FaultHandler.Assemble(copy, copyAddress, previous, first);

    /// <summary>Cleans the data cache to where instructions are fetched from, and drops what the instruction cache holds.</summary>
    public override void Publish(nint address, nuint length) => ClearCache(address, address + (nint)length);

    /// <summary>The runtime itself needs this library, so that it is loaded already.</summary>
    [LibraryImport("libgcc_s.so.1", EntryPoint = "__clear_cache")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ClearCache(nint begin, nint end);
}
