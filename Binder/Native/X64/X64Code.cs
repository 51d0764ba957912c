namespace Binder.Native;

/// <summary>x86-64, with System V's calling convention.</summary>
internal sealed class X64Code : NativeCode
{
    /// <summary>int3</summary>
    public override byte Fill => 0xCC;

    public override int MarkOffset => X64FaultHandler.MarkOffset;

    public override int PreviousOffset => X64FaultHandler.PreviousOffset;

    public override byte[] LinuxTrap() => X64LinuxTrap.Assemble();

    public override bool CanCarry(ReadOnlySpan<int> argumentRegisters) => X64HostedThunk.CanCarry(argumentRegisters);

    public override byte[] Hosted(
        ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters, nint managedEntry, int cookie, out int trapLength) =>
        X64HostedThunk.Assemble(argumentRegisters, returnRegisters, managedEntry, cookie, out trapLength);

    public override byte[] HostedByPointer(nint managedEntry, int cookie) => X64HostedThunk.AssembleByPointer(managedEntry, cookie);

    public override byte[] ThreadPointer(out int clear) => X64ThreadPointer.Assemble(out clear);

    public override RecoverableCode Copy() => X64Copy.Assemble();

    public override byte[] FaultHandler(RecoverableCode copy, nint copyAddress, nint previous, nint first) =>
        X64FaultHandler.Assemble(copy, copyAddress, previous, first);

    /// <summary>Nothing to do: instruction caches see stores.</summary>
    public override void Publish(nint address, nuint length)
    {
    }
}
