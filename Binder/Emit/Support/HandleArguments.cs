using System.Runtime.InteropServices;

namespace Binder.Emit;

/// <summary>SafeHandles of the user side, held open while a call runs.</summary>
internal static class HandleArguments
{
    /// <exception cref="SyscallEncodingException">The handle is null.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static nint Hold(SafeHandle? handle, ref bool held, string parameter)
    {
        if (handle is null)
        {
            throw new SyscallEncodingException($"{parameter} is null. Send a handle that is open.");
        }

        handle.DangerousAddRef(ref held);
        return handle.DangerousGetHandle();
    }

    public static void Release(SafeHandle? handle, bool held)
    {
        if (held)
        {
            handle!.DangerousRelease();
        }
    }
}
