namespace Binder.Native;

/// <summary>
/// What tells the calling thread from every other that lives: where its thread control block is (x86-64 fs:0, arm64 tpidr_el0). One instruction
/// reads it, where a thread static is a call of the dynamic linker. A thread that begins may get that of one that ended.
/// </summary>
internal static unsafe class ThreadPointer
{
    /// <summary>No thread's, and not 0.</summary>
    private const nint Unknown = 1;

    private static readonly uint s_key;
    private static readonly nint s_read = Make(out s_key);

    /// <summary>Whether there is one: not on other machines, nor where the system refuses executable memory.</summary>
    public static bool IsKnown => s_read != 0;

    /// <summary>The calling thread's; where that is not known a number that is no thread's.</summary>
    public static nint Current => s_read != 0 ? ((delegate* unmanaged[SuppressGCTransition]<nint>)s_read)() : Unknown;

    /// <summary>Lets the end of the calling thread write 0 to a word, before any other thread can get its pointer. One word for each thread.</summary>
    /// <returns>False where the system has no memory for that.</returns>
    public static bool ClearAtEnd(nint* word) => LibC.SetThreadValue(s_key, word) == 0;

    private static nint Make(out uint key)
    {
        key = 0;
        if (!NativePlatform.IsSupported)
        {
            return 0;
        }

        try
        {
            byte[] code = NativeCode.Host.ThreadPointer(out int clear);
            nint page = ExecutableMemory.Map(code).Address;
            return LibC.CreateThreadKey(out key, page + clear) == 0 ? page : 0;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
