using Binder.Tests.Emit.Dispatch;
using Programs;

namespace Binder.Tests.Programs;

/// <summary>Messages.cs: messages performed and handled, by contract and without one, in shapes that pack and shapes that choose.</summary>
[TestClass]
public sealed class MessagesTests
{
    private static readonly Foo s_foo = new(1, new FooOptions.B(3, true), 3, 4UL);

    public static IEnumerable<AbiShape> Shapes =>
    [
        AbiShape.Packed(64, 6),
        AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto },
        AbiShape.Packed(64, 3),
        AbiShape.Packed(32, 6) with { Encoding = AbiEncoding.Auto },
        AbiShape.Packed(32, 16),
        AbiShape.Packed(128, 4),
        AbiShape.Packed(64, 5) with { Encoding = AbiEncoding.Auto, Answers = AbiShape.Packed(64, 4), ReturnRegisters = [3, 0, 4, 1] },
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Program_runs_over_its_handler(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new FooHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual("sad", Messages.Run(abi), abi.GetType().Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Program_runs_over_the_contract_and_over_a_kernel_that_knows_nothing(AbiShape shape)
    {
        using HostedKernel byContract = HostedKernel.Create(shape, new FooByInterface());
        foreach (SyscallAbi abi in KernelWays.To(byContract))
        {
            Assert.AreEqual(default(FooRet).ToString(), Messages.Run(abi), abi.GetType().Name);
        }

        using HostedKernel ignorant = HostedKernel.Create(shape);
        foreach (SyscallAbi abi in KernelWays.To(ignorant))
        {
            Assert.AreEqual("no such call", Messages.Run(abi), abi.GetType().Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Handler_sees_every_variant_and_every_answer_comes_back(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new FooHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFoo foo = SyscallBinder.Bind<IFoo>(abi);
            Assert.IsTrue(foo.Do(s_foo with { Options = new FooOptions.A() }).IsOk);
            Assert.IsTrue(foo.Do(s_foo with { Options = new FooOptions.B(4, true) }).IsOk);
            Assert.AreEqual(SyscallError.Failed(SimpleErr.Sad), foo.Do(s_foo with { Options = new FooOptions.B(4, false) }).Error);
            Assert.AreEqual(SyscallError.Failed(SimpleErr.Mad), foo.Do(s_foo with { Options = new FooOptions.C(0, 1) }).Error);
            Assert.AreEqual(SyscallError.Failed(SimpleErr.Sad), foo.Do(s_foo with { Options = new FooOptions.C(1, 1) }).Error);
            Assert.ThrowsExactly<SyscallEncodingException>(() => foo.Do(s_foo with { Options = null! }));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Capability_that_nobody_issued_does_not_leave_the_program(AbiShape shape)
    {
        Bar bar = new(1, 2, default);
        using HostedKernel kernel = HostedKernel.Create(shape, new FooHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.ThrowsExactly<SyscallEncodingException>(() => SyscallBinder.Bind<IFoo>(abi).Do(bar));
            Assert.ThrowsExactly<SyscallEncodingException>(() => abi.Perform<Bar, Unit, SimpleErr>(bar));
        }
    }
}
