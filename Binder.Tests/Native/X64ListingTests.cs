using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed class X64ListingTests
{
    private static readonly nint s_entry = unchecked((nint)0x7FFF_0000_1000);

    [TestMethod]
    public void Linux_shape()
    {
        byte[] page = X64HostedThunk.Assemble([7, 6, 2, 10, 8, 9], [0], s_entry, 42, out int trap);

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
            Disassembly.Of(page.AsSpan(0, trap)));
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
            mov rcx,fs:[0]
            mov rax,140733193392128
            call rax
            mov rdi,[rsp+8]
            add rsp,64
            pop rax
            mov [rax+8],rdi
            ret
            """,
            Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void Callee_saved_registers_are_saved_and_restored_around_several_answers()
    {
        byte[] page = X64HostedThunk.Assemble([3, 12, 7], [2, 1], s_entry, -1, out int trap);

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
            Disassembly.Of(page.AsSpan(0, trap)));
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
            mov rcx,fs:[0]
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
            Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void Token_in_rdi_leaves_the_frame_to_rax()
    {
        byte[] page = X64HostedThunk.Assemble([1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15], [0], s_entry, 0, out int trap);

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
            Disassembly.Of(page.AsSpan(0, trap)));
        Assert.EndsWith("mov r15,[rax+104]\nmov rax,[rax]", Disassembly.Of(page.AsSpan(0, trap)));
        Assert.Contains("mov rsi,rdi\nmov rdi,rsp\n", Disassembly.Of(page.AsSpan(trap)));
    }

    [TestMethod]
    public void By_pointer_jumps_to_the_entry()
    {
        Assert.AreEqual("mov edx,7\nmov rcx,fs:[0]\nmov rax,140733193392128\njmp rax", Disassembly.Of(X64HostedThunk.AssembleByPointer(s_entry, 7)));
    }

    [TestMethod]
    public void Linux_trap()
    {
        Assert.AreEqual(
            """
            mov rax,rdi
            mov rdi,rsi
            mov rsi,rdx
            mov rdx,rcx
            mov r10,r8
            mov r8,r9
            mov r9,[rsp+8]
            syscall
            ret
            """,
            Disassembly.Of(X64LinuxTrap.Assemble()));
    }

    [TestMethod]
    public void Thread_pointer()
    {
        byte[] code = X64ThreadPointer.Assemble(out int clear);
        Assert.AreEqual("mov rax,fs:[0]\nret", Disassembly.Of(code.AsSpan(0, clear)));
        Assert.AreEqual("xor eax,eax\nmov [rdi],rax\nret", Disassembly.Of(code.AsSpan(clear)));
    }

    [TestMethod]
    public void Fault_safe_copy()
    {
        RecoverableCode copy = X64Copy.Assemble();

        Assert.AreEqual(
            """
            xor ecx,ecx
            cmp rdx,384
            jbe short 67
            mov rcx,rdx
            rep movsb [rdi],[rsi]
            mov rax,rcx
            ret
            add rsi,rcx
            add rdi,rcx
            sub rdx,rcx
            mov rax,rsi
            and eax,4095
            cmp eax,4064
            ja short 11
            mov rax,rdi
            and eax,4095
            cmp eax,4064
            ja short 11
            mov rax,rdx
            ret
            mov r8,rdx
            sub r8,32
            jb short 123
            mov rax,[rsi+rcx]
            mov r9,[rsi+rcx+8]
            mov r10,[rsi+rcx+16]
            mov r11,[rsi+rcx+24]
            mov [rdi+rcx],rax
            mov [rdi+rcx+8],r9
            mov [rdi+rcx+16],r10
            mov [rdi+rcx+24],r11
            add rcx,32
            cmp rcx,r8
            jbe short 76
            test dl,31
            je short 225
            test dl,16
            je short 155
            mov rax,[rsi+rcx]
            mov r9,[rsi+rcx+8]
            mov [rdi+rcx],rax
            mov [rdi+rcx+8],r9
            add rcx,16
            test dl,8
            je short 172
            mov rax,[rsi+rcx]
            mov [rdi+rcx],rax
            add rcx,8
            test dl,7
            je short 225
            test dl,4
            je short 192
            mov eax,[rsi+rcx]
            mov [rdi+rcx],eax
            add rcx,4
            test dl,2
            je short 209
            movzx eax,word ptr [rsi+rcx]
            mov [rdi+rcx],ax
            add rcx,2
            test dl,1
            je short 225
            movzx eax,byte ptr [rsi+rcx]
            mov [rdi+rcx],al
            add rcx,1
            xor eax,eax
            ret
            """,
            Disassembly.Of(copy.Code.AsSpan(0, 228)));

        // From the first block to the last tail, rep movsb, and the entries for few words.
        CollectionAssert.AreEqual(new Recovery[] { new(76, 225, 20), new(14, 16, 16), new(256, 491, 20) }, copy.Recoveries);
    }

    [TestMethod]
    [DataRow(1, "mov rax,[rsi+rcx]\nmov [rdi+rcx],rax")]
    [DataRow(2, "mov rax,[rsi+rcx]\nmov r9,[rsi+rcx+8]\nmov [rdi+rcx],rax\nmov [rdi+rcx+8],r9")]
    [DataRow(4, "mov rax,[rsi+rcx]\nmov r9,[rsi+rcx+8]\nmov r10,[rsi+rcx+16]\nmov r11,[rsi+rcx+24]\nmov [rdi+rcx],rax\nmov [rdi+rcx+8],r9\nmov [rdi+rcx+16],r10\nmov [rdi+rcx+24],r11")]
    public void Fault_safe_copy_of_few_words(int words, string moves)
    {
        RecoverableCode copy = X64Copy.Assemble();
        int start = copy.FewWords!.Value + (words * RecoverableCode.FewWordsStride);

        string expected = $"xor ecx,ecx\n{moves}\nxor eax,eax\nret";
        string listing = Disassembly.Of(copy.Code.AsSpan(start));
        Assert.AreEqual(expected, string.Join('\n', listing.Split('\n').Take(expected.Split('\n').Length)));
    }

    [TestMethod]
    public void Fault_handler()
    {
        RecoverableCode copy = new([], [new(38, 187, 11), new(23, 25, 25)]);

        Assert.AreEqual(
            """
            mov r8,3561328532152472386
            mov r9,8738
            mov eax,[rsi+8]
            cmp eax,0
            jle short 104
            mov rax,[rdx+168]
            mov rcx,4369
            sub rax,rcx
            mov r10,rax
            sub r10,38
            cmp r10,149
            jae short 79
            add rcx,11
            mov [rdx+168],rcx
            ret
            mov r10,rax
            sub r10,23
            cmp r10,2
            jae short 104
            add rcx,25
            mov [rdx+168],rcx
            ret
            mov eax,[rsi+124]
            add eax,3182205184
            cmp eax,16
            je short 137
            jb short 125
            xor eax,eax
            add eax,1112762113
            mov [rsi+124],eax
            jmp r9
            mov rax,13107
            jmp rax
            """,
            Disassembly.Of(X64FaultHandler.Assemble(copy, 0x1111, 0x2222, 0x3333)));
    }
}
