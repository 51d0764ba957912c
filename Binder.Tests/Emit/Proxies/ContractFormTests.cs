namespace Binder.Tests.Proxies;

/// <summary>Every form in which C# can write a contract.</summary>
[TestClass]
public sealed class ContractFormTests
{
    [TestMethod]
    public void Methods_with_bodies_are_kept_and_may_call_the_others()
    {
        ScriptedKernel kernel = new() { Answer = 3 };
        IWithBodies calls = kernel.Bind<IWithBodies>();
        Assert.AreEqual(6, calls.WriteTwice(5));
        Assert.AreEqual(2, kernel.Calls);
        Assert.AreEqual(5ul, kernel.Words[0]);
        Assert.AreEqual(42, calls.Constant);
        Assert.AreEqual(9, IWithBodies.Helper(3));
    }

    [TestMethod]
    public void A_body_under_a_call_is_replaced_by_the_call()
    {
        ScriptedKernel kernel = new() { Answer = 3 };
        Assert.AreEqual(3, kernel.Bind<IWithBodies>().Replaced());
        Assert.AreEqual(1, kernel.Calls);
    }

    [TestMethod]
    public void Inherited_calls_are_implemented_once_for_every_way_to_them()
    {
        ScriptedKernel kernel = new();
        IDerived calls = kernel.Bind<IDerived>();
        calls.Own();
        Assert.AreEqual(4ul, kernel.Number);
        calls.Left();
        Assert.AreEqual(2ul, kernel.Number);
        calls.Right();
        Assert.AreEqual(3ul, kernel.Number);
        ((ILeft)calls).Base(1);
        Assert.AreEqual(1ul, kernel.Number);
        ((IRight)calls).Base(2);
        Assert.AreEqual(2ul, kernel.Words[0]);
        Assert.AreEqual(5, kernel.Calls);
    }

