namespace Binder.Tests.Diagnostics;

[TestClass]
public sealed class AllAtOnceTests
{
    private interface ISharedBase
    {
        [Syscall(4)] int Shared(string[] names);

        int Bare();
    }

    [SyscallInterface]
    private interface IFirst : ISharedBase
    {
        [Syscall(-1)] int Negative();

        [Syscall("nowhere")] int Unknown(Action action);
    }

    [SyscallInterface]
    private interface ISecond : ISharedBase
    {
        [Short] int Default() => 1;

        [Syscall(1)] int One();
    }

    [SyscallInterface]
    private interface IThird
    {
        [Syscall(1)] int One(object first, Version second);

        [Syscall(1)] int Other();
    }

    [SyscallInterface]
    private interface IWarned
    {
        [Syscall(1)] int One();

        [Short] int Default() => One();
    }

    [TestMethod]
    public void Everything_that_is_wrong_with_three_contracts_comes_in_one_exception()
    {
        SyscallBindingException thrown = Assert.ThrowsExactly<SyscallBindingException>(
            () => SyscallBinder.BindAll(SyscallTable.Of(typeof(IFirst), typeof(ISecond), typeof(IThird)), LinuxAbi.X64));
        string[] expected =
        [
            "SB1002 AllAtOnceTests.ISharedBase.Bare",
            "SB1006 AllAtOnceTests.IFirst.Negative",
            "SB1014 AllAtOnceTests.ISecond.Default",
            "SB2003 AllAtOnceTests.ISharedBase.Shared(names)",
            "SB2002 AllAtOnceTests.IFirst.Unknown",
            "SB2003 AllAtOnceTests.IFirst.Unknown(action)",
            "SB2003 AllAtOnceTests.IThird.One(first)",
            "SB2003 AllAtOnceTests.IThird.One(second)",
            "SB2001 AllAtOnceTests.IThird.Other",
        ];
        Assert.AreSequenceEqual(expected, thrown.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Member}"));
    }

    [TestMethod]
    public void The_message_has_a_line_for_each()
    {
        SyscallBindingException thrown = Assert.ThrowsExactly<SyscallBindingException>(
            () => SyscallBinder.BindAll(SyscallTable.Of(typeof(IFirst), typeof(ISecond), typeof(IThird)), LinuxAbi.X64));
        string[] lines = thrown.Message.Split(Environment.NewLine);
        Assert.AreEqual("Nothing was bound: 8 errors.", lines[0]);
        Assert.AreSequenceEqual(thrown.Diagnostics.Select(diagnostic => $"  {diagnostic}"), lines.Skip(1));
    }

    [TestMethod]
    public void One_error_is_counted_in_the_singular() => Assert.AreEqual(
        "Nothing was bound: 1 error." + Environment.NewLine
            + "  SB1002 error: INoSyscall.Close: the method has neither a [Syscall] attribute nor a body. "
            + "Write [Syscall(number)] or [Syscall(\"close\")] above it, or give it a body.",
        Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.Bind<INoSyscall>(LinuxAbi.X64)).Message);

    [TestMethod]
    public void What_is_no_contract_is_refused_by_the_front_door_too()
    {
        AssertNoContract<object>();
        AssertNoContract<string>();
        AssertNoContract<Action>();
        AssertNoContract<int[]>();
        AssertNoContract<IDisposable>();
        AssertNoContract<IUnmarked>();

        static void AssertNoContract<T>()
            where T : class => Assert.AreEqual(
                "SB1001", Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.Bind<T>(LinuxAbi.X64)).Diagnostics.Single().Code);
    }

    [TestMethod]
    public void The_same_inherited_method_is_told_once()
    {
        IReadOnlyList<SyscallDiagnostic> found = Provoked.By(typeof(IFirst), typeof(ISecond));
        Assert.HasCount(1, found.Where(diagnostic => diagnostic.Member.EndsWith("ISharedBase.Shared(names)", StringComparison.Ordinal)));
        Assert.HasCount(1, found.Where(diagnostic => diagnostic.Member.EndsWith("ISharedBase.Bare", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_warning_stops_nothing_and_is_handed_on()
    {
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of<IWarned>(), new LoopbackAbi(HostedKernel.Create(Provoked.Shape, new WarnedKernel()), SyscallCaller.CurrentProcess));
        Assert.AreSequenceEqual(["SB1014"], bound.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.AreEqual(SyscallDiagnosticSeverity.Warning, bound.Diagnostics[0].Severity);
        Assert.AreEqual(9, bound.Get<IWarned>().One());
        Assert.AreEqual(9, bound.Get<IWarned>().Default());
    }

    [TestMethod]
    public void Handlers_and_their_contracts_are_judged_together()
    {
        IReadOnlyList<SyscallDiagnostic> found = Provoked.ByHandlers(new ThirdKernel(), new Nothing());
        Assert.AreSequenceEqual(["SB2003", "SB2003", "SB2001", "SB3001"], found.Select(diagnostic => diagnostic.Code));
    }

    [TestMethod]
    public void A_shape_that_contradicts_itself_is_told_beside_what_no_shape_would_mend()
    {
        IReadOnlyList<SyscallDiagnostic> found = Provoked.By(
            SyscallTable.Of(typeof(IFirst), typeof(IThird)), Provoked.Shape with { RegisterBits = 7 });
        Assert.AreSequenceEqual(["SB1002", "SB1006", "SB4001"], found.Select(diagnostic => diagnostic.Code));
    }

    [TestMethod]
    public void What_is_wrong_stands_in_the_table_before_anything_is_bound()
    {
        SyscallTable table = SyscallTable.Of(typeof(IFirst), typeof(object));
        Assert.AreSequenceEqual(["SB1002", "SB1006", "SB1001"], table.Diagnostics.Select(diagnostic => diagnostic.Code));
        SyscallBindingException thrown = Assert.ThrowsExactly<SyscallBindingException>(() => table.Explain(Provoked.Shape));
        Assert.IsGreaterThan(table.Diagnostics.Count, thrown.Diagnostics.Count);
    }

    [TestMethod]
    public void Nothing_of_a_refused_table_can_be_used_and_the_good_contract_can_be_bound_alone()
    {
        Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.BindAll(SyscallTable.Of(typeof(IWarned), typeof(IThird)), LinuxAbi.X64));
        Assert.IsNotNull(SyscallBinder.Bind<IWarned>(LinuxAbi.X64));
    }

    private sealed class WarnedKernel : IWarned
    {
        public int One() => 9;
    }

    private sealed class ThirdKernel : IThird
    {
        public int One(object first, Version second) => 0;

        public int Other() => 0;
    }
}
