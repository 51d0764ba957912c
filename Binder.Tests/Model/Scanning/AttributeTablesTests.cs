using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

[TestClass]
public sealed class AttributeTablesTests
{
    private static readonly TypeDefinitionHandle Type = MetadataTokens.TypeDefinitionHandle(1);
    private static readonly TypeReferenceHandle Reference = MetadataTokens.TypeReferenceHandle(1);
    private static readonly TypeSpecificationHandle Spec = MetadataTokens.TypeSpecificationHandle(1);
    private static readonly FieldDefinitionHandle Field = MetadataTokens.FieldDefinitionHandle(1);
    private static readonly MethodDefinitionHandle Method = MetadataTokens.MethodDefinitionHandle(1);
    private static readonly MemberReferenceHandle Member = MetadataTokens.MemberReferenceHandle(1);
    private static readonly StringHandle Text = MetadataTokens.StringHandle(0);
    private static readonly BlobHandle Blob = MetadataTokens.BlobHandle(0);

    private static readonly Dictionary<TableIndex, Action<MetadataBuilder>> Rows = new()
    {
        [TableIndex.TypeRef] = to => to.AddTypeReference(default, Text, Text),
        [TableIndex.TypeDef] = to => to.AddTypeDefinition(0, Text, Text, default, Field, Method),
        [TableIndex.Field] = to => to.AddFieldDefinition(0, Text, Blob),
        [TableIndex.MethodDef] = to => to.AddMethodDefinition(0, 0, Text, Blob, -1, MetadataTokens.ParameterHandle(2)),
        [TableIndex.Param] = to => to.AddParameter(0, Text, 1),
        [TableIndex.InterfaceImpl] = to => to.AddInterfaceImplementation(Type, Reference),
        [TableIndex.MemberRef] = to => to.AddMemberReference(Spec, Text, Blob),
        [TableIndex.Constant] = to => to.AddConstant(Field, 1),
        [TableIndex.CustomAttribute] = to => to.AddCustomAttribute(Field, Member, Blob),
        [TableIndex.DeclSecurity] = to => to.AddDeclarativeSecurityAttribute(Type, 0, Blob),
        [TableIndex.ClassLayout] = to => to.AddTypeLayout(Type, 1, 1),
        [TableIndex.StandAloneSig] = to => to.AddStandaloneSignature(Blob),
        [TableIndex.Event] = to => to.AddEvent(0, Text, Reference),
        [TableIndex.Property] = to => to.AddProperty(0, Text, Blob),
        [TableIndex.MethodImpl] = to => to.AddMethodImplementation(Type, Method, Member),
        [TableIndex.ModuleRef] = to => to.AddModuleReference(Text),
        [TableIndex.TypeSpec] = to => to.AddTypeSpecification(Blob),
        [TableIndex.AssemblyRef] = to => to.AddAssemblyReference(Text, new Version(1, 0), Text, Blob, 0, Blob),
        [TableIndex.File] = to => to.AddAssemblyFile(Text, Blob, true),
        [TableIndex.ExportedType] = to => to.AddExportedType(0, Text, Text, MetadataTokens.AssemblyReferenceHandle(1), 0),
        [TableIndex.ManifestResource] = to => to.AddManifestResource(0, Text, default, 0),
        [TableIndex.NestedClass] = to => to.AddNestedType(Type, Type),
        [TableIndex.GenericParam] = to => to.AddGenericParameter(Type, 0, Text, 0),
        [TableIndex.MethodSpec] = to => to.AddMethodSpecification(Method, Blob),
        [TableIndex.GenericParamConstraint] = to => to.AddGenericParameterConstraint(MetadataTokens.GenericParameterHandle(1), Reference),
    };

    public static IEnumerable<TableIndex> Tables => Rows.Keys;

