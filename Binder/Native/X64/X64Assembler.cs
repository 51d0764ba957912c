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

    /// <summary>int3 up to a position.</summary>
    public void FillTo(int position)
    {
        while (Position < position)
        {
            Put(0xCC);
        }
    }

    /// <summary>mov to, from</summary>
    public void Move(X64Register to, X64Register from) => Between(0x89, to, from);

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
    public void Reserve(int bytes) => Subtract(Rsp, bytes);

    /// <summary>add rsp, bytes</summary>
    public void Release(int bytes) => Add(Rsp, bytes);

    /// <summary>add to, value: the value's sign is extended.</summary>
    public void Add(X64Register to, int value) => WithConstant(0, to, value);

    /// <summary>sub from, value: the value's sign is extended.</summary>
    public void Subtract(X64Register from, int value) => WithConstant(5, from, value);

    /// <summary>cmp register, value: the value's sign is extended.</summary>
    public void Compare(X64Register register, int value) => WithConstant(7, register, value);

    /// <summary>add to, from</summary>
    public void Add(X64Register to, X64Register from) => Between(0x01, to, from);

    /// <summary>sub to, from</summary>
    public void Subtract(X64Register to, X64Register from) => Between(0x29, to, from);

    /// <summary>cmp left, right</summary>
    public void Compare(X64Register left, X64Register right) => Between(0x39, left, right);

    /// <summary>xor of the low 32 bits with themselves: the whole register becomes zero.</summary>
    public void Zero(X64Register register)
    {
        RexWhereNeeded(register, default, register);
        Put(0x31);
        ModRm(3, (int)register, register);
    }

    /// <summary>test register's low byte, bits</summary>
    /// <param name="register">rax, rcx, rdx or rbx.</param>
    /// <param name="bits">The jump <see cref="X64Condition.Equal"/> is taken where none of them is set.</param>
    public void TestLow(X64Register register, byte bits)
    {
        Put(0xF6);
        ModRm(3, 0, register);
        Put(bits);
    }

    /// <summary>mov or movzx to, [from + index + displacement]: the whole register takes the 1, 2, 4 or 8 bytes, zero-extended.</summary>
    public void LoadPart(int bytes, X64Register to, X64Register from, X64Register index, int displacement = 0)
    {
        if (bytes == 8)
        {
            Put((byte)(0x48 | High(to) << 2 | High(index) << 1 | High(from)));
        }
        else
        {
            RexWhereNeeded(to, index, from);
        }

        if (bytes < 4)
        {
            Put(0x0F);
        }

        Put(bytes switch { 1 => 0xB6, 2 => 0xB7, _ => 0x8B });
        Indexed(to, from, index, displacement);
    }

    /// <summary>mov [to + index + displacement], from's low 1, 2, 4 or 8 bytes; for 1 from is rax, rcx, rdx or rbx.</summary>
    public void StorePart(int bytes, X64Register to, X64Register index, X64Register from, int displacement = 0)
    {
        if (bytes == 8)
        {
            Put((byte)(0x48 | High(from) << 2 | High(index) << 1 | High(to)));
        }
        else
        {
            if (bytes == 2)
            {
                Put(0x66);
            }

            RexWhereNeeded(from, index, to);
        }

        Put(bytes == 1 ? (byte)0x88 : (byte)0x89);
        Indexed(from, to, index, displacement);
    }

    /// <summary>mov to's low 32 bits, [from + displacement]: the upper 32 become zero.</summary>
    public void Load32(X64Register to, X64Register from, int displacement)
    {
        RexWhereNeeded(to, default, from);
        Put(0x8B);
        Memory(to, from, displacement);
    }

    /// <summary>mov [to + displacement], from's low 32 bits</summary>
    public void Store32(X64Register to, int displacement, X64Register from)
    {
        RexWhereNeeded(from, default, to);
        Put(0x89);
        Memory(from, to, displacement);
    }

    /// <summary>add to's low 32 bits, value: the upper 32 become zero.</summary>
    public void Add32(X64Register to, int value)
    {
        RexWhereNeeded(default, default, to);
        Put(0x81);
        ModRm(3, 0, to);
        Put32(value);
    }

    /// <summary>and to's low 32 bits, bits: the upper 32 become zero.</summary>
    public void And32(X64Register to, int bits)
    {
        RexWhereNeeded(default, default, to);
        Put(0x81);
        ModRm(3, 4, to);
        Put32(bits);
    }

    /// <summary>cmp register's low 32 bits, value</summary>
    public void Compare32(X64Register register, int value)
    {
        RexWhereNeeded(default, default, register);
        Put(0x81);
        ModRm(3, 7, register);
        Put32(value);
    }

    /// <summary>Copies rcx bytes from [rsi] to [rdi]; all three tell how far it came when it faults.</summary>
    public void RepeatMoveBytes()
    {
        Put(0xF3);
        Put(0xA4);
    }

    /// <summary>A short jump forward, taken where the condition holds.</summary>
    /// <returns>What <see cref="Land"/> takes where the jump goes to.</returns>
    public int JumpIf(X64Condition condition)
    {
        Put((byte)(0x70 | (int)condition));
        Put(0);
        return Position;
    }

    /// <summary>A short jump back to a <see cref="Position"/>, taken where the condition holds.</summary>
    public void JumpIf(X64Condition condition, int position)
    {
        int jump = JumpIf(condition);
        _code[jump - 1] = Short(position - jump);
    }

    /// <summary>Here a <see cref="JumpIf(X64Condition)"/> goes to.</summary>
    public void Land(int jump) => _code[jump - 1] = Short(Position - jump);

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

    /// <summary>mov to, fs:[0]: where System V has the address of the thread control block, which fs itself points to.</summary>
    public void LoadThreadPointer(X64Register to)
    {
        Put(0x64);
        RexW(to, default);
        Put(0x8B);
        ModRm(0, (int)to, Rsp);
        Put(0x25); // No base, no index.
        Put32(0);
    }

    public void Syscall()
    {
        Put(0x0F);
        Put(0x05);
    }

    public void Return() => Put(0xC3);

    private static byte Short(int distance) => unchecked((byte)checked((sbyte)distance));

    private void WithConstant(int operation, X64Register register, int value)
    {
        bool small = value == (sbyte)value;
        RexW(default, register);
        Put(small ? (byte)0x83 : (byte)0x81);
        ModRm(3, operation, register);
        if (small)
        {
            Put((byte)value);
        }
        else
        {
            Put32(value);
        }
    }

    private void Between(byte operation, X64Register to, X64Register from)
    {
        RexW(from, to);
        Put(operation);
        ModRm(3, (int)from, to);
    }

    /// <summary>base + index + displacement of one byte, in a SIB byte; rsp is no index.</summary>
    private void Indexed(X64Register register, X64Register @base, X64Register index, int displacement)
    {
        bool none = displacement == 0 && Low(@base) != Low(Rbp);
        ModRm(none ? 0 : 1, (int)register, Rsp);
        Put((byte)(Low(index) << 3 | Low(@base)));
        if (!none)
        {
            Put(Short(displacement));
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
        Put((byte)(0x48 | High(register) << 2 | High(baseOrTarget)));

    private void RexBWhereNeeded(X64Register register) => RexWhereNeeded(default, default, register);

    private void RexWhereNeeded(X64Register register, X64Register index, X64Register baseOrTarget)
    {
        int high = High(register) << 2 | High(index) << 1 | High(baseOrTarget);
        if (high != 0)
        {
            Put((byte)(0x40 | high));
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

    private static int High(X64Register register) => (int)register >> 3;
}
