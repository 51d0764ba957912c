using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>Assembled anywhere, disassembled by binutils.</summary>
[TestClass]
public sealed class Arm64ListingTests
{
    private static readonly nint s_entry = unchecked((nint)0x7FFF_0000_1000);

    [TestMethod]
    public void Linux_trap() => Assert.AreEqual(
        """
        mov x8, x0
        mov x0, x1
        mov x1, x2
        mov x2, x3
        mov x3, x4
        mov x4, x5
        mov x5, x6
        svc #0
        ret
        """,
        Arm64Disassembly.Of(Arm64LinuxTrap.Assemble()));

    [TestMethod]
    public void Hosted_trap_and_gate_of_the_Linux_shape()
    {
        byte[] page = Arm64HostedThunk.Assemble([0, 1, 2, 3, 4, 5], [0], s_entry, 42, out int trap);

        Assert.AreEqual(
            """
            stp x29, x30, [sp, #-16]!
            mov x29, sp
            str x0, [sp, #-16]!
            mov x9, x1
            ldr x8, [x0]
            ldr x1, [x0, #16]
            ldr x2, [x0, #24]
            ldr x3, [x0, #32]
            ldr x4, [x0, #40]
            ldr x5, [x0, #48]
            ldr x0, [x0, #8]
            """,
            Arm64Disassembly.Of(page.AsSpan(0, trap)));
        Assert.AreEqual(
            """
            sub sp, sp, #64
            str x8, [sp]
            str x0, [sp, #8]
            str x1, [sp, #16]
            str x2, [sp, #24]
            str x3, [sp, #32]
            str x4, [sp, #40]
            str x5, [sp, #48]
            mov x1, x9
            mov x0, sp
            mov x2, #42
            mrs x3, tpidr_el0
            mov x16, #4096
            movk x16, #0x7fff, lsl #32
            blr x16
            ldr x0, [sp, #8]
            add sp, sp, #64
            ldr x8, [sp], #16
            str x0, [x8, #8]
            ldp x29, x30, [sp], #16
            ret
            """,
            Arm64Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void Callee_saved_registers_are_saved_and_restored_around_several_answers()
    {
        byte[] page = Arm64HostedThunk.Assemble([19, 28, 0, 20], [2, 1], s_entry, -1, out int trap);

        Assert.AreEqual(
            """
            stp x29, x30, [sp, #-16]!
            mov x29, sp
            stp x19, x20, [sp, #-16]!
            str x28, [sp, #-16]!
            str x0, [sp, #-16]!
            mov x9, x1
            ldr x8, [x0]
            ldr x19, [x0, #8]
            ldr x28, [x0, #16]
            ldr x20, [x0, #32]
            ldr x0, [x0, #24]
            """,
            Arm64Disassembly.Of(page.AsSpan(0, trap)));
        Assert.AreEqual(
            """
            sub sp, sp, #48
            str x8, [sp]
            str x19, [sp, #8]
            str x28, [sp, #16]
            str x0, [sp, #24]
            str x20, [sp, #32]
            mov x1, x9
            mov x0, sp
            mov x2, #65535
            movk x2, #0xffff, lsl #16
            mrs x3, tpidr_el0
            mov x16, #4096
            movk x16, #0x7fff, lsl #32
            blr x16
            ldr x0, [sp, #24]
            ldr x28, [sp, #16]
            add sp, sp, #48
            ldr x8, [sp], #16
            str x0, [x8, #24]
            str x28, [x8, #16]
            ldr x28, [sp], #16
            ldp x19, x20, [sp], #16
            ldp x29, x30, [sp], #16
            ret
            """,
            Arm64Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void Token_in_x0_leaves_the_frame_to_x8()
    {
        int[] all = [.. Enumerable.Range(1, 28).Where(register => register is not (8 or 18))];
        byte[] page = Arm64HostedThunk.Assemble(all, [0], s_entry, 0, out int trap);
        string text = Arm64Disassembly.Of(page.AsSpan(0, trap));

        Assert.Contains("str x0, [sp, #-16]!\nmov x8, x0\nmov x0, x1\nldr x1, [x8, #8]\n", text);
        Assert.EndsWith("ldr x28, [x8, #208]\nldr x8, [x8]", text);
        Assert.Contains("mov x1, x0\nmov x0, sp\nmov x2, #0\n", Arm64Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void By_pointer_jumps_to_the_entry() => Assert.AreEqual(
        """
        mov x2, #7
        mrs x3, tpidr_el0
        mov x16, #4096
        movk x16, #0x7fff, lsl #32
        br x16
        """,
        Arm64Disassembly.Of(Arm64HostedThunk.AssembleByPointer(s_entry, 7)));

    [TestMethod]
    public void Thread_pointer()
    {
        byte[] code = Arm64ThreadPointer.Assemble(out int clear);
        Assert.AreEqual("mrs x0, tpidr_el0\nret", Arm64Disassembly.Of(code.AsSpan(0, clear)));
        Assert.AreEqual("mov x1, #0\nstr x1, [x0]\nret", Arm64Disassembly.Of(code.AsSpan(clear)));
    }

    [TestMethod]
    public void Fault_safe_copy()
    {
        RecoverableCode copy = Arm64Copy.Assemble();

        Assert.AreEqual(
            """
            mov x3, #0
            cmp x2, #16
            b.cc 44
            sub x7, x2, #16
            add x6, x1, x3
            ldp x4, x5, [x6]
            add x6, x0, x3
            stp x4, x5, [x6]
            add x3, x3, #16
            cmp x3, x7
            b.ls 16
            tbz w2, #3, 60
            ldr x4, [x1, x3]
            str x4, [x0, x3]
            add x3, x3, #8
            tbz w2, #2, 76
            ldr w4, [x1, x3]
            str w4, [x0, x3]
            add x3, x3, #4
            tbz w2, #1, 92
            ldrh w4, [x1, x3]
            strh w4, [x0, x3]
            add x3, x3, #2
            tbz w2, #0, 108
            ldrb w4, [x1, x3]
            strb w4, [x0, x3]
            add x3, x3, #1
            mov x0, #0
            ret
            cmp x3, x2
            b.cs 172
            ldrb w4, [x1, x3]
            strb w4, [x0, x3]
            add x3, x3, #1
            b 116
            add x4, x1, x3
            and x4, x4, #4095
            cmp x4, #4080
            b.hi 116
            add x4, x0, x3
            and x4, x4, #4095
            cmp x4, #4080
            b.hi 116
            sub x0, x2, x3
            ret
            """,
            Arm64Disassembly.Of(copy.Code));

        // From the first block to the last tail, and the two accesses of the loop by bytes.
        CollectionAssert.AreEqual(new Recovery[] { new(16, 108, 140), new(124, 132, 172) }, copy.Recoveries);
    }

    [TestMethod]
    public void Fault_handler()
    {
        RecoverableCode copy = new([], [new(16, 108, 116), new(124, 132, 140)]);
        byte[] code = Arm64FaultHandler.Assemble(copy, 0x1111, 0x2222, 0x3333);

        Assert.AreEqual("b 40\nb 40", Arm64Disassembly.Of(code.AsSpan(0, 8)));
        long[] literals = [.. Enumerable.Range(1, 4).Select(i => BitConverter.ToInt64(code, 8 * i))];
        CollectionAssert.AreEqual(new long[] { FaultHandler.Mark, 0x2222, 0x1111, 0x3333 }, literals);

        Assert.EndsWith(
            """
            ldr x16, 16
            ldr w3, [x1, #8]
            cmp w3, #0
            b.le 116
            ldr x3, [x2, #440]
            ldr x4, 24
            sub x3, x3, x4
            sub x5, x3, #16
            cmp x5, #92
            b.cs 92
            add x4, x4, #116
            str x4, [x2, #440]
            ret
            sub x5, x3, #124
            cmp x5, #8
            b.cs 116
            add x4, x4, #140
            str x4, [x2, #440]
            ret
            ldr w3, [x1, #124]
            mov x4, #26368
            movk x4, #0x4253, lsl #16
            sub w3, w3, w4
            cmp w3, #16
            b.eq 164
            b.cc 148
            mov x3, #0
            add w3, w3, #1
            add w3, w3, w4
            str w3, [x1, #124]
            br x16
            ldr x16, 32
            br x16
            """,
            Arm64Disassembly.Of(code));
    }
}
