using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Emit.Saved;
using Colour = Binder.Tests.Emit.Codecs.Colour;

namespace Binder.Tests.Emit.Packed;

/// <summary>Packed contracts and messages are listed, saved and prepared as all others are.</summary>
[TestClass]
public sealed class PackedEmissionTests
{
    private static readonly Type[] s_contracts =
        [typeof(IFacts), typeof(IHandleFacts), typeof(IReaders), typeof(IThrowingReaders), typeof(IDeep), typeof(IBombs), typeof(ITrees), typeof(IEcho<Tree<int, Label>>)];

    private static readonly Type[] s_handlers = [typeof(FactHandler), typeof(HandleFactHandler), typeof(ReaderHandler), typeof(DeepHandler), typeof(BombHandler), typeof(TreeHandler)];

    public static IEnumerable<AbiShape> Shapes => PackedShapes.Few.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Proxies_and_dispatchers_are_listed_and_saved(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape);
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        SyscallTable table = SyscallTable.Of([.. s_contracts, typeof(Say<int>)]);
        string listing = SyscallEmission.List(table, abi);
        Assert.Contains("frame.Number = 70", listing);
        Assert.Contains("Buffers", SyscallEmission.ListKernel(shape, s_handlers));
        Assert.IsTrue(listing.Contains("Say: ", StringComparison.Ordinal));
        using SavedAssembly proxies = new(path => SyscallEmission.Save(table, abi, path));
        Assert.HasCount(s_contracts.Length + 1, proxies.LoadTypes());
        using SavedAssembly dispatcher = new(path => SyscallEmission.SaveKernel(shape, path, s_handlers));
        Assert.HasCount(1, dispatcher.LoadTypes());
        if (shape.RegisterBits == 64 && shape.ArgumentRegisters.Count == 6)
        {
            // No matter the shape, the code is of one kind; decompiling takes its time.
            Assert.Contains("StreamBuffers", proxies.Decompile());
            Assert.Contains("StreamBuffers", dispatcher.Decompile());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Prepared_proxies_make_their_calls(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new FactHandler(), new ReaderHandler(), new EchoHandler<Tree<int, Label>>());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of(typeof(IFacts), typeof(IReaders), typeof(IEcho<Tree<int, Label>>), typeof(Say<Tree<int, Label>>)), abi);
            bound.Prepare();
            Assert.AreEqual(7, bound.Get<IReaders>().Scalar(0).Value);
            Tree<int, Label> tree = new Tree<int, Label>.Two(3, new("three"));
            Assert.AreEqual(tree, bound.Get<IEcho<Tree<int, Label>>>().Plain(tree));
            Assert.AreEqual(tree, abi.Perform<Say<Tree<int, Label>>, Tree<int, Label>, Colour>(new(tree, true)).Value);
        }
    }
}
