using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>Bytes between fields belong to nobody: they must not tell a caller what lay on the kernel's stack.</summary>
[TestClass]
public sealed class PaddingTests
{
    [TestMethod]
    public void Bytes_between_the_fields_reach_the_caller_as_0()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new PaddedHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            for (ulong number = 1; number <= 6; number++)
            {
                space.Reset();
                space.Bytes.Fill(0xEE);
                DirtyStack();
                Assert.AreEqual(0, abi.Raw(number, space.Writable, 2));
                Padded written = space.At<Padded>(0, 1)[0];
                Assert.AreEqual(new Padded(1, 2, new(3, 4), 5), written);
                byte[] expected = new byte[Unsafe.SizeOf<Padded>()];
                (expected[0], expected[8], expected[16], expected[20], expected[24]) = (1, 2, 3, 4, 5);
                CollectionAssert.AreEqual(expected, space.Bytes[..expected.Length].ToArray(), $"call {number}");
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DirtyStack()
    {
        Span<byte> stack = stackalloc byte[16 * 1024];
        stack.Fill(0xAB);
        GC.KeepAlive(stack[100]);
    }
}

internal record struct Inner(byte First, int Second);

/// <summary>Bytes 1 to 7, 17 to 19 and 25 to 31 belong to no field.</summary>
internal record struct Padded(byte First, long Second, Inner Third, byte Fourth);

[SyscallInterface]
internal interface IPadded
{
    [Syscall(1)] Padded Area();

    [Syscall(2)] Result<Padded, Errno> AreaOrError();

    [Syscall(3)] void Out(out Padded value);

    [Syscall(4)] void Ref(ref Padded value);

    [Syscall(5)] void Fill([Out] Span<Padded> values);

    [Syscall(6)] void Change(Span<Padded> values);
}

internal sealed class PaddedHandler : IPadded
{
    private static readonly int s_one = Environment.ProcessorCount > 0 ? 1 : 2;

    public Padded Area() => Make();

    public Result<Padded, Errno> AreaOrError() => Make();

    public void Out(out Padded value) => value = Make();

    public void Ref(ref Padded value) => value = Make();

    public void Fill(Span<Padded> values) => Change(values);

    public void Change(Span<Padded> values)
    {
        foreach (ref Padded value in values)
        {
            value = Make();
        }
    }

    /// <summary>What a struct in uninitialized memory looks like.</summary>
    [SkipLocalsInit]
    private static Padded Make()
    {
        Unsafe.SkipInit(out Padded value);
        MemoryMarshal.AsBytes(new Span<Padded>(ref value)).Fill(0xCD);
        Inner third = value.Third;
        (third.First, third.Second) = (3, 4);
        (value.First, value.Second, value.Third, value.Fourth) = ((byte)s_one, 2, third, 5);
        return value;
    }
}
