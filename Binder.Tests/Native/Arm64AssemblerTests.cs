using Binder.Native;
using static Binder.Native.Arm64Register;

namespace Binder.Tests.Native;

/// <summary>Each instruction at the ends of its fields, in one listing: the disassembler is a process.</summary>
[TestClass]
public sealed class Arm64AssemblerTests
{
    [TestMethod]
    public void Instructions_decode_as_written()
    {
        List<string> expected = [];
        Arm64Assembler code = new();
        foreach (Arm64Register register in Enum.GetValues<Arm64Register>().Where(register => register != Sp))
        {
            int n = (int)register;
            Arm64Register mirrored = X30 - n;
            int m = (int)mirrored;
            Expect(() => code.Move(register, mirrored), $"mov x{n}, x{m}");
            Expect(() => code.Load(register, Sp, 8), $"ldr x{n}, [sp, #8]");
            Expect(() => code.Load(X1, register, 32_760), $"ldr x1, [x{n}, #32760]");
            Expect(() => code.Store(register, 16, mirrored), $"str x{m}, [x{n}, #16]");
            Expect(() => code.Load32(register, mirrored, 4), $"ldr w{n}, [x{m}, #4]");
            Expect(() => code.Store32(register, 16_380, mirrored), $"str w{m}, [x{n}, #16380]");
            Expect(() => code.LoadPart(8, register, mirrored, X7), $"ldr x{n}, [x{m}, x7]");
            Expect(() => code.LoadPart(4, X7, register, mirrored), $"ldr w7, [x{n}, x{m}]");
            Expect(() => code.LoadPart(2, mirrored, X7, register), $"ldrh w{m}, [x7, x{n}]");
            Expect(() => code.LoadPart(1, register, X7, mirrored), $"ldrb w{n}, [x7, x{m}]");
            Expect(() => code.StorePart(8, register, mirrored, X7), $"str x7, [x{n}, x{m}]");
            Expect(() => code.StorePart(4, X7, register, mirrored), $"str w{m}, [x7, x{n}]");
            Expect(() => code.StorePart(2, mirrored, X7, register), $"strh w{n}, [x{m}, x7]");
            Expect(() => code.StorePart(1, register, X7, mirrored), $"strb w{m}, [x{n}, x7]");
            Expect(() => code.Add(register, mirrored, 4095), $"add x{n}, x{m}, #4095");
            Expect(() => code.Subtract(register, mirrored, 1), $"sub x{n}, x{m}, #1");
            Expect(() => code.Add(register, mirrored, X3), $"add x{n}, x{m}, x3");
            Expect(() => code.Subtract(X3, register, mirrored), $"sub x3, x{n}, x{m}");
            Expect(() => code.Add32(register, X3, mirrored), $"add w{n}, w3, w{m}");
            Expect(() => code.Add32(register, mirrored, 7), $"add w{n}, w{m}, #7");
            Expect(() => code.Subtract32(mirrored, register, X3), $"sub w{m}, w{n}, w3");
            Expect(() => code.Compare(register, mirrored), $"cmp x{n}, x{m}");
            Expect(() => code.Compare(register, 4095), $"cmp x{n}, #4095");
            Expect(() => code.Compare32(register, 16), $"cmp w{n}, #16");
            Expect(() => code.KeepLow(register, mirrored, 12), $"and x{n}, x{m}, #4095");
            Expect(() => code.Push(register), $"str x{n}, [sp, #-16]!");
            Expect(() => code.Pop(register), $"ldr x{n}, [sp], #16");
            Expect(() => code.Call(register), $"blr x{n}");
            Expect(() => code.Jump(register), $"br x{n}");
            Expect(() => code.LoadThreadPointer(register), $"mrs x{n}, tpidr_el0");
        }

        Expect(() => code.LoadPair(X4, X5, Sp), "ldp x4, x5, [sp]");
        Expect(() => code.StorePair(X6, X30, X0), "stp x30, x0, [x6]");
        Expect(() => code.Push(X0, X30), "stp x0, x30, [sp, #-16]!");
        Expect(() => code.Pop(X27, X28), "ldp x27, x28, [sp], #16");
        Expect(() => code.Add(X29, Sp, 0), "mov x29, sp");
        Expect(() => code.Add(Sp, X29, 0), "mov sp, x29");
        Expect(() => code.Subtract(Sp, Sp, 4080), "sub sp, sp, #4080");
        Expect(() => code.KeepLow(X1, X2, 1), "and x1, x2, #1");
        Expect(() => code.KeepLow(X1, X2, 63), "and x1, x2, #9223372036854775807");
        Expect(() => code.Supervise(), "svc #0");
        Expect(() => code.Return(), "ret");

        Assert.AreEqual(string.Join('\n', expected), Arm64Disassembly.Of(code.ToArray()));

        void Expect(Action write, string text)
        {
            write();
            expected.Add(text);
        }
    }

    [TestMethod]
    public void Constants_are_put_together_from_their_halves()
    {
        Arm64Assembler code = new();
        code.Constant(X0, 0);
        code.Constant(X1, 0x1234_0000_0000_5678);
        code.Constant(X30, -1);
        code.Constant32(X2, int.MinValue);

        Assert.AreEqual(
            """
            mov x0, #0
            mov x1, #22136
            movk x1, #0x1234, lsl #48
            mov x30, #65535
            movk x30, #0xffff, lsl #16
            movk x30, #0xffff, lsl #32
            movk x30, #0xffff, lsl #48
            mov x2, #0
            movk x2, #0x8000, lsl #16
            """,
            Arm64Disassembly.Of(code.ToArray()));
    }

    [TestMethod]
    public void Branches_go_forward_and_back()
    {
        Arm64Assembler code = new();
        int equal = code.BranchIf(Arm64Condition.Equal);
        int zero = code.BranchIfZero(X9, 31);
        int back = code.Position;
        code.LoadLiteral(X3, 0);
        code.Land(equal);
        code.BranchIf(Arm64Condition.HigherOrSame, back);
        code.Branch(0);
        code.Branch(32);
        code.Land(zero);
        code.Return();

        Assert.AreEqual(
            """
            b.eq 12
            tbz w9, #31, 24
            ldr x3, 0
            b.cs 8
            b 0
            b 32
            ret
            """,
            Arm64Disassembly.Of(code.ToArray()));
    }

    [TestMethod]
    public void Offsets_that_do_not_fit_are_refused()
    {
        Arm64Assembler code = new();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => code.Load(X0, X1, 4));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => code.Load(X0, X1, 32_768));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => code.Store(X0, -8, X1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => code.Add(X0, X1, 4096));
        Assert.AreEqual(0, code.Position);
    }
}
