using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Emit;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class ContentRulesTests
{
    [TestMethod]
    public void Bools_are_found_wherever_they_lie()
    {
        Assert.AreEqual("0", Rules<bool>());
        Assert.AreEqual("4", Rules<Choice>());
        Assert.AreEqual("4 12 16", Rules<Nest>());
        Assert.AreEqual("9", Rules<Placed>());
        Assert.AreEqual("4 12 20", Rules<Choices>());
        Assert.AreEqual("1 2 3", Rules<Buffered>());
        Assert.AreEqual("1 3", Rules<(byte, bool, byte, bool)>());
    }

    [TestMethod]
    public void Capabilities_are_found_with_all_their_bytes()
    {
        Assert.AreEqual("0:4", Rules<Ticket>());
        Assert.AreEqual("4:4", Rules<Envelope>());
    }

    [TestMethod]
    public void Types_whose_bits_all_mean_something_have_no_rules()
    {
        Assert.AreEqual(string.Empty, Rules<byte>());
        Assert.AreEqual(string.Empty, Rules<Level>());
        Assert.AreEqual(string.Empty, Rules<Pair>());
        Assert.AreEqual(string.Empty, Rules<Guid>());
        Assert.AreEqual(string.Empty, Rules<UserSlice<int>>());
        Assert.AreEqual(string.Empty, Rules<Overlapping>(), "Which of its fields counts only a handler knows.");
    }

    [TestMethod]
    public void Every_element_is_looked_at()
    {
        Choice[] choices = [.. Enumerable.Range(0, 10).Select(i => new Choice(-1, i % 2 == 0))];
        Assert.IsTrue(MemoryContent<Choice>.IsValid(choices));
        MemoryMarshal.AsBytes(choices.AsSpan(9))[4] = 2;
        Assert.IsFalse(MemoryContent<Choice>.IsValid(choices));
        Assert.IsTrue(MemoryContent<Choice>.IsValid(choices.AsSpan(0, 9)));
        Assert.IsTrue(MemoryContent<Choice>.IsValid([]));
        Assert.IsFalse(MemoryContent<Envelope>.IsValid([default]));
    }

    [TestMethod]
    public void Capability_of_zero_is_refused_in_memory_too()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new PurseHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.At<int>(0, 4).Clear();
            Assert.AreEqual(-(long)Errno.EINVAL, abi.Raw(1, space.Writable));
            space.At<int>(4, 1)[0] = 5;
            Assert.AreEqual(0, abi.Raw(1, space.Writable));
        }
    }

    /// <summary>Offsets, and sizes of those that may not be 0.</summary>
    private static string Rules<T>() => string.Join(
        ' ', ContentRules.Of(typeof(T)).Select(rule => rule is ContentRule.Boolean ? $"{rule.Offset}" : $"{rule.Offset}:{rule.Bytes}"));

    private record struct Nest(Choice Choice, Choice Other, bool Last);

    [StructLayout(LayoutKind.Explicit)]
    private struct Placed
    {
        [FieldOffset(9)] public bool Flag;
        [FieldOffset(0)] public long Number;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlapping
    {
        [FieldOffset(0)] public bool Flag;
        [FieldOffset(0)] public int Number;
    }

    [InlineArray(3)]
    private struct Choices
    {
        private Choice _first;
    }

    private unsafe struct Buffered(byte before)
    {
        public byte Before = before;
        public fixed bool Flags[3];
    }
}

[SyscallInterface]
internal interface IPurses
{
    [Syscall(1)] void Take(in Envelope envelope);
}

internal sealed class PurseHandler : IPurses
{
    public void Take(in Envelope envelope)
    {
    }
}
