using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Binder.Tests.Model.Scanning;

namespace Binder.Tests.Model;

[TestClass]
public sealed class SyscallTableTests
{
    private interface IBase
    {
        [Syscall(3)] int Inherited();
    }

    [SyscallInterface]
    private interface IFirst : IBase
    {
        [Syscall(2)] int Second();

        [Syscall("one")] int First();

        int Body() => 1;
    }

    [SyscallInterface]
    private interface ISecond : IBase
    {
        [Syscall(9)] int Ninth();
    }

    [TestMethod]
    public void Contracts_stand_in_the_order_in_which_they_are_given_and_once()
    {
        Assert.AreSequenceEqual([typeof(ISecond), typeof(IFirst)], SyscallTable.Of(typeof(ISecond), typeof(IFirst), typeof(ISecond)).Contracts);
        Assert.AreSequenceEqual([typeof(IFirst)], SyscallTable.Of<IFirst>().Contracts);
        Assert.IsEmpty(SyscallTable.Of().Contracts);
    }

    [TestMethod]
    public void Calls_come_contract_by_contract_inherited_ones_first_and_for_each()
    {
        SyscallTable table = SyscallTable.Of(typeof(IFirst), typeof(ISecond));
        Assert.AreSequenceEqual(
            ["IFirst Inherited", "IFirst Second", "IFirst one", "ISecond Inherited", "ISecond Ninth"],
            table.Calls.Select(call => $"{call.Contract.Name} {call.Name}"));
        Assert.AreSame(table.Calls[0].Method, table.Calls[3].Method);
        Assert.IsEmpty(table.Diagnostics);
    }

    [TestMethod]
    public void What_is_no_contract_is_kept_with_its_diagnostic()
    {
        SyscallTable table = SyscallTable.Of(typeof(object), typeof(IFirst));
        Assert.AreSequenceEqual([typeof(object), typeof(IFirst)], table.Contracts);
        Assert.HasCount(3, table.Calls);
        Assert.AreEqual("SB1001", table.Diagnostics.Single().Code);
    }

    [TestMethod]
    public void Null_is_refused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallTable.Of([typeof(IFirst), null!]));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallTable.Scan(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallTable.Scan(typeof(IFirst).Assembly, null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallTable.Of<IFirst>().Explain(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallBinder.BindAll(null!, LinuxAbi.X64));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallBinder.BindAll(SyscallTable.Of<IFirst>(), null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallBinder.Bind<IFirst>(null!));
    }

    [TestMethod]
    public void A_scan_finds_contracts_nested_and_internal_ones_too_and_leaves_open_generic_ones_out()
    {
        Assembly tests = typeof(SyscallTableTests).Assembly;
        SyscallTable table = SyscallTable.Scan(tests, tests);
        Assert.Contains(typeof(IFirst), table.Contracts);
        Assert.Contains(typeof(Diagnostics.IMarked), table.Contracts);
        Assert.DoesNotContain(typeof(IBase), table.Contracts);
        Assert.DoesNotContain(typeof(Diagnostics.IFile<>), table.Contracts);
        Assert.AreEqual(table.Contracts.Distinct().Count(), table.Contracts.Count);
        Assert.IsTrue(table.Diagnostics.Where(diagnostic => diagnostic.Code == "SB1009").All(diagnostic => diagnostic.Severity == SyscallDiagnosticSeverity.Warning));
    }

    [TestMethod]
    public void A_scan_of_good_and_open_contracts_can_be_bound()
    {
        PersistedAssemblyBuilder assembly = EmittedImages.New("OpenAndClosed");
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        module.Interfaces("IClosed").Marked().CreateType();
        TypeBuilder open = module.Interfaces("IOpen").Marked();
        open.DefineGenericParameters("T");
        open.CreateType();
        using LoadedImage loaded = new(assembly.Image());
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Scan(loaded.Assembly), LinuxAbi.X64);
        Assert.AreEqual("IClosed", bound.Table.Contracts.Single().Name);
        Assert.AreEqual("SB1009", bound.Diagnostics.Single().Code);
    }

    /// <summary>What a diagnostic says is text: it holds no type.</summary>
    [TestMethod]
    public void A_contract_that_was_refused_can_be_unloaded()
    {
        (WeakReference context, SyscallBindingException thrown) = RefuseCopy();
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(context.IsAlive);
        Assert.AreEqual("SB1002", thrown.Diagnostics.Single().Code);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Context, SyscallBindingException Thrown) RefuseCopy()
    {
        PersistedAssemblyBuilder assembly = EmittedImages.New("Refused");
        TypeBuilder contract = assembly.DefineDynamicModule("Main").Interfaces("IRefused").Marked();
        contract.DefineMethod("Bare", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(int), []);
        contract.CreateType();
        AssemblyLoadContext context = new(null, isCollectible: true);
        SyscallTable table = SyscallTable.Scan(context.Load(assembly.Image()));
        Assert.IsTrue(table.Contracts.Single().IsCollectible);
        SyscallBindingException thrown = Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.BindAll(table, LinuxAbi.X64));
        context.Unload();
        return (new WeakReference(context), new SyscallBindingException(thrown.Diagnostics));
    }
}
