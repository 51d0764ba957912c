using Binder.Native;
using static Binder.Native.Arm64Register;
using static Binder.Native.X64Register;

namespace Binder.Tests.Native;

/// <summary>Machine code that tests need of this process's processor, and what its registers are for.</summary>
internal abstract class HostCode
{
    public static HostCode Current { get; } = NativeCode.Host is Arm64Code ? new Arm64() : new X64();

    /// <summary>The argument registers of a Linux call.</summary>
    public abstract int[] Linux { get; }

    /// <summary>Every register that can carry a word of a hosted call.</summary>
    public abstract int[] Carriers { get; }

    /// <summary>The registers that a C function leaves as they were.</summary>
    public abstract int[] CalleeSaved { get; }

    /// <summary>What the number's register is called by the hardware.</summary>
    public abstract int NumberRegister { get; }

    /// <summary>A C function that answers 42.</summary>
    public abstract byte[] FortyTwo();

    /// <summary>A C function that does nothing.</summary>
    public abstract byte[] Return();

    /// <summary>A C function that reads the byte at its first argument.</summary>
    public abstract byte[] ReadByte();

    /// <summary>
    /// A C function (where to store the callee-saved registers, frame, token, trap) that traps with <see cref="Known"/> values in them.
    /// </summary>
    public abstract byte[] TrapWithKnownRegisters();

    /// <summary>An entry that puts the stack pointer it was called with into word 0, and spoils every register that it may.</summary>
    public abstract byte[] SpoilingEntry();

    /// <summary>A signal handler that counts its visits in the second word of a cell, and goes on to the handler in the first.</summary>
    public abstract byte[] CountingHandler(nint cell);

    /// <summary>Where a signal handler finds the instruction pointer in its third argument.</summary>
    public abstract int InstructionPointerOffset { get; }

    public static long Known(int register) => 0x1111_1111_1111_1111 * (register % 15 + 1);

    private const long Spoiled = 0x0BAD_0BAD_0BAD_0BAD;

    private sealed class X64 : HostCode
    {
        public override int[] Linux => [7, 6, 2, 10, 8, 9];

        public override int[] Carriers => [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

        public override int[] CalleeSaved => [3, 5, 12, 13, 14, 15];

        public override int NumberRegister => 0;

        public override int InstructionPointerOffset => 168;

        public override byte[] FortyTwo() => Code(code => code.Constant32(Rax, 42));

        public override byte[] Return() => Code(_ => { });

        public override byte[] ReadByte() => Code(code =>
        {
            code.Zero(Rcx);
            code.LoadPart(1, Rax, Rdi, Rcx);
        });

        public override byte[] TrapWithKnownRegisters() => Code(code =>
        {
            foreach (int register in CalleeSaved)
            {
                code.Push((X64Register)register);
            }

            code.Push(Rdi);
            foreach (int register in CalleeSaved)
            {
                code.Constant((X64Register)register, Known(register));
            }

            code.Move(Rdi, Rsi);
            code.Move(Rsi, Rdx);
            code.Call(Rcx);
            code.Pop(Rdi);
            for (int i = 0; i < CalleeSaved.Length; i++)
            {
                code.Store(Rdi, 8 * i, (X64Register)CalleeSaved[i]);
            }

            foreach (int register in CalleeSaved.Reverse())
            {
                code.Pop((X64Register)register);
            }
        });

        public override byte[] SpoilingEntry() => Code(code =>
        {
            // The return address is on the stack by then.
            code.Move(Rax, Rsp);
            code.Add(Rax, 8);
            code.Store(Rdi, 8, Rax);
            foreach (X64Register register in (X64Register[])[Rax, Rcx, Rdx, Rsi, Rdi, R8, R9, R10, R11])
            {
                code.Constant(register, Spoiled);
            }
        });

        public override byte[] CountingHandler(nint cell) => Code(code =>
        {
            code.Constant(Rax, cell);
            code.Load(Rcx, Rax, 8);
            code.Add(Rcx, 1);
            code.Store(Rax, 8, Rcx);
            code.Load(Rcx, Rax, 0);
            code.Jump(Rcx);
        });

        private static byte[] Code(Action<X64Assembler> write)
        {
            X64Assembler code = new();
            write(code);
            code.Return();
            return code.ToArray();
        }
    }

    private sealed class Arm64 : HostCode
    {
        public override int[] Linux => [0, 1, 2, 3, 4, 5];

        public override int[] Carriers =>
            [.. Enumerable.Range(0, 29).Where(register => register is not (8 or 18))];

        public override int[] CalleeSaved => [19, 20, 21, 22, 23, 24, 25, 26, 27, 28];

        public override int NumberRegister => 8;

        public override int InstructionPointerOffset => 440;

        public override byte[] FortyTwo() => Code(code => code.Constant32(X0, 42));

        public override byte[] Return() => Code(_ => { });

        public override byte[] ReadByte() => Code(code =>
        {
            code.Constant(X1, 0);
            code.LoadPart(1, X0, X0, X1);
        });

        public override byte[] TrapWithKnownRegisters() => Code(code =>
        {
            code.Push(X29, X30);
            for (Arm64Register register = X19; register < X28; register += 2)
            {
                code.Push(register, register + 1);
            }

            code.Push(X0);
            foreach (int register in CalleeSaved)
            {
                code.Constant((Arm64Register)register, Known(register));
            }

            code.Move(X0, X1);
            code.Move(X1, X2);
            code.Call(X3);
            code.Pop(X9);
            for (int i = 0; i < CalleeSaved.Length; i++)
            {
                code.Store(X9, 8 * i, (Arm64Register)CalleeSaved[i]);
            }

            for (Arm64Register register = X27; register >= X19; register -= 2)
            {
                code.Pop(register, register + 1);
            }

            code.Pop(X29, X30);
        });

        public override byte[] SpoilingEntry() => Code(code =>
        {
            code.Add(X1, Sp, 0);
            code.Store(X0, 8, X1);
            for (Arm64Register register = X0; register <= X17; register++)
            {
                code.Constant(register, Spoiled);
            }
        });

        public override byte[] CountingHandler(nint cell) => Code(code =>
        {
            code.Constant(X9, cell);
            code.Load(X10, X9, 8);
            code.Add(X10, X10, 1);
            code.Store(X9, 8, X10);
            code.Load(X16, X9, 0);
            code.Jump(X16);
        });

        private static byte[] Code(Action<Arm64Assembler> write)
        {
            Arm64Assembler code = new();
            write(code);
            code.Return();
            return code.ToArray();
        }
    }
}
