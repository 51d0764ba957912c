using System.ComponentModel;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

[TestClass]
public sealed class MarkedTypesTests
{
    private static readonly Type Mark = typeof(SyscallInterfaceAttribute);

    [TestMethod]
    public void Both_ways_find_the_same_in_an_assembly_of_1000_types()
    {
        using LoadedImage loaded = new(EmittedImages.WithTypes(1000));
        List<Type>? found = MarkedTypes.ByMetadata(loaded.Assembly, Mark, "Binder", Mark.Name);
        Assert.IsNotNull(found);
        Assert.HasCount(20, found);
        Assert.AreSequenceEqual(MarkedTypes.ByTypes(loaded.Assembly, Mark), found);
    }

    /// <summary>Tables of every width, written by real compilers; the attributes' own assembly and assemblies that refer to it by forwarders.</summary>
    [TestMethod]
    [DataRow(typeof(object))]
    [DataRow(typeof(Uri))]
    [DataRow(typeof(Enumerable))]
    [DataRow(typeof(System.Text.Json.JsonDocument))]
    [DataRow(typeof(System.Xml.XmlReader))]
    [DataRow(typeof(System.Linq.Expressions.Expression))]
    [DataRow(typeof(MetadataReader))]
    [DataRow(typeof(ICSharpCode.Decompiler.CSharp.CSharpDecompiler))]
    [DataRow(typeof(Iced.Intel.Decoder))]
    public void Both_ways_find_the_same_in_assemblies_of_others(Type inAssembly)
    {
        Assembly assembly = inAssembly.Assembly;
        int total = 0;
        foreach (Type attribute in new[] { typeof(FlagsAttribute), typeof(ObsoleteAttribute), typeof(EditorBrowsableAttribute), typeof(CompilerGeneratedAttribute) })
        {
            List<Type>? found = MarkedTypes.ByMetadata(assembly, attribute, attribute.Namespace!, attribute.Name);
            Assert.IsNotNull(found);
            Assert.AreSequenceEqual(MarkedTypes.ByTypes(assembly, attribute), found);
            total += found.Count;
        }

        Assert.IsPositive(total);
    }

    [TestMethod]
    public void An_attribute_used_in_its_own_assembly_is_found()
    {
        PersistedAssemblyBuilder assembly = EmittedImages.New("OwnAttribute");
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        TypeBuilder attribute = module.DefineType("Binder.OwnAttribute", TypeAttributes.Public, typeof(Attribute));
        ConstructorBuilder constructor = attribute.DefineDefaultConstructor(MethodAttributes.Public);
        attribute.CreateType();
        module.Interfaces("IPlain").CreateType();
        TypeBuilder marked = module.Interfaces("IMarked");
        marked.SetCustomAttribute(new CustomAttributeBuilder(constructor, []));
        marked.CreateType();

        using LoadedImage loaded = new(assembly.Image());
        Type own = loaded.Assembly.GetType("Binder.OwnAttribute", throwOnError: true)!;
        Assert.AreSequenceEqual([loaded.Assembly.GetType("IMarked")!], MarkedTypes.Find(loaded.Assembly, own, own.Name));
    }

    [TestMethod]
    public void A_namesake_of_the_attribute_marks_nothing()
    {
        PersistedAssemblyBuilder other = EmittedImages.New("Other");
        TypeBuilder namesake = other.DefineDynamicModule("Main").DefineType(Mark.FullName!, TypeAttributes.Public, typeof(Attribute));
        ConstructorBuilder constructor = namesake.DefineDefaultConstructor(MethodAttributes.Public);
        namesake.CreateType();
        PersistedAssemblyBuilder assembly = EmittedImages.New("UsesBoth");
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        TypeBuilder fooled = module.Interfaces("IFooled");
        fooled.SetCustomAttribute(new CustomAttributeBuilder(constructor, []));
        fooled.CreateType();
        TypeBuilder both = module.Interfaces("IBoth").Marked();
        both.SetCustomAttribute(new CustomAttributeBuilder(constructor, []));
        both.CreateType();
        module.Interfaces("IMarked").Marked().CreateType();

        using LoadedImage loaded = new(assembly.Image(), other.Image());
        Assert.AreSequenceEqual(["IBoth", "IMarked"], MarkedTypes.Find(loaded.Assembly, Mark, Mark.Name).Select(type => type.Name));
    }

    [TestMethod]
    public void A_mark_given_twice_counts_once()
    {
        PersistedAssemblyBuilder assembly = EmittedImages.New("Twice");
        assembly.DefineDynamicModule("Main").Interfaces("ITwice").Marked().Marked().CreateType();
        using LoadedImage loaded = new(assembly.Image());
        Assert.HasCount(1, MarkedTypes.Find(loaded.Assembly, Mark, Mark.Name));
    }
}
