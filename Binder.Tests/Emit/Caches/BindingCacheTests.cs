using System.Reflection;
using Binder.Tests.Documents;
using Binder.Tests.Emit.Modules;
using Binder.Tests.Programs;

namespace Binder.Tests.Emit.Caches;

/// <summary>What is emitted is emitted once, and never taken for something else.</summary>
[TestClass]
public sealed class BindingCacheTests
{
    private const string Table = "39 common getpid\n110 common getppid";

    [SyscallInterface]
    private interface ICached
    {
        [Syscall("getpid")]
        int GetPid();

        [Syscall("getppid")]
        Result<int, Errno> GetParent();
    }

    [SyscallInterface]
    private interface IAlike
    {
        [Syscall("getpid")]
        int GetPid();

        [Syscall("getppid")]
        Result<int, Errno> GetParent();
    }

    [SyscallInterface]
    private interface IUnbound
    {
        [Syscall("getpid")]
        int GetPid();
    }

    private sealed class CachedHandler : ICached
    {
        public int GetPid() => 1;

        public Result<int, Errno> GetParent() => 0;
    }

    [TestMethod]
    public void Shapes_that_are_equal_by_content_share_a_class()
    {
        Assert.AreSame(ProxyType(Shape(Table)), ProxyType(Shape(Table)));
        Assert.AreNotSame(Bind(Shape(Table)), Bind(Shape(Table)));
    }

    [TestMethod]
    public void Other_numbers_are_another_class()
    {
        FrameRecorder abi = new(Shape("40 common getpid\n110 common getppid"));
        SyscallBinder.Bind<ICached>(new FrameRecorder(Shape(Table))).GetPid();
        SyscallBinder.Bind<ICached>(abi).GetPid();
        Assert.AreEqual(40ul, abi.Sent[0].Number);
        Assert.AreNotSame(ProxyType(abi.Shape), ProxyType(Shape(Table)));
    }

    [TestMethod]
    public void Another_shape_is_another_class() =>
        Assert.AreNotSame(ProxyType(Shape(Table)), ProxyType(Shape(Table) with { NarrowArguments = NarrowRule.Refuse }));

    [TestMethod]
    public void Another_way_is_another_class()
    {
        object direct = SyscallBinder.Bind<ICached>(LinuxAbi.Over(1));
        object byTrap = SyscallBinder.Bind<ICached>(new FrameRecorder(AbiShape.LinuxX64));
        Assert.AreNotSame(direct.GetType(), byTrap.GetType());
        Assert.AreSame(direct.GetType(), SyscallBinder.Bind<ICached>(LinuxAbi.Over(2)).GetType());
    }

    [TestMethod]
    public void Bound_syscalls_give_the_same_object_each_time()
    {
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of(typeof(ICached), typeof(IAlike)), new FrameRecorder(Shape(Table)));
        ICached first = bound.Get<ICached>();
        object[] later = new object[100];
        Type contract = typeof(ICached);
        Parallel.For(0, later.Length, i => later[i] = i % 2 == 0 ? bound.Get<ICached>() : bound.Get(contract));
        Assert.IsTrue(Array.TrueForAll(later, proxy => ReferenceEquals(proxy, first)));
        Assert.AreNotSame<object>(first, bound.Get<IAlike>());
    }

    [TestMethod]
    public void Table_bound_twice_gives_the_same_classes()
    {
        SyscallTable table = SyscallTable.Of(typeof(ICached), typeof(IAlike));
        FrameRecorder abi = new(Shape(Table));
        BoundSyscalls first = SyscallBinder.BindAll(table, abi);
        BoundSyscalls second = SyscallBinder.BindAll(table, abi);
        Assert.AreSame(first.Get<ICached>().GetType(), second.Get<ICached>().GetType());
        Assert.AreSame(first.Get<ICached>().GetType(), SyscallBinder.Bind<ICached>(abi).GetType());
        Assert.AreNotSame(first.Get<ICached>(), second.Get<ICached>());
        Assert.IsEmpty(second.Diagnostics);
        Assert.AreSame(table, second.Table);
    }

    [TestMethod]
    public void Contract_that_was_not_bound_is_refused_with_a_cure()
    {
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of<ICached>(), new FrameRecorder(Shape(Table)));
        KeyNotFoundException e = Assert.ThrowsExactly<KeyNotFoundException>(bound.Get<IUnbound>);
        Assert.AreEqual(
            $"The table that was bound does not have {typeof(IUnbound)}. Bind SyscallTable.Of<IUnbound>(), or scan the assembly that it is in.", e.Message);
    }

    [TestMethod]
    public void Threads_that_bind_at_once_get_one_class_for_each_contract()
    {
        const int Contracts = 200;
        const int Threads = 8;
        string source = string.Join('\n', Enumerable.Range(0, Contracts).Select(i =>
            $$"""[SyscallInterface] public interface I{{i}} { [Syscall({{i}})] Result<long, Errno> Send(int a, ReadOnlySpan<byte> b, string c); }"""));
        Assembly assembly = new PlugInContext(isCollectible: true).Load(CSharpSource.Library("Many", source));
        Type[] contracts = [.. Enumerable.Range(0, Contracts).Select(i => assembly.GetType($"I{i}")!)];
        FrameRecorder abi = new(AbiShape.LinuxX64);
        Type[][] found = new Type[Threads][];
        List<Exception> failures = [];
        using Barrier start = new(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                Type[] mine = new Type[Contracts];
                start.SignalAndWait();
                for (int i = 0; i < Contracts; i++)
                {
                    // Each from a place of its own, in both directions, so that all meet everywhere.
                    int at = ((thread % 2 == 0 ? i : Contracts - i) + (thread * 25)) % Contracts;
                    mine[at] = HostBinding.Bind(contracts[at], abi).GetType();
                }

                found[thread] = mine;
            }
            catch (Exception e)
            {
                lock (failures)
                {
                    failures.Add(e);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.IsEmpty(failures, string.Join('\n', failures));
        for (int i = 0; i < Contracts; i++)
        {
            Assert.IsTrue(Array.TrueForAll(found, types => types[i] == found[0][i]), contracts[i].Name);
            Assert.AreEqual(contracts[i], found[0][i].GetInterfaces().Single());
        }
    }

    [TestMethod]
    public void Threads_that_make_kernels_at_once_get_one_dispatcher()
    {
        AbiShape shape = Shape(Table) with { ReservedRegisters = [12] };
        object[] dispatchers = new object[32];
        Parallel.For(0, dispatchers.Length, i => dispatchers[i] = Binder.Emit.DispatcherFactory.Create(shape, [new CachedHandler()]));
        Assert.AreEqual(1, dispatchers.Select(dispatcher => dispatcher.GetType()).Distinct().Count());
        Assert.AreEqual(32, dispatchers.Distinct().Count());
    }

    private static AbiShape Shape(string table) => AbiShape.LinuxX64 with { Numbers = SyscallNumbers.Parse(table) };

    private static ICached Bind(AbiShape shape) => SyscallBinder.Bind<ICached>(new FrameRecorder(shape));

    private static Type ProxyType(AbiShape shape) => Bind(shape).GetType();
}
