using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>
/// The hosted trap and its gate on arm64. Together they are a function <c>void (frame*, token)</c> of the procedure call standard.
/// <list type="table">
/// <item><term>In</term><description>the user's frame x0, the token x1.</description></item>
/// <item><term>Between trap and gate</term><description>number x8, argument i in its register, the token in the first free one
/// of <see cref="TokenRegisters"/>; on the stack the user's frame pointer, above it the saved registers and the frame record, to which
/// x29 points.</description></item>
/// <item><term>To the entry</term><description>the gate's frame x0 (number, arguments, no more), the token x1, the cookie w2,
/// the thread pointer x3; sp a multiple of 16, as always, and equal to x0.</description></item>
/// <item><term>Out</term><description>the answer's words in the user's frame. The number's word and all others are as before.
/// </description></item>
/// <item><term>Clobbers</term><description>what the standard leaves to the caller. x19…x28 are saved where the shape uses them.
/// x18 belongs to the platform, x29 to whoever walks the stack.</description></item>
/// </list>
/// </summary>
internal static class Arm64HostedThunk
{
    private const int MaxArguments = 26;
    private const Arm64Register Number = X8;

    /// <summary>Caller-saved ones first; x0 last, because it would take the frame's address away.</summary>
    private static ReadOnlySpan<Arm64Register> TokenRegisters =>
    [
        X9, X10, X11, X12, X13, X14, X15, X16, X17, X7, X6, X5, X4, X3, X2, X1,
        X19, X20, X21, X22, X23, X24, X25, X26, X27, X28, X0,
    ];

    public static bool CanCarry(ReadOnlySpan<int> argumentRegisters)
    {
        int seen = 1 << (int)Number | 1 << (int)X18;
        foreach (int register in argumentRegisters)
        {
            if (register is < 0 or > (int)X28 || (seen & 1 << register) != 0)
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
                argumentRegisters, $"on arm64: name at most {MaxArguments} different ones of 0…28 without 8 (the number) and 18 (the platform's)");
        }

        HostedShape.CheckReturns(argumentRegisters, returnRegisters);
        Arm64Register[] arguments = new Arm64Register[argumentRegisters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = (Arm64Register)argumentRegisters[i];
        }

        Arm64Register token = FirstFree(arguments);
        List<Arm64Register> saved = [];
        for (Arm64Register register = X19; register <= X28; register++)
        {
            if (register == token || arguments.Contains(register))
            {
                saved.Add(register);
            }
        }

        Arm64Assembler code = new();
        Trap(code, saved, arguments, token);
        trapLength = code.Position;
        Gate(code, saved, arguments, returnRegisters, token, managedEntry, cookie);
        return code.ToArray();
    }

    /// <summary>A page without a gate: frame and token pass through, and the entry returns to the trap's caller.</summary>
    public static byte[] AssembleByPointer(nint managedEntry, int cookie)
    {
        Arm64Assembler code = new();
        code.Constant32(X2, cookie);
        code.LoadThreadPointer(X3);
        code.Constant(X16, managedEntry);
        code.Jump(X16);
        return code.ToArray();
    }

    private static void Trap(Arm64Assembler code, List<Arm64Register> saved, Arm64Register[] arguments, Arm64Register token)
    {
        code.Push(X29, X30);
        code.Add(X29, Sp, 0);
        for (int i = 0; i + 1 < saved.Count; i += 2)
        {
            code.Push(saved[i], saved[i + 1]);
        }

        if (saved.Count % 2 != 0)
        {
            code.Push(saved[^1]);
        }

        code.Push(X0);

        // The frame's address stays in x0 until x0 is loaded itself, or, where the token needs x0, in x8 until the number is.
        Arm64Register frame = token == X0 ? Number : X0;
        Copy(code, frame, X0);
        Copy(code, token, X1);
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
        Arm64Assembler code,
        List<Arm64Register> saved,
        Arm64Register[] arguments,
        ReadOnlySpan<int> returnRegisters,
        Arm64Register token,
        nint managedEntry,
        int cookie)
    {
        int words = arguments.Length + 1;
        int bytes = 8 * (words + words % 2);

        code.Subtract(Sp, Sp, bytes);
        code.Store(Sp, 0, Number);
        for (int i = 0; i < arguments.Length; i++)
        {
            code.Store(Sp, Word(i), arguments[i]);
        }

        Copy(code, X1, token);
        code.Add(X0, Sp, 0);
        code.Constant32(X2, cookie);
        code.LoadThreadPointer(X3);
        code.Constant(X16, managedEntry);
        code.Call(X16);

        foreach (int word in returnRegisters)
        {
            code.Load(arguments[word], Sp, Word(word));
        }

        code.Add(Sp, Sp, bytes);

        // Back on the user's side. x8 is no argument register, so no answer is lost.
        code.Pop(X8);
        foreach (int word in returnRegisters)
        {
            code.Store(X8, Word(word), arguments[word]);
        }

        if (saved.Count % 2 != 0)
        {
            code.Pop(saved[^1]);
        }

        for (int i = saved.Count / 2 * 2 - 2; i >= 0; i -= 2)
        {
            code.Pop(saved[i], saved[i + 1]);
        }

        code.Pop(X29, X30);
        code.Return();
    }

    private static void Copy(Arm64Assembler code, Arm64Register to, Arm64Register from)
    {
        if (to != from)
        {
            code.Move(to, from);
        }
    }

    private static int Word(int argument) => 8 + 8 * argument;

    private static Arm64Register FirstFree(Arm64Register[] arguments)
    {
        foreach (Arm64Register register in TokenRegisters)
        {
            if (!arguments.Contains(register))
            {
                return register;
            }
        }

        throw new ArgumentException("No register is left for the token.", nameof(arguments));
    }
}
