using Binder.Native;
using Iced.Intel;

namespace Binder.Tests.Native;

[TestClass]
public sealed class X64AssemblerTests
{
    private static readonly X64Register[] s_registers = Enum.GetValues<X64Register>();
    private static readonly int[] s_displacements = [0, 8, 127, 128, -128, -129, int.MaxValue, int.MinValue];

    [TestMethod]
    public void Moves_between_all_registers_decode_as_written()
    {
        foreach (X64Register to in s_registers)
        {
            foreach (X64Register from in s_registers)
            {
                Assert.AreEqual($"mov {Name(to)},{Name(from)}", Written(code => code.Move(to, from)));
            }
        }
    }

    [TestMethod]
    public void Loads_and_stores_decode_as_written_for_every_base_and_width_of_displacement()
    {
        foreach (X64Register register in s_registers)
        {
            foreach (X64Register @base in s_registers)
            {
                foreach (int displacement in s_displacements)
                {
                    string place = displacement switch
                    {
                        0 => $"[{Name(@base)}]",
                        > 0 => $"[{Name(@base)}+{displacement}]",
                        _ => $"[{Name(@base)}-{-(long)displacement}]",
                    };
                    Assert.AreEqual($"mov {Name(register)},{place}", Written(code => code.Load(register, @base, displacement)));
                    Assert.AreEqual($"mov {place},{Name(register)}", Written(code => code.Store(@base, displacement, register)));
                }
            }
        }
    }

    [TestMethod]
    public void Small_displacements_take_one_byte_and_zero_none_where_the_base_allows()
    {
        Assert.AreEqual(3, Length(code => code.Load(X64Register.Rax, X64Register.Rdi, 0)));
        Assert.AreEqual(4, Length(code => code.Load(X64Register.Rax, X64Register.Rdi, -128)));
        Assert.AreEqual(7, Length(code => code.Load(X64Register.Rax, X64Register.Rdi, 128)));
        Assert.AreEqual(4, Length(code => code.Load(X64Register.Rax, X64Register.Rsp, 0)));
        Assert.AreEqual(4, Length(code => code.Load(X64Register.Rax, X64Register.R13, 0)));
        Assert.AreEqual(4, Length(code => code.Reserve(-128)));
        Assert.AreEqual(7, Length(code => code.Reserve(128)));
    }

    [TestMethod]
    public void Constants_reach_every_register_whole()
    {
        foreach (X64Register to in s_registers)
        {
            foreach (long value in (long[])[0, 1, -1, int.MinValue, long.MinValue, 0x0123_4567_89AB_CDEF])
            {
                byte[] wide = Code(code => code.Constant(to, value));
                Instruction instruction = Disassembly.Decode(wide).Single();
                Assert.AreEqual(Name(to), instruction.Op0Register.ToString(), ignoreCase: true);
                Assert.AreEqual(value, (long)instruction.GetImmediate(1));

                Instruction narrow = Disassembly.Decode(Code(code => code.Constant32(to, (int)value))).Single();
                Assert.AreEqual(narrow.Op0Register, instruction.Op0Register.GetFullRegister32());
                Assert.AreEqual((int)value, (int)narrow.GetImmediate(1));
            }
        }
    }

    [TestMethod]
    public void Stack_and_jump_instructions_decode_as_written()
    {
        foreach (X64Register register in s_registers)
        {
            Assert.AreEqual($"push {Name(register)}", Written(code => code.Push(register)));
            Assert.AreEqual($"pop {Name(register)}", Written(code => code.Pop(register)));
            Assert.AreEqual($"call {Name(register)}", Written(code => code.Call(register)));
            Assert.AreEqual($"jmp {Name(register)}", Written(code => code.Jump(register)));
            Assert.AreEqual($"mov {Name(register)},fs:[0]", Written(code => code.LoadThreadPointer(register)));
        }

        Assert.AreEqual("sub rsp,64", Written(code => code.Reserve(64)));
        Assert.AreEqual("sub rsp,4096", Written(code => code.Reserve(4096)));
        Assert.AreEqual("add rsp,64", Written(code => code.Release(64)));
        Assert.AreEqual("add rsp,4096", Written(code => code.Release(4096)));
        Assert.AreEqual("syscall", Written(code => code.Syscall()));
        Assert.AreEqual("ret", Written(code => code.Return()));
    }

