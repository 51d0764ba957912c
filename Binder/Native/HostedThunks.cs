namespace Binder.Native;

/// <summary>
/// The pages by which user code traps into a kernel in this process, through host registers as a real trap does. One page for
/// each combination of registers, entry and cookie, shared by the whole process and never unmapped.
/// <para>Frames are 64-bit words: the number at offset 0, argument register i at offset 8 + 8 × i.</para>
/// <para>The entry is <c>[UnmanagedCallersOnly] static void Enter(void* frame, ulong token, int cookie, nint thread)</c>; it must not throw.
/// <c>thread</c> is the <see cref="ThreadPointer"/>.</para>
/// <para>Registers are given by the hardware's numbers: on x86-64 rax 0, rcx 1, rdx 2, rbx 3, rsp 4, rbp 5, rsi 6, rdi 7, r8…r15;
/// on arm64 x0…x30.</para>
/// </summary>
internal static class HostedThunks
{
    private static readonly Lock s_making = new();
    private static readonly Dictionary<string, HostedPage> s_pages = [];

    /// <summary>
    /// Whether host registers can carry such a call, with one left for the token. On x86-64: at most 13 different ones, without rax
    /// (the number) and rsp. On arm64: at most 26 different ones of x0…x28, without x8 (the number) and x18 (the platform's).
    /// Where they cannot, frames pass by pointer: <see cref="ByPointer"/>.
    /// </summary>
    public static bool CanCarry(ReadOnlySpan<int> argumentRegisters) =>
        NativePlatform.IsSupported && NativeCode.Host.CanCarry(argumentRegisters);

    /// <summary>
    /// The page that carries number, arguments and answers in registers. The entry sees a frame on the stack that has the number
    /// and one word for each argument register, and nothing beyond; of what it leaves there, the words of the return registers
    /// reach the user's frame.
    /// </summary>
    /// <param name="argumentRegisters">The host register of each word, see <see cref="CanCarry"/>.</param>
    /// <param name="returnRegisters">The answer's words, as different indices of argument registers.</param>
    /// <param name="managedEntry">Address of the managed entry.</param>
    /// <param name="cookie">Reaches the entry with every call.</param>
    /// <exception cref="ArgumentException">Registers that cannot be carried, or no such index.</exception>
    /// <exception cref="PlatformNotSupportedException">Binder has no native code for this machine.</exception>
    /// <exception cref="InvalidOperationException">The system refuses executable memory.</exception>
    public static HostedPage For(ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters, nint managedEntry, int cookie)
    {
        NativePlatform.Require("The hosted trap");
        return Page(NativeCode.Host.Hosted(argumentRegisters, returnRegisters, managedEntry, cookie, out int trapLength), trapLength);
    }

    /// <summary>
    /// The page that passes the caller's frame pointer itself to the entry, for shapes that host registers cannot carry. The managed
    /// caller hands over a copy of its frame.
    /// </summary>
    /// <inheritdoc cref="For" path="/param[@name='managedEntry']|/param[@name='cookie']|/exception"/>
    public static HostedPage ByPointer(nint managedEntry, int cookie)
    {
        NativePlatform.Require("The hosted trap");
        byte[] code = NativeCode.Host.HostedByPointer(managedEntry, cookie);
        return Page(code, code.Length);
    }

    private static HostedPage Page(byte[] code, int trapLength)
    {
        // The code holds no relative address, so equal bytes are equal pages.
        string content = Convert.ToHexString(code);
        lock (s_making)
        {
            if (!s_pages.TryGetValue(content, out HostedPage? page))
            {
                s_pages.Add(content, page = new HostedPage(ExecutableMemory.Map(code), trapLength));
            }

            return page;
        }
    }
}
