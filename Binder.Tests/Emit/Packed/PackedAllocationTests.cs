using Binder.Tests.Emit.Answers;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>Packed calls allocate nothing on either side, whatever they carry, but for what the contract's own types are.</summary>
[TestClass]
public sealed class PackedAllocationTests
{
    private const int Warm = 200;
    private const int Calls = 500;

    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void No_packed_call_allocates(AbiShape shape)
    {
        bool canAnswerPacked = shape.Answers?.Encoding != AbiEncoding.Registers;
        using HostedKernel kernel = HostedKernel.Create(shape, canAnswerPacked ? [new FactHandler(), new ReaderHandler()] : [new FactHandler()]);
        foreach (SyscallAbi abi in KernelWays.All(kernel).Where(static abi => abi is not TwoThreadAbi))
        {
            IFacts facts = SyscallBinder.Bind<IFacts>(abi);
            ushort[] items = [1, 2, 3];
            byte[] filled = new byte[3000];
            uint[] doubled = new uint[400];
            AssertFrugal("path and spans", () => facts.References(new(2, 3), ref s_both, out _, ((Half)1, 'c')).IsOk);
            AssertFrugal("lengths", () => facts.Lengths(3000, filled, [1, 2, 3], 4).Value == 3010);
            AssertFrugal("count", () => facts.Read(items, 2).Value == 2);
            AssertFrugal("error", () => facts.Read(items, Option.None).Error == Errno.EAGAIN);
            if (canAnswerPacked)
            {
                IReaders readers = SyscallBinder.Bind<IReaders>(abi);
                AssertFrugal("scalar", () => readers.Scalar(0).Value == 7);
                AssertFrugal("small", () => readers.Small(0).Value == Option.Some((byte)7));
                AssertFrugal("memory", () => readers.Memory(0).Value[19] == 7);
                AssertFrugal("huge", () => readers.Huge(0).Value[39][39] == 7UL);
                AssertFrugal("failed", () => !readers.Memory(ReaderHandler.Fails).IsOk);
                AssertFrugal("rejected", () => !readers.Memory(ReaderHandler.SaysAllocation).IsOk);
            }
        }
    }

    [TestMethod]
    public void A_record_union_is_one_object_for_each_side_that_makes_it_and_none_without_data()
    {
        foreach (AbiEncoding encoding in (AbiEncoding[])[AbiEncoding.Packed, AbiEncoding.Auto])
        {
            using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 6) with { Encoding = encoding }, new TreeHandler());
            foreach (SyscallAbi abi in KernelWays.All(kernel).Where(static abi => abi is not TwoThreadAbi))
            {
                ITrees trees = SyscallBinder.Bind<ITrees>(abi);
                Tree<int, long> leaf = new Tree<int, long>.Leaf(), one = new Tree<int, long>.One(5), two = new Tree<int, long>.Two(5, 6);
                AssertFrugal("leaf", () => trees.Size(leaf, 1) == 0);
                Assert.AreEqual(24, BytesOf(() => trees.Size(one, 1) == 1));
                Assert.AreEqual(32, BytesOf(() => trees.Size(two, 1) == 2));
                Assert.AreEqual(64, BytesOf(() => trees.Same(two) == two));
            }
        }
    }

    private static Int128 s_both;

    private static void AssertFrugal(string what, Func<bool> call) => Assert.AreEqual(0, BytesOf(call), what);

    /// <summary>The bytes that one call allocates; a method that is compiled anew meanwhile spoils one measure and not all.</summary>
    private static long BytesOf(Func<bool> call)
    {
        long least = long.MaxValue;
        for (int turn = 0; turn < 5 && least > 0; turn++)
        {
            for (int i = 0; i < Warm; i++)
            {
                Assert.IsTrue(call());
            }

            bool isGood = true;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                isGood &= call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.IsTrue(isGood);
        }

        return least / Calls;
    }
}

[SyscallInterface]
internal interface ITrees
{
    [Syscall(102)] int Size(Tree<int, long> tree, byte extra);

    [Syscall(103)] Tree<int, long> Same(Tree<int, long> tree);
}

internal sealed class TreeHandler : ITrees
{
    public int Size(Tree<int, long> tree, byte extra) => tree switch
    {
        Tree<int, long>.Two { First: 5, Second: 6 } => 2,
        Tree<int, long>.One { First: 5 } => 1,
        Tree<int, long>.Leaf => 0,
        _ => -1,
    };

    public Tree<int, long> Same(Tree<int, long> tree) => tree;
}
