using System.Buffers.Binary;
using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>Writes the few x86-64 instructions that thunks need, for all sixteen registers. Widths are 64 bits unless said.</summary>
internal sealed class X64Assembler
{
    private readonly List<byte> _code = [];

    /// <summary>Bytes written so far.</summary>
    public int Position => _code.Count;

    public byte[] ToArray() => [.. _code];

    /// <summary>mov to, from</summary>
    public void Move(X64Register to, X64Register from)
    {
        RexW(from, to);
        Put(0x89);
        ModRm(3, (int)from, to);
    }

    /// <summary>mov to, [from + displacement]</summary>
    public void Load(X64Register to, X64Register from, int displacement)
    {
        RexW(to, from);
        Put(0x8B);
        Memory(to, from, displacement);
    }

    /// <summary>mov [to + displacement], from</summary>
    public void Store(X64Register to, int displacement, X64Register from)
    {
        RexW(from, to);
        Put(0x89);
        Memory(from, to, displacement);
    }

    /// <summary>mov to, value: all 64 bits.</summary>
    public void Constant(X64Register to, long value)
    {
        RexW(default, to);
        Put((byte)(0xB8 | Low(to)));
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    /// <summary>mov to's low 32 bits, value: the upper 32 become zero.</summary>
    public void Constant32(X64Register to, int value)
    {
        RexBWhereNeeded(to);
        Put((byte)(0xB8 | Low(to)));
        Put32(value);
    }

    public void Push(X64Register register)
    {
        RexBWhereNeeded(register);
        Put((byte)(0x50 | Low(register)));
    }

    public void Pop(X64Register register)
    {
        RexBWhereNeeded(register);
        Put((byte)(0x58 | Low(register)));
    }

    /// <summary>sub rsp, bytes</summary>
    public void Reserve(int bytes) => AdjustStack(5, bytes);

    /// <summary>add rsp, bytes</summary>
    public void Release(int bytes) => AdjustStack(0, bytes);

    /// <summary>call target</summary>
    public void Call(X64Register target)
    {
        RexBWhereNeeded(target);
        Put(0xFF);
        ModRm(3, 2, target);
    }

    /// <summary>jmp target</summary>
    public void Jump(X64Register target)
    {
        RexBWhereNeeded(target);
        Put(0xFF);
        ModRm(3, 4, target);
    }

    public void Syscall()
    {
        Put(0x0F);
        Put(0x05);
    }

    public void Return() => Put(0xC3);

    private void AdjustStack(int operation, int bytes)
    {
        bool small = bytes == (sbyte)bytes;
        RexW(default, Rsp);
        Put(small ? (byte)0x83 : (byte)0x81);
        ModRm(3, operation, Rsp);
        if (small)
        {
            Put((byte)bytes);
        }
        else
        {
            Put32(bytes);
        }
    }

    private void Memory(X64Register register, X64Register @base, int displacement)
    {
        // rbp and r13 have no form without displacement: that encoding means rip-relative.
        int mode = displacement == 0 && Low(@base) != Low(Rbp) ? 0 : displacement == (sbyte)displacement ? 1 : 2;
        ModRm(mode, (int)register, @base);
        // rsp and r12 as base announce a SIB byte; this one says "base alone".
        if (Low(@base) == Low(Rsp))
        {
            Put(0x24);
        }

        if (mode == 1)
        {
            Put((byte)displacement);
        }
        else if (mode == 2)
        {
            Put32(displacement);
        }
    }

    private void RexW(X64Register register, X64Register baseOrTarget) =>
        Put((byte)(0x48 | (int)register >> 3 << 2 | (int)baseOrTarget >> 3));

    private void RexBWhereNeeded(X64Register register)
    {
        if (register >= R8)
        {
            Put(0x41);
        }
    }

    private void ModRm(int mode, int registerOrOperation, X64Register baseOrTarget) =>
        Put((byte)(mode << 6 | (registerOrOperation & 7) << 3 | Low(baseOrTarget)));

    private void Put(byte value) => _code.Add(value);

    private void Put32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    private static int Low(X64Register register) => (int)register & 7;
}
