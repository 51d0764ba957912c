using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>
/// The hosted trap and its gate on x86-64. Together they are a System V function <c>void (frame*, token)</c>.
/// <list type="table">
/// <item><term>In</term><description>the user's frame rdi, the token rsi.</description></item>
/// <item><term>Between trap and gate</term><description>number rax, argument i in its register, the token in the first free one
/// of <see cref="TokenRegisters"/>; on the stack the user's frame pointer, above it the saved registers.</description></item>
/// <item><term>To the entry</term><description>the gate's frame rdi (number, arguments, no more), the token rsi, the cookie edx,
/// the thread pointer rcx; rsp a multiple of 16 at the call, as System V wants, and equal to rdi.</description></item>
/// <item><term>Out</term><description>the answer's words in the user's frame. The number's word and all others are as before.
/// </description></item>
/// <item><term>Clobbers</term><description>what System V leaves to the caller. rbx, rbp and r12…r15 are saved where the shape
/// uses them.</description></item>
/// </list>
/// </summary>
internal static class X64HostedThunk
{
    private const int MaxArguments = 13;
    private const X64Register Number = Rax;

    /// <summary>Caller-saved ones first; rdi last, because it would take the frame's address away.</summary>
    private static ReadOnlySpan<X64Register> TokenRegisters => [R11, R10, R9, R8, Rcx, Rdx, Rsi, Rbx, Rbp, R12, R13, R14, R15, Rdi];

    private static ReadOnlySpan<X64Register> CalleeSaved => [Rbx, Rbp, R12, R13, R14, R15];

    public static bool CanCarry(ReadOnlySpan<int> argumentRegisters)
    {
        int seen = 1 << (int)Number | 1 << (int)Rsp;
        foreach (int register in argumentRegisters)
        {
            if (register is < 0 or > 15 || (seen & 1 << register) != 0)
            {
                return false;
            }

            seen |= 1 << register;
        }

        return argumentRegisters.Length <= MaxArguments;
    }

    public static byte[] Assemble(
        ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters, nint managedEntry, int cookie, out int trapLength)
    {
        if (!CanCarry(argumentRegisters))
        {
            throw HostedShape.Registers(
                argumentRegisters, $"on x86-64: name at most {MaxArguments} different ones of 0…15 without 0 (rax, the number) and 4 (rsp)");
        }

        HostedShape.CheckReturns(argumentRegisters, returnRegisters);
        X64Register[] arguments = new X64Register[argumentRegisters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = (X64Register)argumentRegisters[i];
        }

        X64Register token = FirstFree(arguments);
        List<X64Register> saved = [];
        foreach (X64Register register in CalleeSaved)
        {
            if (register == token || arguments.Contains(register))
            {
                saved.Add(register);
            }
        }

        X64Assembler code = new();
        Trap(code, saved, arguments, token);
        trapLength = code.Position;
        Gate(code, saved, arguments, returnRegisters, token, managedEntry, cookie);
        return code.ToArray();
    }

    /// <summary>A page without a gate: frame and token pass through, and the entry returns to the trap's caller.</summary>
    public static byte[] AssembleByPointer(nint managedEntry, int cookie)
    {
        X64Assembler code = new();
        code.Constant32(Rdx, cookie);
        code.LoadThreadPointer(Rcx);
        code.Constant(Rax, managedEntry);
        code.Jump(Rax);
        return code.ToArray();
    }

    private static void Trap(X64Assembler code, List<X64Register> saved, X64Register[] arguments, X64Register token)
    {
        foreach (X64Register register in saved)
        {
            code.Push(register);
        }

        code.Push(Rdi);

        // The frame's address stays in rdi until rdi is loaded itself, or, where the token needs rdi, in rax until the number is.
        X64Register frame = token == Rdi ? Number : Rdi;
        Copy(code, frame, Rdi);
        Copy(code, token, Rsi);
        if (frame != Number)
        {
            code.Load(Number, frame, 0);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] != frame)
            {
                code.Load(arguments[i], frame, Word(i));
            }
        }

        if (frame == Number)
        {
            code.Load(Number, frame, 0);
        }
        else if (Array.IndexOf(arguments, frame) is >= 0 and int last)
        {
            code.Load(frame, frame, Word(last));
        }
    }

    private static void Gate(
        X64Assembler code,
        List<X64Register> saved,
        X64Register[] arguments,
        ReadOnlySpan<int> returnRegisters,
        X64Register token,
        nint managedEntry,
        int cookie)
    {
        // Words pushed since rsp was a multiple of 16: the return address, the saved registers, the user's frame pointer.
        int pushed = saved.Count + 2;
        int words = arguments.Length + 1;
        int bytes = 8 * (words + (pushed + words) % 2);

        code.Reserve(bytes);
        code.Store(Rsp, 0, Number);
        for (int i = 0; i < arguments.Length; i++)
        {
            code.Store(Rsp, Word(i), arguments[i]);
        }

        Copy(code, Rsi, token);
        code.Move(Rdi, Rsp);
        code.Constant32(Rdx, cookie);
        code.LoadThreadPointer(Rcx);
        code.Constant(Rax, managedEntry);
        code.Call(Rax);

        foreach (int word in returnRegisters)
        {
            code.Load(arguments[word], Rsp, Word(word));
        }

        code.Release(bytes);

        // Back on the user's side. rax is no argument register, so no answer is lost.
        code.Pop(Rax);
        foreach (int word in returnRegisters)
        {
            code.Store(Rax, Word(word), arguments[word]);
        }

        for (int i = saved.Count - 1; i >= 0; i--)
        {
            code.Pop(saved[i]);
        }

        code.Return();
    }

    private static void Copy(X64Assembler code, X64Register to, X64Register from)
    {
        if (to != from)
        {
            code.Move(to, from);
        }
    }

    private static int Word(int argument) => 8 + 8 * argument;

    private static X64Register FirstFree(X64Register[] arguments)
    {
        foreach (X64Register register in TokenRegisters)
        {
            if (!arguments.Contains(register))
            {
                return register;
            }
        }

        throw new ArgumentException("No register is left for the token.", nameof(arguments));
    }
}
