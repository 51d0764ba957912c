using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quickstart;

/// <summary>struct statx, 256 bytes, field for field as statx(2) lists it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Statx
{
    public StatxMask Mask { get; init; }

    public uint BlockSize { get; init; }

    public ulong Attributes { get; init; }

    public uint Links { get; init; }

    public uint User { get; init; }

    public uint Group { get; init; }

    public ushort Mode { get; init; }

    public ushort Spare { get; init; }

    public ulong Inode { get; init; }

    public ulong Size { get; init; }

    public ulong Blocks { get; init; }

    public ulong AttributesMask { get; init; }

    public StatxTime Accessed { get; init; }

    public StatxTime Born { get; init; }

    public StatxTime Changed { get; init; }

    public StatxTime Modified { get; init; }

    public uint SpecialMajor { get; init; }

    public uint SpecialMinor { get; init; }

    public uint DeviceMajor { get; init; }

    public uint DeviceMinor { get; init; }

    public StatxRest Rest { get; init; }
}

/// <summary>struct statx_timestamp.</summary>
internal readonly record struct StatxTime(long Seconds, uint Nanoseconds, int Spare);

/// <summary>What newer kernels add, mount id and direct I/O among it, and what is still free.</summary>
[InlineArray(14)]
internal struct StatxRest
{
    private ulong _first;
}
