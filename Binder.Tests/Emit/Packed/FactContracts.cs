using System.Runtime.InteropServices;
using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Emit.Packed;

/// <summary>A handle that remembers whether it was closed.</summary>
internal sealed class NumberHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    public nint Number => handle;

    protected override bool ReleaseHandle() => true;
}

/// <summary>Every kind of parameter and answer, in calls that registers could not carry all of.</summary>
[SyscallInterface]
internal interface IFacts
{
    [Syscall(70)]
    Result<long, SyscallError<Errno>> Buffers(
        string name, [NulTerminated] ReadOnlySpan<byte> path, ReadOnlySpan<ushort> items, [Out] Span<byte> filled, Span<uint> doubled, Option<byte> extra);

    [Syscall(71)] Result<Unit, SyscallError<Errno>> References(in Pair<int, long> given, ref Int128 both, out Pair<byte, bool> made, (Half, char) more);

    [Syscall(72)]
    Result<int, Errno> Lengths([LengthOf(nameof(data))] nuint length, ReadOnlySpan<byte> data, [FixedLength(3)] ReadOnlySpan<int> three, Option<int> extra);

    [Syscall(73)]
    [return: LengthOf(nameof(buffer))] Result<long, Errno> Read([Out] Span<ushort> buffer, Option<int> count);

    [Syscall(74)]
    [return: LengthOf(nameof(buffer), InBytes = true)] int ReadBytes(Option<int> count, [Out] Span<ushort> buffer);
}

/// <summary>Answers that are nothing, or a handle.</summary>
[SyscallInterface]
internal interface IHandleFacts
{
    [Syscall(80)] NumberHandle Open(Option<nint> number);

    [Syscall(81)] Result<NumberHandle, Errno> TryOpen(Option<nint> number);

    [Syscall(82)] Result<NumberHandle, SyscallError<Errno>> OpenOrAll(Option<nint> number);

    [Syscall(83)] nint NumberOf(NumberHandle handle, Option<int> extra);

    [Syscall(84)] void Nothing(Option<int> fails);

    [Syscall(85)] Unit NothingElse(Option<int> fails);

    [Syscall(86)] Result<Unit, Errno> TryNothing(Option<int> fails);
}

[Handles(typeof(IFacts))]
internal sealed class FactHandler
{
    public static Result<long, SyscallError<Errno>> Buffers(
        string name, ReadOnlySpan<byte> path, ReadOnlySpan<ushort> items, Span<byte> filled, Span<uint> doubled, Option<byte> extra)
    {
        filled.Fill(extra.HasValue ? extra.Value : (byte)9);
        long sum = 0;
        foreach (ref uint each in doubled)
        {
            each *= 2;
            sum += each;
        }

        foreach (ushort item in items)
        {
            sum += item;
        }

        return name == "fail" ? Result.Fail(SyscallError.Failed(Errno.EBADF)) : sum + (1000 * name.Length) + (1_000_000 * path.Length);
    }

    public static Result<Unit, SyscallError<Errno>> References(in Pair<int, long> given, ref Int128 both, out Pair<byte, bool> made, (Half, char) more)
    {
        both = (both * given.First) + given.Second;
        made = new((byte)more.Item2, more.Item1 > (Half)1);
        return given.First == 0 ? Result.Fail(SyscallError.Failed(Errno.EDOM)) : Result.Ok();
    }

    public static Result<int, Errno> Lengths(nuint length, ReadOnlySpan<byte> data, ReadOnlySpan<int> three, Option<int> extra) =>
        (int)length == data.Length ? data.Length + three[0] + three[1] + three[2] + (extra.HasValue ? extra.Value : 0) : Result.Fail(Errno.EINVAL);

    public static Result<long, Errno> Read(Span<ushort> buffer, Option<int> count)
    {
        buffer.Fill(7);
        return count.HasValue ? count.Value : Result.Fail(Errno.EAGAIN);
    }

    public static int ReadBytes(Option<int> count, Span<ushort> buffer)
    {
        buffer.Fill(0x0808);
        return count.HasValue ? count.Value : buffer.Length * 2;
    }
}

[Handles(typeof(IHandleFacts))]
internal sealed class HandleFactHandler
{
    public static nint Open(Option<nint> number) => number.HasValue ? number.Value : throw new InvalidOperationException("none");

    public static Result<nint, Errno> TryOpen(Option<nint> number) => number.HasValue ? number.Value : Result.Fail(Errno.ENFILE);

    public static Result<nint, SyscallError<Errno>> OpenOrAll(Option<nint> number) =>
        number.HasValue ? number.Value : Result.Fail(SyscallError<Errno>.AllocationFailed);

    public static nint NumberOf(nint handle, Option<int> extra) => handle + (extra.HasValue ? extra.Value : 0);

    public static void Nothing(Option<int> fails) => Fail(fails);

    public static Unit NothingElse(Option<int> fails)
    {
        Fail(fails);
        return default;
    }

    public static Result<Unit, Errno> TryNothing(Option<int> fails) => fails.HasValue ? Result.Fail((Errno)fails.Value) : Result.Ok();

    private static void Fail(Option<int> fails)
    {
        if (fails.HasValue)
        {
            throw new InvalidOperationException("fails");
        }
    }
}
