using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>What tests of native code need from the machine, and raw calls that they make by name.</summary>
internal static unsafe class NativeMachine
{
    public const nint Failed = -1;
    public const int None = 0, ReadOnly = 1, ReadWrite = 3, ReadExecute = 5;

    public static int Page { get; } = Environment.SystemPageSize;

    public static void Required()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test runs native code and needs Linux on x86-64 or arm64.");
        }
    }

    /// <summary>Anonymous pages by the raw mmap, six arguments.</summary>
    public static nuint Map(int pages, int protection)
    {
        nint address = Call("mmap", 0, (nuint)(pages * Page), (nuint)protection, 0x22, nuint.MaxValue, 0);
        Assert.IsGreaterThan(0, address, "mmap failed.");
        return (nuint)address;
    }

    public static void Protect(nuint address, int pages, int protection) =>
        Assert.AreEqual(0, Call("mprotect", address, (nuint)(pages * Page), (nuint)protection));

    public static void Unmap(nuint address, int pages) => Assert.AreEqual(0, Call("munmap", address, (nuint)(pages * Page)));

    public static nint Call(string name, nuint a0 = 0, nuint a1 = 0, nuint a2 = 0, nuint a3 = 0, nuint a4 = 0, nuint a5 = 0) =>
        NativeCall.Full(LinuxTrap.Address, Number(name), a0, a1, a2, a3, a4, a5);

    /// <summary>The number that this machine's kernel gives a call.</summary>
    public static nuint Number(string name)
    {
        Assert.IsTrue(LinuxAbi.Current.Shape.Numbers.TryGetNumber(name, out ulong number), name);
        return (nuint)number;
    }

    public static Span<byte> Bytes(nuint address, int length) => new((void*)address, length);
}
