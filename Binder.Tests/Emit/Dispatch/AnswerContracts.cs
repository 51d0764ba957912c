namespace Binder.Tests.Emit.Dispatch;

/// <summary>Error numbers of a kernel that is not Linux.</summary>
internal enum OwnError : ushort
{
    Odd = 1,
    Even = 4095,
}

internal readonly record struct Boxed(short Value);

internal readonly record struct Empty;

/// <summary>Every way to answer what registers of 32 bits carry.</summary>
[SyscallInterface]
internal interface INarrowAnswers
{
    [Syscall(1)] sbyte SByte(sbyte value);

    [Syscall(2)] byte Byte(byte value);

    [Syscall(3)] short Short(short value);

    [Syscall(4)] ushort UShort(ushort value);

    [Syscall(5)] int Int(int value);

    [Syscall(6)] uint UInt(uint value);

    [Syscall(7)] char Char(char value);

    [Syscall(8)] bool Bool(bool value);

    [Syscall(9)] Half Half(Half value);

    [Syscall(10)] float Float(float value);

    [Syscall(11)] nint NInt(nint value);

    [Syscall(12)] nuint NUInt(nuint value);

    [Syscall(13)] Level Level(Level value);

    [Syscall(14)] Boxed Boxed(Boxed value);

    [Syscall(15)] void Nothing();

    [Syscall(16)] Unit Unit();

    [Syscall(17)] Empty Empty();

    [Syscall(18)] Result<int, Errno> IntOrError(int value);

    [Syscall(19)] Result<Unit, Errno> UnitOrError(int value);

    [Syscall(20)] Result<int, SyscallError<Errno>> IntOrKernelError(int value);

    [Syscall(21)] Result<byte, OwnError> ByteOrOwnError(byte value);
}

[SyscallInterface]
internal interface IWideAnswers
{
    [Syscall(31)] long Long(long value);

    [Syscall(32)] ulong ULong(ulong value);

    [Syscall(33)] double Double(double value);

    [Syscall(34)] Pair Pair(long value);

    [Syscall(35)] Result<Pair, Errno> PairOrError(long value);

    [Syscall(36)] Result<ulong, SyscallError<OwnError>> ULongOrOwnError(ulong value);
}

/// <summary>Answers what it was asked with, or what the test sets.</summary>
internal class NarrowAnswers : INarrowAnswers
{
    public Func<int, Result<int, Errno>> IntAnswer { get; set; } = value => value;

    public Func<int, Result<Unit, Errno>> UnitAnswer { get; set; } = _ => Result.Ok();

    public Func<int, Result<int, SyscallError<Errno>>> KernelAnswer { get; set; } = value => value;

    public Func<byte, Result<byte, OwnError>> OwnAnswer { get; set; } = value => value;

    /// <summary>Answered in place of what arrived: a value that the shape's pointers may not hold.</summary>
    public nint? NativeAnswer { get; set; }

    public sbyte SByte(sbyte value) => value;

    public byte Byte(byte value) => value;

    public short Short(short value) => value;

    public ushort UShort(ushort value) => value;

    public int Int(int value) => value;

    public uint UInt(uint value) => value;

    public char Char(char value) => value;

    public bool Bool(bool value) => value;

    public Half Half(Half value) => value;

    public float Float(float value) => value;

    public nint NInt(nint value) => NativeAnswer ?? value;

    public nuint NUInt(nuint value) => (nuint?)NativeAnswer ?? value;

    public Level Level(Level value) => value;

    public Boxed Boxed(Boxed value) => value;

    public void Nothing()
    {
    }

    public Unit Unit() => default;

    public Empty Empty() => default;

    public Result<int, Errno> IntOrError(int value) => IntAnswer(value);

    public Result<Unit, Errno> UnitOrError(int value) => UnitAnswer(value);

    public Result<int, SyscallError<Errno>> IntOrKernelError(int value) => KernelAnswer(value);

    public Result<byte, OwnError> ByteOrOwnError(byte value) => OwnAnswer(value);
}

internal sealed class WideAnswers : NarrowAnswers, IWideAnswers
{
    public Func<ulong, Result<ulong, SyscallError<OwnError>>> OwnKernelAnswer { get; set; } = value => value;

    public long Long(long value) => value;

    public ulong ULong(ulong value) => value;

    public double Double(double value) => value;

    public Pair Pair(long value) => new(value, ~value);

    public Result<Pair, Errno> PairOrError(long value) => value < 0 ? Result.Fail((Errno)(-value)) : Pair(value);

    public Result<ulong, SyscallError<OwnError>> ULongOrOwnError(ulong value) => OwnKernelAnswer(value);
}
