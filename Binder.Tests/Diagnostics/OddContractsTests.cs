using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Diagnostics;

#pragma warning disable CS0649 // Nobody makes values of these types: what is looked at is how they are declared.

[SyscallInterface]
file interface IFileLocal
{
    [Syscall(1)] int Call(int a);
}

/// <summary>Contracts that look as if they might not go, and do: each is bound, and every method of its proxy compiles.</summary>
[TestClass]
public sealed class OddContractsTests
{
    private static IEnumerable<Type> Contracts =>
        typeof(OddContractsTests).GetNestedTypes(BindingFlags.NonPublic)
            .Where(type => type is { IsInterface: true, IsGenericTypeDefinition: false } && type.IsDefined(typeof(SyscallInterfaceAttribute)))
            .Append(typeof(IFileLocal)).Append(typeof(Outer<int>.IInner)).Append(typeof(IClosed<string>)).Append(typeof(IClosed<(int, int)>));

    [TestMethod]
    [DynamicData(nameof(Contracts))]
    public void An_odd_contract_is_bound_and_its_methods_compile(Type contract)
    {
        SyscallTable table = SyscallTable.Of(contract);
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64);
        BoundSyscalls bound = SyscallBinder.BindAll(table, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.IsEmpty(bound.Diagnostics);
        Assert.IsTrue(contract.IsInstanceOfType(bound.Get(contract)));
        bound.Prepare();
        Assert.HasCount(table.Calls.Count, table.Explain(AbiShape.LinuxX64));
    }

