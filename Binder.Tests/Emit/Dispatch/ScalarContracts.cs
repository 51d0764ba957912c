namespace Binder.Tests.Emit.Dispatch;

internal enum Level : sbyte
{
    Low = -1,
    High = 1,
}

internal enum Colour : ushort
{
    Red = 1,
}

internal enum Wide : long
{
    One = 1,
}

/// <summary>Scalars that a register of 32 bits carries.</summary>
[SyscallInterface]
internal interface INarrowScalars
{
    [Syscall(1)] void SByte(sbyte value);

    [Syscall(2)] void Byte(byte value);

    [Syscall(3)] void Short(short value);

    [Syscall(4)] void UShort(ushort value);

    [Syscall(5)] void Int(int value);

    [Syscall(6)] void UInt(uint value);

    [Syscall(7)] void Char(char value);

    [Syscall(8)] void Bool(bool value);

    [Syscall(9)] void Half(Half value);

    [Syscall(10)] void Float(float value);

    [Syscall(11)] void NInt(nint value);

    [Syscall(12)] void NUInt(nuint value);

    [Syscall(13)] void Level(Level value);

    [Syscall(14)] void Colour(Colour value);

    [Syscall(15)] unsafe void Pointer(int* value);
}

/// <summary>Scalars that need 64 bits.</summary>
[SyscallInterface]
internal interface IWideScalars
{
    [Syscall(21)] void Long(long value);

    [Syscall(22)] void ULong(ulong value);

    [Syscall(23)] void Double(double value);

    [Syscall(24)] void Wide(Wide value);
}

/// <summary>Keeps the bits of what arrives: signed ones sign-extended, others zero-extended.</summary>
[Handles(typeof(INarrowScalars))]
internal class NarrowRecorder
{
    public ulong? Seen { get; set; }

    public void SByte(sbyte value) => Seen = (ulong)value;

    public void Byte(byte value) => Seen = value;

    public void Short(short value) => Seen = (ulong)value;

    public void UShort(ushort value) => Seen = value;

    public void Int(int value) => Seen = (ulong)value;

    public void UInt(uint value) => Seen = value;

    public void Char(char value) => Seen = value;

    public unsafe void Bool(bool value) => Seen = *(byte*)&value;

    public void Half(Half value) => Seen = BitConverter.HalfToUInt16Bits(value);

    public void Float(float value) => Seen = BitConverter.SingleToUInt32Bits(value);

    public void NInt(nint value) => Seen = (ulong)value;

    public void NUInt(nuint value) => Seen = value;

    public void Level(Level value) => Seen = (ulong)value;

    public void Colour(Colour value) => Seen = (ulong)value;

    public unsafe void Pointer(int* value) => Seen = (ulong)value;
}

internal sealed class WideRecorder : NarrowRecorder, IWideScalars
{
    public void Long(long value) => Seen = (ulong)value;

    public void ULong(ulong value) => Seen = value;

    public void Double(double value) => Seen = BitConverter.DoubleToUInt64Bits(value);

    public void Wide(Wide value) => Seen = (ulong)value;
}
