using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>Writes the few arm64 instructions that thunks need. Widths are 64 bits unless said.</summary>
internal sealed class Arm64Assembler
{
    private readonly List<byte> _code = [];

    /// <summary>Bytes written so far.</summary>
    public int Position => _code.Count;

    public byte[] ToArray() => [.. _code];

    /// <summary>mov to, from: neither is sp.</summary>
    public void Move(Arm64Register to, Arm64Register from) => Put(0xAA00_03E0 | M(from) | D(to));

    /// <summary>mov to, value, by movz and as many movk as it takes.</summary>
    public void Constant(Arm64Register to, long value)
    {
        Put(0xD280_0000 | (uint)(value & 0xFFFF) << 5 | D(to));
        for (int half = 1; half < 4; half++)
        {
            if ((value >> 16 * half & 0xFFFF) is not 0 and long bits)
            {
                Put(0xF280_0000 | (uint)half << 21 | (uint)bits << 5 | D(to));
            }
        }
    }

    /// <summary>mov to's low 32 bits, value: the upper 32 become zero.</summary>
    public void Constant32(Arm64Register to, int value) => Constant(to, (uint)value);

    /// <summary>ldr to, literal: eight bytes of this code.</summary>
    /// <param name="to">What takes them.</param>
    /// <param name="position">Where they lie.</param>
    public void LoadLiteral(Arm64Register to, int position) => Put(0x5800_0000 | Distance(position, 19) << 5 | D(to));

    /// <summary>ldr to, [from + offset]</summary>
    /// <param name="to">What is loaded.</param>
    /// <param name="from">The base, sp allowed.</param>
    /// <param name="offset">A multiple of 8 from 0 to 32760.</param>
    public void Load(Arm64Register to, Arm64Register from, int offset) => Put(0xF940_0000 | Scaled(offset, 8) | N(from) | D(to));

    /// <summary>str from, [to + offset]</summary>
    /// <inheritdoc cref="Load" path="/param[@name='offset']"/>
    public void Store(Arm64Register to, int offset, Arm64Register from) => Put(0xF900_0000 | Scaled(offset, 8) | N(to) | D(from));

    /// <summary>ldr to's low 32 bits, [from + offset]: the upper 32 become zero.</summary>
    public void Load32(Arm64Register to, Arm64Register from, int offset) => Put(0xB940_0000 | Scaled(offset, 4) | N(from) | D(to));

    /// <summary>str from's low 32 bits, [to + offset]</summary>
    public void Store32(Arm64Register to, int offset, Arm64Register from) => Put(0xB900_0000 | Scaled(offset, 4) | N(to) | D(from));

    /// <summary>ldr, ldrh or ldrb to, [from + index]: the whole register takes the 1, 2, 4 or 8 bytes, zero-extended.</summary>
    public void LoadPart(int bytes, Arm64Register to, Arm64Register from, Arm64Register index) =>
        Put(0x3860_6800 | Width(bytes) | M(index) | N(from) | D(to));

    /// <summary>str, strh or strb from, [to + index]: its low 1, 2, 4 or 8 bytes.</summary>
    public void StorePart(int bytes, Arm64Register to, Arm64Register index, Arm64Register from) =>
        Put(0x3820_6800 | Width(bytes) | M(index) | N(to) | D(from));

    /// <summary>ldp first, second, [from]</summary>
    public void LoadPair(Arm64Register first, Arm64Register second, Arm64Register from) =>
        Put(0xA940_0000 | D(second) << 10 | N(from) | D(first));

    /// <summary>stp first, second, [to]</summary>
    public void StorePair(Arm64Register to, Arm64Register first, Arm64Register second) =>
        Put(0xA900_0000 | D(second) << 10 | N(to) | D(first));

    /// <summary>stp first, second, [sp, -16]!</summary>
    public void Push(Arm64Register first, Arm64Register second) => Put(0xA9BF_03E0 | D(second) << 10 | D(first));

    /// <summary>ldp first, second, [sp], 16</summary>
    public void Pop(Arm64Register first, Arm64Register second) => Put(0xA8C1_03E0 | D(second) << 10 | D(first));

    /// <summary>str register, [sp, -16]!: the stack stays a multiple of 16.</summary>
    public void Push(Arm64Register register) => Put(0xF81F_0FE0 | D(register));

    /// <summary>ldr register, [sp], 16</summary>
    public void Pop(Arm64Register register) => Put(0xF841_07E0 | D(register));

    /// <summary>add to, from, value: sp allowed.</summary>
    /// <param name="to">The sum.</param>
    /// <param name="from">What is added to.</param>
    /// <param name="value">0 to 4095.</param>
    public void Add(Arm64Register to, Arm64Register from, int value) => Put(0x9100_0000 | Scaled(value, 1) | N(from) | D(to));

    /// <summary>sub to, from, value: sp allowed.</summary>
    /// <inheritdoc cref="Add(Arm64Register, Arm64Register, int)" path="/param[@name='value']"/>
    public void Subtract(Arm64Register to, Arm64Register from, int value) => Put(0xD100_0000 | Scaled(value, 1) | N(from) | D(to));

