using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed class HostedThunkListingTests
{
    private static readonly nint s_entry = unchecked((nint)0x7FFF_0000_1000);

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Linux_shape()
    {
        HostedPage page = HostedThunks.For([7, 6, 2, 10, 8, 9], [0], s_entry, 42);

        Assert.AreEqual(
            """
            push rdi
            mov r11,rsi
            mov rax,[rdi]
            mov rsi,[rdi+16]
            mov rdx,[rdi+24]
            mov r10,[rdi+32]
            mov r8,[rdi+40]
            mov r9,[rdi+48]
            mov rdi,[rdi+8]
            """,
            Trap(page));
        Assert.AreEqual(
            """
            sub rsp,64
            mov [rsp],rax
            mov [rsp+8],rdi
            mov [rsp+16],rsi
            mov [rsp+24],rdx
            mov [rsp+32],r10
            mov [rsp+40],r8
            mov [rsp+48],r9
            mov rsi,r11
            mov rdi,rsp
            mov edx,42
            mov rax,140733193392128
            call rax
            mov rdi,[rsp+8]
            add rsp,64
            pop rax
            mov [rax+8],rdi
            ret
            """,
            Gate(page));
    }

    [TestMethod]
    public void Callee_saved_registers_are_saved_and_restored_around_several_answers()
    {
        HostedPage page = HostedThunks.For([3, 12, 7], [2, 1], s_entry, -1);

        Assert.AreEqual(
            """
            push rbx
            push r12
            push rdi
            mov r11,rsi
            mov rax,[rdi]
            mov rbx,[rdi+8]
            mov r12,[rdi+16]
            mov rdi,[rdi+24]
            """,
            Trap(page));
        Assert.AreEqual(
            """
            sub rsp,32
            mov [rsp],rax
            mov [rsp+8],rbx
            mov [rsp+16],r12
            mov [rsp+24],rdi
            mov rsi,r11
            mov rdi,rsp
            mov edx,4294967295
            mov rax,140733193392128
            call rax
            mov rdi,[rsp+24]
            mov r12,[rsp+16]
            add rsp,32
            pop rax
            mov [rax+24],rdi
            mov [rax+16],r12
            pop r12
            pop rbx
            ret
            """,
            Gate(page));
    }

    [TestMethod]
    public void Token_in_rdi_leaves_the_frame_to_rax()
    {
        HostedPage page = HostedThunks.For([1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15], [0], s_entry, 0);

        Assert.StartsWith(
            """
            push rbx
            push rbp
            push r12
            push r13
            push r14
            push r15
            push rdi
            mov rax,rdi
            mov rdi,rsi
            mov rcx,[rax+8]
            """,
            Trap(page));
        Assert.EndsWith("mov r15,[rax+104]\nmov rax,[rax]", Trap(page));
        Assert.Contains("mov rsi,rdi\nmov rdi,rsp\n", Gate(page));
    }

    [TestMethod]
    public void By_pointer_jumps_to_the_entry()
    {
        HostedPage page = HostedThunks.ByPointer(s_entry, 7);

        Assert.AreEqual("mov edx,7\nmov rax,140733193392128\njmp rax", Trap(page));
        Assert.AreEqual(0, page.GateLength);
    }

    private static string Trap(HostedPage page) => Disassembly.Of(page.Address, page.TrapLength);

    private static string Gate(HostedPage page) => Disassembly.Of(page.Address + page.GateOffset, page.GateLength);
}
