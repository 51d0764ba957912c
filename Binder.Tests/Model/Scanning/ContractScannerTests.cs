using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

[SyscallInterface]
internal interface IInternalContract;

[SyscallInterface]
file interface IFileLocalContract;

[SyscallInterface]
internal interface IOpenContract<T>;

internal interface IInheritsFromContract : IInternalContract;

[TestClass]
public sealed class ContractScannerTests
{
    private static readonly Assembly Here = typeof(ContractScannerTests).Assembly;

    internal static class Outer<T>
    {
        [SyscallInterface]
        private protected interface INestedContract;

        internal static Type Nested => typeof(INestedContract).GetGenericTypeDefinition();
    }

    [TestMethod]
    public void Internal_nested_file_local_and_generic_contracts_are_found()
    {
        List<Type> found = [.. ContractScanner.FindContracts(Here)];
        foreach (Type contract in new[] { typeof(IInternalContract), typeof(IFileLocalContract), typeof(IOpenContract<>), Outer<int>.Nested })
        {
            Assert.Contains(contract, found);
        }
    }

    [TestMethod]
    public void An_interface_that_inherits_from_a_contract_is_none_itself() =>
        Assert.DoesNotContain(typeof(IInheritsFromContract), ContractScanner.FindContracts(Here));

    [TestMethod]
    public void A_plain_scan_finds_the_same_in_the_same_order()
    {
        foreach (Assembly assembly in new[] { Here, typeof(SyscallInterfaceAttribute).Assembly })
        {
            Assert.AreSequenceEqual(PlainScan(assembly), ContractScanner.FindContracts(assembly), assembly.FullName);
        }
    }

    [TestMethod]
    public void Assemblies_of_the_framework_hold_no_contracts()
    {
        foreach (Type type in new[] { typeof(object), typeof(Uri), typeof(Enumerable), typeof(System.Text.Json.JsonDocument), typeof(System.Xml.XmlReader) })
        {
            Assert.IsEmpty(ContractScanner.FindContracts(type.Assembly), type.Assembly.FullName);
        }
    }

    [TestMethod]
    public void A_class_marked_against_the_rules_is_no_contract()
    {
        PersistedAssemblyBuilder assembly = EmittedImages.New("MarkedClass");
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        module.DefineType("Marked", TypeAttributes.Public).Marked().CreateType();
        module.Interfaces("IMarked").Marked().CreateType();
        using LoadedImage loaded = new(assembly.Image());
        Assert.AreEqual("IMarked", ContractScanner.FindContracts(loaded.Assembly).Single().Name);
    }

    [TestMethod]
    public void A_dynamic_assembly_yields_its_finished_contracts()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Dynamic"), AssemblyBuilderAccess.RunAndCollect);
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        Type finished = module.Interfaces("IFinished").Marked().CreateType();
        module.Interfaces("IPlain").CreateType();
        TypeBuilder unfinished = module.Interfaces("IUnfinished").Marked();

        Assert.AreSequenceEqual([finished], ContractScanner.FindContracts(finished.Assembly));
        Assert.AreSequenceEqual([finished], ContractScanner.FindContracts(assembly));
        Type later = unfinished.CreateType();
        Assert.AreSequenceEqual([finished, later], ContractScanner.FindContracts(assembly));
    }

    /// <summary>Interfaces first, then message types.</summary>
    private static Type[] PlainScan(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type.IsInterface && type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false)),
        .. assembly.GetTypes().Where(type => type.IsDefined(typeof(SyscallAttribute), inherit: false)),
    ];
}
