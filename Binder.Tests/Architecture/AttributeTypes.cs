using System.Reflection.Metadata;

namespace Binder.Tests.Architecture;

/// <summary>Reads the <c>typeof</c> arguments of attributes; each comes as the full name of a type.</summary>
internal sealed class AttributeTypes(MetadataReader reader) : ICustomAttributeTypeProvider<string>
{
    private const string SystemType = "System.Type";

    private readonly Dictionary<string, TypeDefinitionHandle> _byName =
        reader.TypeDefinitions.ToDictionary(handle => FullNameOf(reader, handle), StringComparer.Ordinal);

    /// <summary>Types of this assembly among an attribute's arguments.</summary>
    internal IEnumerable<TypeDefinitionHandle> In(CustomAttribute attribute)
    {
        CustomAttributeValue<string> value = attribute.DecodeValue(this);
        return value.FixedArguments.Select(argument => (argument.Type, argument.Value))
            .Concat(value.NamedArguments.Select(argument => (argument.Type, argument.Value)))
            .Where(argument => argument.Type == SystemType && argument.Value is string name && _byName.ContainsKey(name))
            .Select(argument => _byName[(string)argument.Value!]);
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => SystemType;

    public bool IsSystemType(string type) => type == SystemType;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => FullNameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.NameOf(handle);

    /// <summary>A null given for a type has no name.</summary>
    public string GetTypeFromSerializedName(string? name) => name?.Split(',', '[')[0] ?? "";

    public PrimitiveTypeCode GetUnderlyingEnumType(string type)
    {
        if (!_byName.TryGetValue(type, out TypeDefinitionHandle handle))
        {
            // Attributes of the framework take enums over int, but for a few that Binder has no use for.
            return PrimitiveTypeCode.Int32;
        }

        FieldDefinitionHandle value = reader.GetTypeDefinition(handle).GetFields().First();
        BlobReader signature = reader.GetBlobReader(reader.GetFieldDefinition(value).Signature);
        _ = signature.ReadSignatureHeader();
        return (PrimitiveTypeCode)signature.ReadSignatureTypeCode();
    }

    private static string FullNameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        string space = reader.GetString(type.Namespace);
        return type.IsNested ? $"{FullNameOf(reader, type.GetDeclaringType())}+{name}" : space.Length == 0 ? name : $"{space}.{name}";
    }
}