    [TestMethod]
    public void Bodies_are_kept_and_marked_methods_are_calls()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64);
        IBodies proxy = SyscallBinder.Bind<IBodies>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.AreEqual(1, proxy.Plain());
        Assert.AreEqual(2, proxy.Property);
        Assert.AreEqual(3, ((IBase)proxy).Given());
        Assert.AreEqual(4, ((IBase)proxy).Call());
        Assert.AreEqual("5", proxy.Generic("5"));
        Assert.ThrowsExactly<SyscallException>(() => proxy.Marked());
        ((IDisposable)proxy).Dispose();
    }

    [TestMethod]
    public void The_body_that_stands_closest_to_the_contract_is_kept()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64);
        ISettled proxy = SyscallBinder.Bind<ISettled>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.AreEqual(3, ((IWithBody)proxy).Sync());
    }

    [TestMethod]
    public void Overloads_and_generic_interfaces_have_each_their_own_body()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64);
        IOverloads proxy = SyscallBinder.Bind<IOverloads>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.AreEqual(1, ((IOverloaded<int>)proxy).Get(0));
        Assert.AreEqual(2, ((IOverloaded<int>)proxy).Get(0L));
        Assert.AreEqual(3, ((IOverloaded<string>)proxy).Get(""));
        Assert.ThrowsExactly<SyscallException>(() => ((IOverloaded<string>)proxy).Get(0L));
        Assert.AreSequenceEqual(
            ["SB1002 OddContractsTests.IOverloaded<int>.Get"],
            Provoked.By<Broken.IOverloadMissing>().Select(diagnostic => $"{diagnostic.Code} {diagnostic.Member}"));
    }

    [TestMethod]
    public void Structs_that_implement_contracts_serve_side_by_side()
    {
        using HostedKernel kernel = HostedKernel.Create(Provoked.Shape, new FirstStruct(), new SecondStruct());
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Assert.AreEqual(10, SyscallBinder.Bind<IFirstOfTwo>(abi).First());
        Assert.AreEqual(20, SyscallBinder.Bind<ISecondOfTwo>(abi).Second());
        Assert.AreEqual(30, SyscallBinder.Bind<IThirdOfTwo>(abi).Third());
    }

    [TestMethod]
    public void A_method_that_hides_one_of_the_base_class_handles_the_call()
    {
        using HostedKernel kernel = HostedKernel.Create(Provoked.Shape, new HidingHandler());
        Assert.AreEqual(2, SyscallBinder.Bind<IFirstOfTwo>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).First());
    }

    [TestMethod]
    public void Explicit_and_private_implementations_handle_calls()
    {
        using HostedKernel kernel = HostedKernel.Create(Provoked.Shape, new ExplicitHandler());
        Assert.AreEqual(7, SyscallBinder.Bind<IFirstOfTwo>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).First());
    }

    [TestMethod]
    public void In_and_out_together_go_both_ways()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new BothWays());
        int value = 20;
        SyscallBinder.Bind<IBothWays>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).Double(ref value);
        Assert.AreEqual(40, value);
    }

    [TestMethod]
    public void A_missing_handler_is_named_by_its_place() =>
        Assert.Contains("handler 1 is null", Assert.ThrowsExactly<ArgumentNullException>(() => HostedKernel.Create(Provoked.Shape, new Closer(), null!)).Message);

    private static class Outer<T>
    {
        [SyscallInterface]
        internal interface IInner
        {
            [Syscall(1)] int Call(T a);
        }
    }

    private interface IBase
    {
        int Given();

        [Syscall(39)] int Call();

        int Accessor { get; }
    }

    [SyscallInterface]
    private interface IBodies : IBase, IDisposable
    {
        int Plain() => 1;

        int Property => 2;

        int IBase.Given() => 3;

        int IBase.Call() => 4;

        int IBase.Accessor => 5;

        T Generic<T>(T value) => value;

        [Syscall(39)] int Marked() => 6;

        event Action Nothing
        {
            add { }
            remove { }
        }

        void IDisposable.Dispose()
        {
        }
    }

    [SyscallInterface]
    private interface ISettled : IFirstBody, ISecondBody
    {
        int IWithBody.Sync() => 3;
    }

    private interface IOverloaded<T>
    {
        int Get(T value);

        [Syscall(5)] int Get(long value);
    }

    [SyscallInterface]
    private interface IOverloads : IOverloaded<int>, IOverloaded<string>
    {
        int IOverloaded<int>.Get(int value) => 1;

        int IOverloaded<int>.Get(long value) => 2;

        int IOverloaded<string>.Get(string value) => 3;
    }

    private static class Broken
    {
        [SyscallInterface]
        internal interface IOverloadMissing : IOverloaded<int>
        {
            int IOverloaded<int>.Get(long value) => 2;
        }
    }

    [SyscallInterface]
    private interface IClosed<T>
    {
        [Syscall(1)] int Call(T a);
    }

    [SyscallInterface]
    private interface IStaticMembers
    {
        static int Field = 1;

        static int Plain() => Field;

        static virtual int Virtual() => 1;

        static virtual IStaticMembers operator +(IStaticMembers left, IStaticMembers right) => left;

        [Syscall(1)] int Call();
    }

    [SyscallInterface]
    private interface IInherits : ICalls, IBodies;

    [SyscallInterface]
    private interface IEmpty;

    [SyscallInterface]
    private interface INews : ICalls
    {
        [Syscall(18)] new int Read(int fd);
    }

    [SyscallInterface]
    private interface IAccess
    {
        [Syscall(1)] internal int Internal();

        [Syscall(2)] protected int Protected();

        [Syscall(3)] private protected int PrivateProtected();

        [Syscall(4)] protected internal int ProtectedInternal();
    }

    [SyscallInterface]
    private interface IParameters
    {
        [Syscall(1)] int Params(params ReadOnlySpan<int> values);

        [Syscall(2)] int Optional(int number = 3, string? text = null);

        [Syscall(3)] int Scoped(scoped ReadOnlySpan<byte> bytes, scoped in int number);

        [Syscall(4)] int RefReadOnly(ref readonly int number);

        [Syscall(5)] int Tuple((int Left, byte Right) pair);

        [Syscall(6)] int SameSizes(in (int, int) pair, Span<(long, long)> pairs);

        [Syscall(7)] (int, int) Answer();

        [Syscall(8)] int Vectors(Vector128<int> one, Vector2 two);

        [Syscall(17)] decimal Decimal(decimal number);

        [Syscall(9)] Int128 Wide(in UInt128 wide);

        [Syscall(10)] int Empty(Unit nothing, Index index, DateTime time);

        [Syscall(11)] int FixedArrays(in HoldsBuffer buffer, Span<FourInts> rows);

        [Syscall(12)] Overlap Overlapping(in Overlap overlap);

        [Syscall(13)] Result<SafeFileHandle, Errno> Handle(SafeHandle any, AbstractHandle other);

        [Syscall(14)] int Swap([In, Out] ref long value, [Optional] int number);

        [Syscall(15)] double Reals(float single, Half half, char character, bool truth);

        [Syscall(16)] int FixedNothing([FixedLength(0)] ReadOnlySpan<byte> nothing, [MaxCount(0)] string empty);
    }

    [SyscallInterface]
    private unsafe interface IPointers
    {
        [Syscall(1)] byte* Values(void* any, byte** pointers, Pair* pair);

        [Syscall(2)] int References(ref byte* bytes, out void* any, in Pair* pair);

        [Syscall(3)] int Fields(HoldsFunction function, in HoldsFunction reference, Span<HoldsFunction> span);
    }

    private unsafe struct HoldsFunction
    {
        public delegate* unmanaged<int, void> Function;
        public int Number;
    }

    [SyscallInterface]
    private interface INumbers
    {
        [Syscall('a')] int Character();

        [Syscall(BigNumber.Largest)] int Member();

        [Syscall(0x8000_0000_0000_0000)] int TopBit();

        [Syscall(ulong.MaxValue - 1)] int Expression();
    }

    private enum BigNumber : ulong
    {
        Largest = ulong.MaxValue,
    }

    [SyscallInterface]
    private interface IFirstOfTwo
    {
        [Syscall(1)] int First();
    }

    [SyscallInterface]
    private interface ISecondOfTwo
    {
        [Syscall(2)] int Second();
    }

    [SyscallInterface]
    private interface IThirdOfTwo
    {
        [Syscall(3)] int Third();
    }

    private readonly struct FirstStruct : IFirstOfTwo
    {
        public int First() => 10;
    }

    private readonly struct SecondStruct : ISecondOfTwo, IThirdOfTwo
    {
        public int Second() => 20;

        public int Third() => 30;
    }

    [Handles(typeof(IFirstOfTwo))]
    private class HiddenHandler
    {
        public int First() => 1;
    }

    private sealed class HidingHandler : HiddenHandler
    {
        public new int First() => 2;
    }

    private sealed class ExplicitHandler : IFirstOfTwo
    {
        int IFirstOfTwo.First() => 7;
    }

    [SyscallInterface]
    private interface IBothWays
    {
        [Syscall(1)] void Double([In, Out] ref int value);
    }

    private sealed class BothWays : IBothWays
    {
        public void Double(ref int value) => value *= 2;
    }
}
