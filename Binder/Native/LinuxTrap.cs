namespace Binder.Native;

/// <summary>
/// The thunk that makes a raw Linux syscall: a C function <c>(number, a0, a1, a2, a3, a4, a5)</c> whose answer is the kernel's,
/// -4095…-1 being an errno. Call it through <see cref="NativeCall"/>. There is one per process, made when it is first asked for.
/// </summary>
internal static class LinuxTrap
{
#pragma warning disable IDE0330 // A Lock takes half a millisecond when it is first used in a program, and every program's first call waits for this.
    private static readonly object s_making = new();
#pragma warning restore IDE0330
    private static ExecutableMemory? s_memory;
    private static nint s_address;

    /// <summary>The thunk's address.</summary>
    /// <exception cref="PlatformNotSupportedException">Binder has no native code for this machine.</exception>
    /// <exception cref="InvalidOperationException">The system refuses executable memory.</exception>
    public static nint Address => Volatile.Read(ref s_address) is not 0 and nint made ? made : Memory.Address;

    /// <summary>The thunk's code.</summary>
    public static ExecutableMemory Memory
    {
        get
        {
            // No static initializer: its failure would hide the clear exception behind a TypeInitializationException.
            lock (s_making)
            {
                NativePlatform.Require("The Linux trap");
                s_memory ??= ExecutableMemory.Map(NativeCode.Host.LinuxTrap());
                Volatile.Write(ref s_address, s_memory.Address);
                return s_memory;
            }
        }
    }
}