    [TestMethod]
    public void A_hiding_call_and_the_hidden_one_are_both_there()
    {
        ScriptedKernel kernel = new();
        IHiding calls = kernel.Bind<IHiding>();
        calls.Base(1);
        Assert.AreEqual(11ul, kernel.Number);
        ((IBase)calls).Base(1);
        Assert.AreEqual(1ul, kernel.Number);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Private_nested_contracts_with_private_types_are_bound(Way way)
    {
        ScriptedKernel kernel = new() { Answer = 5 };
        IPrivate calls = kernel.Bind<IPrivate>(way);
        Assert.AreEqual(new Secret(5), calls.Call(new(7), [new(8)], out Secret read).Value);
        Assert.AreEqual(7ul, kernel.Words[0]);
        Assert.AreEqual(default, read);
    }

    [TestMethod]
    public void Closed_generic_contracts_are_bound_each_by_its_types()
    {
        ScriptedKernel kernel = new() { Answer = 300 };
        Assert.AreEqual(44, kernel.Bind<IGeneric<byte>>().Echo(255));
        Assert.AreEqual(300L, kernel.Bind<IGeneric<long>>().Echo(-1));
        Assert.AreEqual(ulong.MaxValue, kernel.Words[0]);
        Assert.AreEqual(300, kernel.Bind<Outer<int>.IInner>().Echo(-1, new(1, 2)));
        CollectionAssert.AreEqual(new ulong[] { ulong.MaxValue, 1, 2, 0, 0, 0 }, kernel.Words);
        Assert.AreEqual(300, kernel.Bind<IClosed>().Echo(1));
    }

    [TestMethod]
    public void One_call_may_be_declared_as_several_typed_views()
    {
        ScriptedKernel kernel = new();
        IViews calls = kernel.Bind<IViews>();
        Memory.DirtyStack();
        calls.GetFlags(5, 3);
        Assert.AreEqual(72ul, kernel.Number);
        CollectionAssert.AreEqual(new ulong[] { 5, 3, 0, 0, 0, 0 }, kernel.Words);
        calls.SetFlags(5, 4, 6);
        Assert.AreEqual(72ul, kernel.Number);
        CollectionAssert.AreEqual(new ulong[] { 5, 4, 6, 0, 0, 0 }, kernel.Words);
        calls.Duplicate(5, 0);
        Assert.AreEqual(72ul, kernel.Number);
    }

    [TestMethod]
    public void Overloads_are_told_apart()
    {
        ScriptedKernel kernel = new();
        IOverloads calls = kernel.Bind<IOverloads>();
        calls.Call(-1);
        Assert.AreEqual(1ul, kernel.Number);
        calls.Call(1u);
        Assert.AreEqual(2ul, kernel.Number);
        int value = 5;
        calls.Call(in value);
        Assert.AreEqual(3ul, kernel.Number);
    }

    [TestMethod]
    public void Names_of_objects_own_methods_and_strange_names_are_names_as_any_other()
    {
        ScriptedKernel kernel = new(Shapes.Linux with { Numbers = SyscallNumbers.Parse("9 _x.y-z") }) { Answer = 5 };
        IStrangeNames calls = kernel.Bind<IStrangeNames>();
        Assert.AreEqual(5, calls.GetHashCode());
        Assert.AreEqual(5, calls.Finalize());
        Assert.AreEqual(5, calls.Strange());
        Assert.AreEqual(9ul, kernel.Number);
        Assert.AreEqual(3, kernel.Calls);
    }

    [TestMethod]
    public void Members_that_are_not_public_are_calls_as_any_other()
    {
        ScriptedKernel kernel = new() { Answer = 5 };
        INotPublic calls = kernel.Bind<INotPublic>();
        Assert.AreEqual(5, calls.Internal());
        Assert.AreEqual(1ul, kernel.Number);
        Assert.AreEqual(5, calls.Public());
        Assert.AreEqual(2ul, kernel.Number);
        Assert.AreEqual(5, INotPublic.CallProtected(calls));
        Assert.AreEqual(3ul, kernel.Number);
    }

    [TestMethod]
    public void Numbers_may_have_all_64_bits()
    {
        ScriptedKernel kernel = new();
        kernel.Bind<INumbers>().Largest();
        Assert.AreEqual(ulong.MaxValue, kernel.Number);
        kernel.Bind<INumbers>().OfEnum();
        Assert.AreEqual(0x8000_0000ul, kernel.Number);
        kernel.Bind<INumbers>().Zero();
        Assert.AreEqual(0ul, kernel.Number);
    }

    [TestMethod]
    public void A_proxy_says_what_it_is() =>
        Assert.Contains(" over ScriptedAbi", new ScriptedKernel().Bind<IBase>().ToString()!);

    [TestMethod]
    public void Proxies_over_different_kernels_do_not_share_them()
    {
        ScriptedKernel first = new() { Answer = 1 }, second = new() { Answer = 2 };
        IGeneric<int> one = first.Bind<IGeneric<int>>(), two = second.Bind<IGeneric<int>>();
        Assert.AreEqual(1, one.Echo(0));
        Assert.AreEqual(2, two.Echo(0));
        Assert.AreEqual(1, first.Calls);
    }

    [SyscallInterface]
    internal interface IWithBodies
    {
        int Constant => 42;

        static int Helper(int value) => value * value;

        [Syscall(1)] int Write(int value);

        [Syscall(2)] int Replaced() => 99;

        int WriteTwice(int value) => Write(value) + Write(value);
    }

    [SyscallInterface]
    internal interface IBase
    {
        [Syscall(1)] void Base(int value);
    }

    internal interface ILeft : IBase
    {
        [Syscall(2)] void Left();
    }

    internal interface IRight : IBase
    {
        [Syscall(3)] void Right();
    }

    [SyscallInterface]
    internal interface IDerived : ILeft, IRight
    {
        [Syscall(4)] void Own();
    }

    [SyscallInterface]
    internal interface IHiding : IBase
    {
        [Syscall(11)] new void Base(int value);
    }

    private readonly record struct Secret(int Value);

    [SyscallInterface]
    private interface IPrivate
    {
        [Syscall(1)] Result<Secret, Errno> Call(Secret value, ReadOnlySpan<Secret> values, out Secret read);
    }

    internal interface IGenericBase<T>
        where T : unmanaged
    {
        [Syscall(1)] T Echo(T value);
    }

    [SyscallInterface]
    internal interface IGeneric<T> : IGenericBase<T>
        where T : unmanaged;

    [SyscallInterface]
    internal interface IClosed : IGenericBase<int>;

    internal static class Outer<T>
        where T : unmanaged
    {
        internal readonly record struct Pair(T First, byte Second);

        [SyscallInterface]
        internal interface IInner
        {
            [Syscall(1)] int Echo(T value, Pair pair);
        }
    }

    [SyscallInterface]
    internal interface IViews
    {
        [Syscall("fcntl")] int GetFlags(int fd, int command);

        [Syscall("fcntl")] Unit SetFlags(int fd, int command, long flags);

        [Syscall("fcntl")] int Duplicate(int fd, int command);
    }

    [SyscallInterface]
    internal interface IOverloads
    {
        [Syscall(1)] void Call(int value);

        [Syscall(2)] void Call(uint value);

        [Syscall(3)] void Call(in int value);
    }

    [SyscallInterface]
    internal interface INotPublic
    {
        [Syscall(1)] internal int Internal();

        [Syscall(2)] int Public();

        [Syscall(3)] protected int Protected();

        static int CallProtected(INotPublic calls) => calls.Protected();
    }

    [SyscallInterface]
    internal interface IStrangeNames
    {
        [Syscall(1)] int GetHashCode();

        [Syscall(2)] int Finalize();

        [Syscall("_x.y-z")] int Strange();
    }

    internal enum Numbers : uint
    {
        Top = 0x8000_0000,
    }

    [SyscallInterface]
    internal interface INumbers
    {
        [Syscall(ulong.MaxValue)] void Largest();

        [Syscall(Numbers.Top)] void OfEnum();

        [Syscall(0)] void Zero();
    }
}
