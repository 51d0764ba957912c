using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>Strings, spans, references, counts and handles in packed calls.</summary>
[TestClass]
public sealed class PackedParameterTests
{
    private static readonly ushort[] s_items = [1, 2, 3];

    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Buffers_and_texts_go_there_and_back(AbiShape shape) => OverAll<IFacts>(shape, new FactHandler(), facts =>
    {
        byte[] filled = new byte[40];
        uint[] doubled = [5, 6];
        Assert.AreEqual(22 + 6 + 3000 + 4_000_000, facts.Buffers("näm"[..3], "path"u8, s_items, filled, doubled, Option.Some((byte)3)).Value);
        Assert.IsFalse(filled.AsSpan().ContainsAnyExcept((byte)3));
        CollectionAssert.AreEqual(new uint[] { 10, 12 }, doubled);
        Assert.AreEqual(0, facts.Buffers("", default, default, default, default, Option.None).Value);
        Assert.AreEqual(SyscallError.Failed(Errno.EBADF), facts.Buffers("fail", default, s_items, filled, doubled, Option.None).Error);
        Assert.IsFalse(filled.AsSpan().ContainsAnyExcept((byte)3), "On an error nothing is written.");
        CollectionAssert.AreEqual(new uint[] { 10, 12 }, doubled);
    });

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Large_buffers_go_there_and_back(AbiShape shape) => OverAll<IFacts>(shape, new FactHandler(), facts =>
    {
        byte[] filled = new byte[50_000];
        uint[] doubled = [.. Enumerable.Repeat(1u, 3000)];
        string name = new('n', 2000);
        byte[] path = [.. Enumerable.Repeat((byte)'p', 1500)];
        Assert.AreEqual(6000 + 6 + 2_000_000 + 1_500_000_000, facts.Buffers(name, path, s_items, filled, doubled, Option.Some((byte)8)).Value);
        Assert.IsFalse(filled.AsSpan().ContainsAnyExcept((byte)8));
        Assert.IsFalse(doubled.AsSpan().ContainsAnyExcept(2u));
    });

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void References_go_there_and_back(AbiShape shape) => OverAll<IFacts>(shape, new FactHandler(), facts =>
    {
        Int128 both = Int128.MaxValue / 4;
        Assert.IsTrue(facts.References(new(3, -5), ref both, out Pair<byte, bool> made, ((Half)2.5, 'A')).IsOk);
        Assert.AreEqual((Int128.MaxValue / 4 * 3) - 5, both);
        Assert.AreEqual(new Pair<byte, bool>(65, true), made);
        Int128 before = both;
        Assert.AreEqual(SyscallError.Failed(Errno.EDOM), facts.References(new(0, 1), ref both, out made, default).Error);
        Assert.AreEqual(before, both);
    });

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Lengths_stand_beside_their_spans(AbiShape shape) => OverAll<IFacts>(shape, new FactHandler(), facts =>
    {
        Assert.AreEqual(2 + 60 + 5, facts.Lengths(2, [1, 2], [10, 20, 30], Option.Some(5)).Value);
        Assert.ThrowsExactly<SyscallEncodingException>(() => facts.Lengths(3, [1, 2], [10, 20, 30], Option.None));
        Assert.ThrowsExactly<SyscallEncodingException>(() => facts.Lengths(2, [1, 2], [10, 20], Option.None));
    });

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Answer_counts_what_of_a_span_comes_back(AbiShape shape)
    {
        List<UnsendableAnswer> unsendable = [];
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = unsendable.Add }, new FactHandler());
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            IFacts facts = SyscallBinder.Bind<IFacts>(abi);
            ushort[] buffer = [1, 1, 1, 1];
            Assert.AreEqual(3, facts.Read(buffer, Option.Some(3)).Value);
            CollectionAssert.AreEqual(new ushort[] { 7, 7, 7, 1 }, buffer);
            Assert.AreEqual(0, facts.Read(buffer, Option.Some(0)).Value);
            Assert.AreEqual(Errno.EAGAIN, facts.Read(buffer, Option.None).Error);
            CollectionAssert.AreEqual(new ushort[] { 7, 7, 7, 1 }, buffer);
            Assert.AreEqual(4, facts.ReadBytes(Option.Some(4), buffer));
            CollectionAssert.AreEqual(new ushort[] { 0x0808, 0x0808, 7, 1 }, buffer);
            Assert.AreEqual(8, facts.ReadBytes(Option.None, buffer));
            Assert.IsEmpty(unsendable);
            buffer = [1, 1, 1, 1];
            Assert.ThrowsExactly<SyscallException>(() => facts.ReadBytes(Option.Some(9), buffer));
            Assert.Contains("buffer has not as much", unsendable.Single().Cause!.Message);
            CollectionAssert.AreEqual(new ushort[] { 1, 1, 1, 1 }, buffer);
            unsendable.Clear();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Handles_and_nothing_are_answers_too(AbiShape shape) => OverAll<IHandleFacts>(shape, new HandleFactHandler(), facts =>
    {
        using NumberHandle handle = facts.Open(Option.Some<nint>(0x1234_5678));
        Assert.AreEqual(0x1234_5678, handle.Number);
        Assert.AreEqual(0x1234_5678 + 2, facts.NumberOf(handle, Option.Some(2)));
        Assert.ThrowsExactly<SyscallException>(() => facts.Open(Option.None));
        Assert.AreEqual(7, facts.TryOpen(Option.Some<nint>(7)).Value.Number);
        Assert.AreEqual(Errno.ENFILE, facts.TryOpen(Option.None).Error);
        Assert.AreEqual(8, facts.OpenOrAll(Option.Some<nint>(8)).Value.Number);
        Assert.IsFalse(facts.OpenOrAll(Option.None).IsOk);
        facts.Nothing(Option.None);
        facts.NothingElse(Option.None);
        Assert.ThrowsExactly<SyscallException>(() => facts.Nothing(Option.Some(1)));
        Assert.ThrowsExactly<SyscallException>(() => facts.NothingElse(Option.Some(1)));
        Assert.IsTrue(facts.TryNothing(Option.None).IsOk);
        Assert.AreEqual(Errno.EPIPE, facts.TryNothing(Option.Some((int)Errno.EPIPE)).Error);
    });

    private static void OverAll<T>(AbiShape shape, object handler, Action<T> holds)
        where T : class
    {
        using HostedKernel kernel = HostedKernel.Create(shape, handler);
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            holds(SyscallBinder.Bind<T>(abi));
        }
    }
}