    /// <summary>The counts are those below and at which indices of 5, 3, 2 and no bits of choice grow from 2 bytes to 4.</summary>
    [TestMethod]
    [DynamicData(nameof(Tables))]
    public void A_mark_is_found_however_large_another_table_is(TableIndex large)
    {
        foreach (int count in new[] { 2_047, 2_048, 8_191, 8_192, 16_383, 16_384, 65_535, 65_536 })
        {
            Assert.AreSequenceEqual([0x02000001], Marked(MetadataWith(large, count)), $"{count} rows");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Tables))]
    public unsafe void What_one_type_or_parameter_carries_is_found_however_large_another_table_is(TableIndex large)
    {
        foreach (int count in new[] { 2_047, 2_048, 8_191, 8_192, 16_383, 16_384, 65_535, 65_536 })
        {
            fixed (byte* start = MetadataWith(large, count))
            {
                Assert.IsTrue(AttributeTables.TryOpen(start, out AttributeTables tables));
                Assert.IsTrue(tables.CanFindAttributes);
                int place = tables.FirstAttribute(0x02000001);
                Assert.IsTrue(tables.IsAttributeOf(0x02000001, place), $"{count} rows");
                Assert.IsFalse(tables.IsAttributeOf(0x02000001, place + 1), $"{count} rows");
                Assert.AreEqual(0x0A000001, tables.Constructor(place), $"{count} rows");
                Assert.AreEqual(0x01000001, tables.Constructed(0x0A000001), $"{count} rows");
                Assert.IsTrue(tables.IsCalled(0x01000001, "Some.Space", "MarkAttribute"), $"{count} rows");
                Assert.IsTrue(tables.TakesNumber(0x0A000001), $"{count} rows");
                Assert.AreEqual(0x0102030405060708ul, tables.Number(place), $"{count} rows");
                Assert.IsFalse(tables.IsAttributeOf(0x06000001, tables.FirstAttribute(0x06000001)), $"{count} rows");
                Assert.IsTrue(tables.DescribesParameters(0x06000001), $"{count} rows");
                Assert.IsFalse(tables.DescribesParameters(0x06000002), $"{count} rows");
                Assert.IsFalse(tables.HasMethod(0x06FFFFFF));
            }
        }
    }

    [TestMethod]
    public unsafe void Metadata_whose_tables_are_reached_through_others_is_refused()
    {
        byte[] metadata = MetadataWith(TableIndex.Field, 1);
        fixed (byte* start = metadata)
        {
            Assert.IsTrue(AttributeTables.TryOpen(start, out _));
            int header = metadata.AsSpan().IndexOf("#~\0"u8) - 8;
            metadata[BitConverter.ToInt32(metadata, header) + 8] |= 1 << 3; // there is a FieldPtr table
            Assert.IsFalse(AttributeTables.TryOpen(start, out _));
        }
    }

    private static unsafe List<int> Marked(byte[] metadata)
    {
        fixed (byte* start = metadata)
        {
            Assert.IsTrue(AttributeTables.TryOpen(start, out AttributeTables tables));
            List<int> types = [];
            foreach (int reference in tables.ReferencesTo("Some.Space", "MarkAttribute"))
            {
                tables.AddMarkedBy(reference, types);
            }

            return types;
        }
    }

    /// <summary>One type marked by one attribute with a number, one parameter by another, a row in every table, and one table filled up to a number of rows.</summary>
    private static byte[] MetadataWith(TableIndex large, int count)
    {
        MetadataBuilder builder = new();
        builder.AddModule(0, Text, default, default, default);
        builder.AddTypeDefinition(0, Text, builder.GetOrAddString("IMarked"), default, Field, Method);
        builder.AddTypeReference(default, builder.GetOrAddString("Some.Space"), builder.GetOrAddString("MarkAttribute"));
        builder.AddMemberReference(Reference, builder.GetOrAddString(".ctor"), builder.GetOrAddBlob((byte[])[0x20, 1, 0x01, 0x0B]));
        builder.AddCustomAttribute(Type, Member, builder.GetOrAddBlob((byte[])[1, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]));
        builder.AddMethodDefinition(0, 0, Text, Blob, -1, MetadataTokens.ParameterHandle(1));
        builder.AddCustomAttribute(MetadataTokens.ParameterHandle(1), Member, Blob);
        foreach (Action<MetadataBuilder> addRow in Rows.Values)
        {
            addRow(builder);
        }

        while (builder.GetRowCount(large) < count)
        {
            Rows[large](builder);
        }

        BlobBuilder image = new();
        new MetadataRootBuilder(builder, suppressValidation: true).Serialize(image, 0, 0);
        return image.ToArray();
    }
}
