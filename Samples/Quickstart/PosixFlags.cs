namespace Quickstart;

/// <summary>How openat(2) opens; these values are the same on every Linux machine that .NET runs on.</summary>
[Flags]
internal enum OpenFlags
{
    ReadOnly = 0,
    CloseOnExec = 0x80000,
}

/// <summary>What statx(2) shall find out.</summary>
[Flags]
internal enum StatxMask : uint
{
    None = 0,
    Size = 0x200,
}

/// <summary>The clocks of clock_gettime(2).</summary>
internal enum ClockId
{
    Realtime = 0,
    Monotonic = 1,
}
