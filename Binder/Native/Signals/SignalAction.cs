using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>libc's <c>struct sigaction</c> on 64-bit Linux, glibc and musl alike: the handler first, then its mask, flags and restorer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct SignalAction
{
    /// <summary>SIG_DFL and SIG_IGN, which are no addresses.</summary>
    public const nint Default = 0, Ignore = 1;

    /// <summary>SA_SIGINFO: the handler takes three arguments.</summary>
    public const int ThreeArguments = 4;

    /// <summary>SA_RESETHAND: the handler is for one signal, and the default follows.</summary>
    public const int Once = unchecked((int)0x8000_0000);

    [FieldOffset(0)]
    public nint Handler;

    [FieldOffset(136)]
    public int Flags;
}