    [TestMethod]
    public void Parts_at_an_index_decode_as_written()
    {
        foreach (X64Register @base in s_registers)
        {
            foreach (X64Register index in s_registers.Where(register => register != X64Register.Rsp))
            {
                foreach (int displacement in (int[])[0, 8, 127, -128])
                {
                    string tail = displacement switch { 0 => "]", > 0 => $"+{displacement}]", _ => $"{displacement}]" };
                    string place = $"[{Name(@base)}+{Name(index)}{tail}";
                    Assert.AreEqual($"mov r9,{place}", Written(code => code.LoadPart(8, X64Register.R9, @base, index, displacement)));
                    Assert.AreEqual($"mov eax,{place}", Written(code => code.LoadPart(4, X64Register.Rax, @base, index, displacement)));
                    Assert.AreEqual($"movzx r9d,word ptr {place}", Written(code => code.LoadPart(2, X64Register.R9, @base, index, displacement)));
                    Assert.AreEqual($"movzx eax,byte ptr {place}", Written(code => code.LoadPart(1, X64Register.Rax, @base, index, displacement)));
                    Assert.AreEqual($"mov {place},rcx", Written(code => code.StorePart(8, @base, index, X64Register.Rcx, displacement)));
                    Assert.AreEqual($"mov {place},r9d", Written(code => code.StorePart(4, @base, index, X64Register.R9, displacement)));
                    Assert.AreEqual($"mov {place},r9w", Written(code => code.StorePart(2, @base, index, X64Register.R9, displacement)));
                    Assert.AreEqual($"mov {place},bl", Written(code => code.StorePart(1, @base, index, X64Register.Rbx, displacement)));
                }
            }
        }
    }

    [TestMethod]
    public void Arithmetic_decodes_as_written()
    {
        foreach (X64Register register in s_registers)
        {
            string wide = Name(register), low = register < X64Register.R8 ? $"e{wide[1..]}" : $"{wide}d";
            Assert.AreEqual($"add {wide},r9", Written(code => code.Add(register, X64Register.R9)));
            Assert.AreEqual($"sub rsi,{wide}", Written(code => code.Subtract(X64Register.Rsi, register)));
            Assert.AreEqual($"cmp {wide},rcx", Written(code => code.Compare(register, X64Register.Rcx)));
            Assert.AreEqual($"add {wide},127", Written(code => code.Add(register, 127)));
            Assert.AreEqual($"sub {wide},128", Written(code => code.Subtract(register, 128)));
            Assert.AreEqual($"cmp {wide},256", Written(code => code.Compare(register, 256)));
            Assert.AreEqual($"xor {low},{low}", Written(code => code.Zero(register)));
            Assert.AreEqual($"add {low},1000", Written(code => code.Add32(register, 1000)));
            Assert.AreEqual($"and {low},4095", Written(code => code.And32(register, 4095)));
            Assert.AreEqual($"cmp {low},16", Written(code => code.Compare32(register, 16)));
            Assert.AreEqual($"mov {low},[rsi+124]", Written(code => code.Load32(register, X64Register.Rsi, 124)));
            Assert.AreEqual($"mov [r9+124],{low}", Written(code => code.Store32(X64Register.R9, 124, register)));
        }

        Assert.AreEqual("test dl,31", Written(code => code.TestLow(X64Register.Rdx, 31)));
        Assert.AreEqual("test bl,255", Written(code => code.TestLow(X64Register.Rbx, 255)));
        Assert.AreEqual("rep movsb [rdi],[rsi]", Written(code => code.RepeatMoveBytes()));
    }

    [TestMethod]
    public void Short_jumps_go_forward_and_back_and_no_farther_than_they_can()
    {
        X64Assembler code = new();
        int below = code.JumpIf(X64Condition.Below);
        code.JumpIf(X64Condition.LessOrEqual, 0);
        code.Land(below);
        code.Return();
        Assert.AreEqual("jb short 4\njle short 0\nret", Disassembly.Of(code.ToArray()));

        for (int i = 0; i < 128; i++)
        {
            code.Return();
        }

        Assert.ThrowsExactly<OverflowException>(() => code.Land(below));
        Assert.ThrowsExactly<OverflowException>(() => code.JumpIf(X64Condition.Below, 0));
    }

    [TestMethod]
    public void Position_counts_the_bytes_written()
    {
        X64Assembler code = new();
        Assert.AreEqual(0, code.Position);
        code.Push(X64Register.R12);
        Assert.AreEqual(2, code.Position);
        code.Return();
        CollectionAssert.AreEqual(new byte[] { 0x41, 0x54, 0xC3 }, code.ToArray());
    }

#pragma warning disable CA1308 // Registers are written in lower case.
    private static string Name(X64Register register) => register.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static string Written(Action<X64Assembler> write) => Disassembly.Of(Code(write));

    private static int Length(Action<X64Assembler> write) => Code(write).Length;

    private static byte[] Code(Action<X64Assembler> write)
    {
        X64Assembler code = new();
        write(code);
        return code.ToArray();
    }
}
