namespace Binder.Linux;

/// <summary>The kernel's numbers for its calls. The tables are text until someone asks: reading one takes some tens of microseconds,
/// while a static constructor of hundreds of statements would have to be compiled first.</summary>
internal static partial class LinuxNumbers
{
    private static readonly Lazy<SyscallNumbers> s_x64 = new(static () => SyscallNumbers.Parse(X64Table));
    private static readonly Lazy<SyscallNumbers> s_arm64 = new(static () => SyscallNumbers.Parse(Arm64Table));

    /// <summary>The numbers of x86-64, without those of the x32 ABI.</summary>
    public static SyscallNumbers X64 => s_x64.Value;

    /// <summary>The numbers of arm64 for 64-bit programs.</summary>
    public static SyscallNumbers Arm64 => s_arm64.Value;
}
