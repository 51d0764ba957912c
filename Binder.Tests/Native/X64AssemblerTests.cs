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
        }

        Assert.AreEqual("sub rsp,64", Written(code => code.Reserve(64)));
        Assert.AreEqual("sub rsp,4096", Written(code => code.Reserve(4096)));
        Assert.AreEqual("add rsp,64", Written(code => code.Release(64)));
        Assert.AreEqual("add rsp,4096", Written(code => code.Release(4096)));
        Assert.AreEqual("syscall", Written(code => code.Syscall()));
        Assert.AreEqual("ret", Written(code => code.Return()));
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
