using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

/// <summary>Assemblies that refer to one that nobody can find.</summary>
[TestClass]
public sealed class UnloadableTypesTests
{
    private readonly PersistedAssemblyBuilder _assembly = EmittedImages.New("Unloadable");
    private readonly ModuleBuilder _module;
    private readonly TypeBuilder _missing, _missingMark;
    private readonly ConstructorBuilder _missingMarkConstructor;

    public UnloadableTypesTests()
    {
        _module = _assembly.DefineDynamicModule("Main");
        ModuleBuilder gone = EmittedImages.New("Gone").DefineDynamicModule("Main");
        _missing = gone.Interfaces("IMissing");
        _missing.CreateType();
        _missingMark = gone.DefineType(typeof(SyscallInterfaceAttribute).FullName!, TypeAttributes.Public, typeof(Attribute));
        _missingMarkConstructor = _missingMark.DefineDefaultConstructor(MethodAttributes.Public);
        _missingMark.CreateType();
    }

    [TestMethod]
    public void Types_that_cannot_be_loaded_do_not_hide_contracts_that_can()
    {
        _module.Interfaces("IBroken", _missing).CreateType();
        _module.Interfaces("IGood").Marked().CreateType();
        using LoadedImage loaded = new(_assembly.Image());
        Assert.ThrowsExactly<ReflectionTypeLoadException>(loaded.Assembly.GetTypes);
        Assert.AreEqual("IGood", ContractScanner.FindContracts(loaded.Assembly).Single().Name);
    }

    [TestMethod]
    public void A_contract_that_cannot_be_loaded_is_named()
    {
        TypeBuilder outer = _module.DefineType("Space.Outer", TypeAttributes.Public);
        outer.CreateType();
        outer.DefineNestedType("IBroken", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.NestedPublic, null, [_missing])
            .Marked().CreateType();
        using LoadedImage loaded = new(_assembly.Image());
        InvalidOperationException refusal = Assert.ThrowsExactly<InvalidOperationException>(() => ContractScanner.FindContracts(loaded.Assembly));
        Assert.StartsWith("Space.Outer+IBroken of Unloadable ", refusal.Message);
        Assert.Contains("Gone", refusal.Message);
        Assert.IsInstanceOfType<FileNotFoundException>(refusal.InnerException);
    }

    [TestMethod]
    public void A_mark_that_cannot_be_loaded_is_told_with_what_it_stands_on()
    {
        TypeBuilder marked = _module.Interfaces("IMarked");
        marked.SetCustomAttribute(new CustomAttributeBuilder(_missingMarkConstructor, []));
        marked.CreateType();
        using LoadedImage loaded = new(_assembly.Image());
        InvalidOperationException refusal = Assert.ThrowsExactly<InvalidOperationException>(() => ContractScanner.FindContracts(loaded.Assembly));
        Assert.StartsWith("IMarked of Unloadable ", refusal.Message);
    }

    [TestMethod]
    public void Without_metadata_nothing_is_left_out_in_silence()
    {
        _module.Interfaces("IBroken", _missing).CreateType();
        using LoadedImage loaded = new(_assembly.Image());
        InvalidOperationException refusal = Assert.ThrowsExactly<InvalidOperationException>(
            () => MarkedTypes.ByTypes(loaded.Assembly, typeof(SyscallInterfaceAttribute)));
        Assert.Contains("Unloadable", refusal.Message);
    }
}
