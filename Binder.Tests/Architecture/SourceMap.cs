using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Binder.Tests.Architecture;

/// <summary>Which file each type, method and instruction came from. What has no file of its own belongs to what encloses it.</summary>
internal sealed class SourceMap(MetadataReader types, MetadataReader debug, string folder)
{
    /// <summary>The debug information that lists files of a type which none of its methods came from (enums, interfaces, delegates).</summary>
    private static readonly Guid s_typeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<DocumentHandle, SourceFile?> _documents = [];
    private readonly Dictionary<TypeDefinitionHandle, IReadOnlyList<SourceFile>> _ofTypes = [];

    /// <summary>Every file that the debug information knows of.</summary>
    internal IEnumerable<SourceFile> Files => debug.Documents.Select(FileOf).OfType<SourceFile>();

    /// <summary>The files of a type: several for a partial one, none for what the compiler made for the whole assembly.</summary>
    internal IReadOnlyList<SourceFile> OfType(TypeDefinitionHandle handle)
    {
        if (!_ofTypes.TryGetValue(handle, out IReadOnlyList<SourceFile>? files))
        {
            TypeDefinition type = types.GetTypeDefinition(handle);
            files = [.. type.GetMethods().SelectMany(OwnFiles).Concat(DocumentsOf(handle)).Distinct()];
            if (files.Count == 0 && type.IsNested)
            {
                files = OfType(type.GetDeclaringType());
            }

            _ofTypes.Add(handle, files);
        }

        return files;
    }

    internal IReadOnlyList<SourceFile> OfMethod(MethodDefinitionHandle handle)
    {
        SourceFile[] own = [.. OwnFiles(handle).Distinct()];
        return own.Length > 0 ? own : OfType(types.GetMethodDefinition(handle).GetDeclaringType());
    }

    /// <summary>The files of a field. Debug information has none, so that the field of a property counts where its accessors stand.</summary>
    internal IReadOnlyList<SourceFile> OfField(FieldDefinitionHandle handle)
    {
        FieldDefinition field = types.GetFieldDefinition(handle);
        TypeDefinition type = types.GetTypeDefinition(field.GetDeclaringType());
        string name = types.GetString(field.Name);
        foreach (PropertyDefinitionHandle property in type.GetProperties())
        {
            PropertyDefinition definition = types.GetPropertyDefinition(property);
            MethodDefinitionHandle getter = definition.GetAccessors().Getter;
            if (!getter.IsNil && name == $"<{types.GetString(definition.Name)}>k__BackingField")
            {
                return OfMethod(getter);
            }
        }

        return OfType(field.GetDeclaringType());
    }

    /// <summary>The file of one instruction: field initializers of a partial type meet in one constructor.</summary>
    internal IReadOnlyList<SourceFile> OfInstruction(MethodDefinitionHandle handle, int offset)
    {
        MethodDebugInformation information = debug.GetMethodDebugInformation(handle);
        if (information.SequencePointsBlob.IsNil || !information.Document.IsNil)
        {
            return OfMethod(handle);
        }

        DocumentHandle document = information.GetSequencePoints().LastOrDefault(point => point.Offset <= offset).Document;
        return !document.IsNil && FileOf(document) is { } file ? [file] : OfMethod(handle);
    }

    private IEnumerable<SourceFile> OwnFiles(MethodDefinitionHandle handle)
    {
        MethodDebugInformation information = debug.GetMethodDebugInformation(handle);
        IEnumerable<DocumentHandle> own = information.SequencePointsBlob.IsNil ? []
            : !information.Document.IsNil ? [information.Document]
            : information.GetSequencePoints().Select(point => point.Document);
        return own.Select(FileOf).OfType<SourceFile>();
    }

    private IEnumerable<SourceFile> DocumentsOf(TypeDefinitionHandle type)
    {
        foreach (CustomDebugInformationHandle handle in debug.GetCustomDebugInformation(type))
        {
            CustomDebugInformation information = debug.GetCustomDebugInformation(handle);
            if (debug.GetGuid(information.Kind) != s_typeDefinitionDocuments)
            {
                continue;
            }

            BlobReader rows = debug.GetBlobReader(information.Value);
            while (rows.RemainingBytes > 0)
            {
                if (FileOf(MetadataTokens.DocumentHandle(rows.ReadCompressedInteger())) is { } file)
                {
                    yield return file;
                }
            }
        }
    }

    private SourceFile? FileOf(DocumentHandle handle)
    {
        if (!_documents.TryGetValue(handle, out SourceFile? file))
        {
            file = SourceFile.Of(debug.GetString(debug.GetDocument(handle).Name), folder);
            _documents.Add(handle, file);
        }

        return file;
    }
}
