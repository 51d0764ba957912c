using System.Runtime.CompilerServices;

namespace Binder.Native;

/// <summary>
/// Copies within this process where one side's address is not to be trusted: a bad one ends the copy, not the process. It costs what
/// a copy costs while all is good, and a signal (some µs) where it is not.
/// </summary>
/// <remarks>
/// The thread stays in managed mode (SuppressGCTransition), so that a collection waits for it, as it would for a managed copy: no
/// longer than one <see cref="Step"/>, one page fault or one signal at a time.
/// </remarks>
internal static unsafe class FaultSafeCopy
{
    /// <summary>
    /// The most bytes of one suppressed call: about 0.1 µs from the caches and 0.5 µs from memory, below the 1 µs that such a call may
    /// last, while starting the copy anew costs a tenth of it.
    /// </summary>
    public const nuint Step = 4096;

    /// <summary>Pages are this long or a multiple: a fault at one of its bytes is a fault at all.</summary>
    public const int SmallestPage = 4096;

    private static readonly Lock s_making = new();
    private static RecoverableCode? s_code;
    private static ExecutableMemory? s_page;

    /// <summary>The code's address from the first <see cref="Enable"/> on, for good: a thread may be about to jump there.</summary>
    private static nint s_address;
    private static bool s_decided;
    private static bool s_forbidden;

    /// <summary>Whether it can be used; the first question installs the signal handlers.</summary>
    public static bool IsAvailable => Volatile.Read(ref Ready.Address) != 0 || (!Volatile.Read(ref s_decided) && Signals.Install());

    /// <summary>For tests: true leaves signals alone from the next <see cref="Signals.Install"/> on.</summary>
    public static bool IsForbidden
    {
        get => Volatile.Read(ref s_forbidden);
        set => Volatile.Write(ref s_forbidden, value);
    }

    /// <summary>The code, and where it may fault.</summary>
    public static RecoverableCode Code => s_code ??= NativeCode.Host.Copy();

    /// <summary>The page that holds the <see cref="Code"/>.</summary>
    /// <exception cref="InvalidOperationException">The system refuses executable memory.</exception>
    public static ExecutableMemory Page
    {
        get
        {
            lock (s_making)
            {
                return s_page ??= ExecutableMemory.Map(Code.Code);
            }
        }
    }

    /// <summary>Copies until it is done or faults. Only where it <see cref="IsAvailable"/>.</summary>
    /// <param name="destination">Any address; memory of the heap must be pinned.</param>
    /// <param name="source">Any address; memory of the heap must be pinned.</param>
    /// <param name="bytes">How many; 0 touches neither.</param>
    /// <returns>The bytes left, counted exactly: 0 where all were copied. Nothing behind the copied ones is written.</returns>
    public static nuint TryCopy(void* destination, void* source, nuint bytes)
    {
        nint copy = s_address;
        if (bytes <= Step)
        {
            return Run(copy, destination, source, bytes);
        }

        nuint done = 0;
        while (done < bytes)
        {
            nuint step = nuint.Min(bytes - done, Step);
            nuint left = Run(copy, (byte*)destination + done, (byte*)source + done, step);
            done += step - left;
            if (left != 0)
            {
                break;
            }
        }

        return bytes - done;
    }

    /// <summary>As <see cref="TryCopy"/>, for few bytes and without a question before: false, and nothing is done, where it is not available like this.</summary>
    /// <param name="destination">Any address.</param>
    /// <param name="source">Any address.</param>
    /// <param name="bytes">At most <see cref="Step"/>.</param>
    /// <param name="left">The bytes left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCopyFew(void* destination, void* source, nuint bytes, out nuint left)
    {
        bool areFewWords = bytes % 8 == 0 && bytes is > 0 and <= 8 * RecoverableCode.MostFewWords;
        nint entry = Volatile.Read(ref areFewWords ? ref Ready.FewWords : ref Ready.Address);
        nint offset = areFewWords ? (nint)(bytes / 8) * RecoverableCode.FewWordsStride : 0;
        left = entry != 0 ? Run(entry + offset, destination, source, bytes) : bytes;
        return entry != 0;
    }

    /// <summary>For <see cref="Signals"/>: whether faults are answers now.</summary>
    public static void Enable(bool safe)
    {
        if (safe)
        {
            s_address = Page.Address;
        }

        Volatile.Write(ref Ready.FewWords, safe && Code.FewWords is { } few ? s_address + few : 0);
        Volatile.Write(ref Ready.Address, safe ? s_address : 0);
        Volatile.Write(ref s_decided, true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Run(nint copy, void* destination, void* source, nuint bytes) =>
        ((delegate* unmanaged[SuppressGCTransition]<void*, void*, nuint, nuint>)copy)(destination, source, bytes);

    /// <summary>Apart from what has initializers, so that emitted code does not ask whether they have run.</summary>
    private static class Ready
    {
        /// <summary>The code's address while faults are answers, else 0.</summary>
        public static nint Address;

        /// <summary>The same of the entries for few words, where there are such.</summary>
        public static nint FewWords;
    }
}
