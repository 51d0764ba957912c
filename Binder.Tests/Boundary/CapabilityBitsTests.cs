using System.Runtime.InteropServices;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class CapabilityBitsTests
{
    /// <summary>As a kernel gives one to a handler.</summary>
    private static SyscallContext Context
    {
        get
        {
            TrapFrame frame = default;
            return new(ref frame, words: 0, name: null, SyscallCaller.CurrentProcess, CancellationToken.None);
        }
    }

    [TestMethod]
    public void Value_comes_back_whatever_integer_holds_it()
    {
        Assert.AreEqual(1ul, Context.Reveal(Context.Issue<Small>(1)));
        Assert.AreEqual(255ul, Context.Reveal(Context.Issue<Small>(255)));
        Assert.AreEqual(ulong.MaxValue, Context.Reveal(Context.Issue<Large>(ulong.MaxValue)));
        Assert.AreEqual(0ul, Context.Reveal(default(Large)));
    }

    [TestMethod]
    public void Zero_and_what_is_too_wide_is_not_issued()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Issue<Small>(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Issue<Small>(256));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Issue<Small>(ulong.MaxValue));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Issue<Large>(0));
    }

    [TestMethod]
    public void Only_a_struct_marked_so_with_one_integer_is_a_capability()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<int>(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<Unmarked>(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<Two>(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<Floating>(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Reveal(default(Unmarked)));
    }

    [TestMethod]
    public void Capability_that_is_larger_than_its_integer_is_refused_and_overwrites_nothing()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<Roomy>(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Reveal(default(Roomy)));
        Assert.ThrowsExactly<InvalidOperationException>(() => Context.Issue<Shifted>(1));
    }

    [Capability]
    [StructLayout(LayoutKind.Sequential, Size = 4096)]
    private readonly record struct Roomy(int Value);

    [Capability]
    [StructLayout(LayoutKind.Explicit)]
    private readonly record struct Shifted([field: FieldOffset(4)] int Value);

    [Capability]
    private readonly record struct Small(sbyte Value);

    [Capability]
    private readonly record struct Large(nuint Value);

    private readonly record struct Unmarked(int Value);

    [Capability]
    private readonly record struct Two(int Value, int Other);

    [Capability]
    private readonly record struct Floating(double Value);
}