    /// <summary>add to, left, right</summary>
    public void Add(Arm64Register to, Arm64Register left, Arm64Register right) => Put(0x8B00_0000 | M(right) | N(left) | D(to));

    /// <summary>sub to, left, right</summary>
    public void Subtract(Arm64Register to, Arm64Register left, Arm64Register right) => Put(0xCB00_0000 | M(right) | N(left) | D(to));

    /// <summary>and to, from, with so many low bits set, 1 to 63.</summary>
    public void KeepLow(Arm64Register to, Arm64Register from, int bits) => Put(0x9240_0000 | (uint)(bits - 1) << 10 | N(from) | D(to));

    /// <summary>add of the low 32 bits: the upper 32 become zero.</summary>
    public void Add32(Arm64Register to, Arm64Register left, Arm64Register right) => Put(0x0B00_0000 | M(right) | N(left) | D(to));

    /// <summary>add to, from, value, of the low 32 bits.</summary>
    public void Add32(Arm64Register to, Arm64Register from, int value) => Put(0x1100_0000 | Scaled(value, 1) | N(from) | D(to));

    /// <summary>sub of the low 32 bits: the upper 32 become zero.</summary>
    public void Subtract32(Arm64Register to, Arm64Register left, Arm64Register right) => Put(0x4B00_0000 | M(right) | N(left) | D(to));

    /// <summary>cmp left, right</summary>
    public void Compare(Arm64Register left, Arm64Register right) => Put(0xEB00_001F | M(right) | N(left));

    /// <summary>cmp register, value</summary>
    /// <inheritdoc cref="Add(Arm64Register, Arm64Register, int)" path="/param[@name='value']"/>
    public void Compare(Arm64Register register, int value) => Put(0xF100_001F | Scaled(value, 1) | N(register));

    /// <summary>cmp register's low 32 bits, value</summary>
    /// <inheritdoc cref="Add(Arm64Register, Arm64Register, int)" path="/param[@name='value']"/>
    public void Compare32(Arm64Register register, int value) => Put(0x7100_001F | Scaled(value, 1) | N(register));

    /// <summary>A branch forward, taken where the condition holds.</summary>
    /// <returns>What <see cref="Land"/> takes where the branch goes to.</returns>
    public int BranchIf(Arm64Condition condition) => Put(0x5400_0000 | (uint)condition);

    /// <summary>A branch back to a <see cref="Position"/>, taken where the condition holds.</summary>
    public void BranchIf(Arm64Condition condition, int position) => Put(0x5400_0000 | Distance(position, 19) << 5 | (uint)condition);

    /// <summary>tbz: a branch forward, taken where the bit is zero.</summary>
    /// <param name="register">What is looked at.</param>
    /// <param name="bit">0 to 31.</param>
    /// <returns>What <see cref="Land"/> takes where the branch goes to.</returns>
    public int BranchIfZero(Arm64Register register, int bit) => Put(0x3600_0000 | (uint)bit << 19 | D(register));

    /// <summary>b to a <see cref="Position"/>, forward or back.</summary>
    public void Branch(int position) => Put(0x1400_0000 | Distance(position, 26));

    /// <summary>Here a branch forward goes to.</summary>
    public void Land(int branch)
    {
        Span<byte> instruction = CollectionsMarshal.AsSpan(_code).Slice(branch, sizeof(uint));
        uint words = (uint)(Position - branch) / sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(instruction, BinaryPrimitives.ReadUInt32LittleEndian(instruction) | words << 5);
    }

    /// <summary>blr target</summary>
    public void Call(Arm64Register target) => Put(0xD63F_0000 | N(target));

    /// <summary>br target</summary>
    public void Jump(Arm64Register target) => Put(0xD61F_0000 | N(target));

    /// <summary>mrs to, tpidr_el0</summary>
    public void LoadThreadPointer(Arm64Register to) => Put(0xD53B_D040 | D(to));

    /// <summary>svc 0</summary>
    public void Supervise() => Put(0xD400_0001);

    /// <summary>ret, to x30</summary>
    public void Return() => Put(0xD65F_0000 | N(X30));

    /// <summary>Eight bytes that are no instructions.</summary>
    public void Data(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    private int Put(uint instruction)
    {
        int position = Position;
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, instruction);
        _code.AddRange(bytes);
        return position;
    }

    /// <summary>From the instruction to be written to a position, in instructions, as a field of so many bits.</summary>
    private uint Distance(int position, int bits) => (uint)((position - Position) / sizeof(uint)) & (1u << bits) - 1;

    /// <summary>An offset in units of a width, twelve bits without sign.</summary>
    private static uint Scaled(int offset, int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % unit, 0, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset / (uint)unit, 4095u, nameof(offset));
        return (uint)(offset / unit) << 10;
    }

    private static uint Width(int bytes) => (uint)int.Log2(bytes) << 30;

    private static uint D(Arm64Register register) => (uint)register;

    private static uint N(Arm64Register register) => (uint)register << 5;

    private static uint M(Arm64Register register) => (uint)register << 16;
}
