using Binder.Native;

namespace Binder.Boundary;

/// <summary>This process's own memory, by a copy that answers false instead of faulting.</summary>
internal sealed class CurrentProcessMemory : UserMemory
{
    public override bool TryRead(nuint address, Span<byte> destination) => ProcessMemory.Read(address, destination);

    public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => ProcessMemory.Write(address, source);

    internal override unsafe int ReadPart(nuint address, byte* destination, int bytes) =>
        FaultSafeCopy.IsAvailable ? ProcessMemory.ReadPart(address, destination, bytes) : base.ReadPart(address, destination, bytes);
}
