using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Emit.Packed;

/// <summary>Calls that bring a value of any type there and back, in every form of answers.</summary>
[SyscallInterface]
internal interface IEcho<T>
{
    /// <summary>An odd first argument fails.</summary>
    [Syscall(60)] Result<T, SyscallError<Colour>> Echo(byte before, T value, ushort after);

    [Syscall(61)] T Plain(T value);

    [Syscall(62)] Result<byte, T> Fail(T error);

    Result<T, SyscallError<Colour>> Do(Tell<T> call);
}

/// <summary>A message of the contract.</summary>
[Syscall(63)]
internal readonly record struct Tell<T>(T Value, bool IsGood) : ISyscall<T, Colour>;

/// <summary>A message without a contract.</summary>
[Syscall(64)]
internal readonly record struct Say<T>(T Value, bool IsGood) : ISyscall<T, Colour>;

internal sealed class EchoHandler<T> : IEcho<T>, ISyscallHandler<Say<T>, T, Colour>
{
    public Result<T, SyscallError<Colour>> Echo(byte before, T value, ushort after) =>
        before % 2 == 0 ? value : Result.Fail(SyscallError.Failed(after % 2 == 0 ? Colour.Green : Colour.Blue));

    public T Plain(T value) => value;

    public Result<byte, T> Fail(T error) => Result.Fail(error);

    public Result<T, SyscallError<Colour>> Do(Tell<T> call) => Echo(call.IsGood ? (byte)0 : (byte)1, call.Value, 1);

    public Result<T, Colour> Handle(in Say<T> message, in SyscallContext context) => message.IsGood ? message.Value : Result.Fail(Colour.Red);
}
