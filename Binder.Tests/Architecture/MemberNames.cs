using System.Reflection.Metadata;

namespace Binder.Tests.Architecture;

/// <summary>Names as an author knows them: closures and state machines bear the name of the method they were written in.</summary>
internal static class MemberNames
{
    internal static string NameOf(this MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name).Split('`')[0];
        if (!type.IsNested)
        {
            return name;
        }

        string enclosing = reader.NameOf(type.GetDeclaringType());
        return name.StartsWith('<') ? enclosing : $"{enclosing}.{name}";
    }

    internal static string NameOf(this MetadataReader reader, MethodDefinitionHandle handle)
    {
        MethodDefinition method = reader.GetMethodDefinition(handle);
        TypeDefinitionHandle type = method.GetDeclaringType();
        string name = reader.GetString(method.Name);
        string holder = reader.GetString(reader.GetTypeDefinition(type).Name);
        return $"{reader.NameOf(type)}.{Written(name) ?? Written(holder) ?? name}";
    }

    internal static string NameOf(this MetadataReader reader, FieldDefinitionHandle handle)
    {
        FieldDefinition field = reader.GetFieldDefinition(handle);
        string name = reader.GetString(field.Name);
        return $"{reader.NameOf(field.GetDeclaringType())}.{Written(name) ?? name}";
    }

    internal static string NameOf(this MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string space = reader.GetString(type.Namespace);
        string name = reader.GetString(type.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    /// <summary>The <c>M</c> of <c>&lt;M&gt;b__0</c>, or null where the compiler kept no name.</summary>
    private static string? Written(string name)
    {
        int end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : null;
    }
}
