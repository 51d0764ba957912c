using System.Reflection.Metadata;

namespace Binder.Tests.Architecture;

/// <summary>What a token of metadata names, as members with their files.</summary>
internal sealed class MemberMap(MetadataReader reader, SourceMap sources)
{
    private readonly Dictionary<EntityHandle, Member> _known = [];

    internal Member Of(TypeDefinitionHandle type) => Remember(type, () => new(reader.NameOf(type), sources.OfType(type)));

    internal Member Of(MethodDefinitionHandle method) => Remember(method, () => new(reader.NameOf(method), sources.OfMethod(method)));

    internal Member Of(FieldDefinitionHandle field) => Remember(field, () => new(reader.NameOf(field), sources.OfField(field)));

    internal Member Of(TypeReferenceHandle type) => Remember(type, () => new(reader.NameOf(type), []));

    /// <summary>A method as the file of one of its instructions sees it.</summary>
    internal Member Of(MethodDefinitionHandle method, int offset)
    {
        Member whole = Of(method);
        return whole.Files.Count <= 1 ? whole : whole with { Files = sources.OfInstruction(method, offset) };
    }

    /// <summary>Everything that a token names: a generic one names its arguments too.</summary>
    internal IEnumerable<Member> NamedBy(EntityHandle token)
    {
        switch (token.Kind)
        {
            case var _ when token.IsNil: // an interface's base type
                return [];
            case HandleKind.TypeDefinition:
                return [Of((TypeDefinitionHandle)token)];
            case HandleKind.TypeReference:
                return [Of((TypeReferenceHandle)token)];
            case HandleKind.MethodDefinition:
                return [Of((MethodDefinitionHandle)token)];
            case HandleKind.FieldDefinition:
                return [Of((FieldDefinitionHandle)token)];
            case HandleKind.TypeSpecification:
                TypeSpecification type = reader.GetTypeSpecification((TypeSpecificationHandle)token);
                return InSignature(types => type.DecodeSignature(types, default));
            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)token);
                return NamedBy(method.Method).Concat(InSignature(types => method.DecodeSignature(types, default)));
            case HandleKind.MemberReference:
                MemberReference member = reader.GetMemberReference((MemberReferenceHandle)token);
                return NamedBy(member.Parent).Concat(OfGenericType(member));
            case HandleKind.StandaloneSignature:
                StandaloneSignature signature = reader.GetStandaloneSignature((StandaloneSignatureHandle)token);
                return signature.GetKind() == StandaloneSignatureKind.Method
                    ? InSignature(types => signature.DecodeMethodSignature(types, default))
                    : InSignature(types => signature.DecodeLocalSignature(types, default));
            default:
                return [];
        }
    }

    /// <summary>Everything that a signature names.</summary>
    internal IEnumerable<Member> InSignature(Action<SignatureTypes> decode)
    {
        List<EntityHandle> found = [];
        decode(new SignatureTypes(found.Add));
        return found.SelectMany(NamedBy);
    }

    /// <summary>A member of an instantiated generic type is a reference even within its own assembly; its definition has the file.</summary>
    private IEnumerable<Member> OfGenericType(MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeSpecification || GenericTypeOf((TypeSpecificationHandle)member.Parent) is not { } type)
        {
            return [];
        }

        TypeDefinition definition = reader.GetTypeDefinition(type);
        string name = reader.GetString(member.Name);
        byte[] signature = reader.GetBlobBytes(member.Signature);
        return member.GetKind() == MemberReferenceKind.Field
            ? definition.GetFields().Where(handle => reader.StringComparer.Equals(reader.GetFieldDefinition(handle).Name, name)).Select(field => Of(field))
            : definition.GetMethods().Where(handle => IsMethod(reader.GetMethodDefinition(handle))).Select(method => Of(method));

        bool IsMethod(MethodDefinition method) =>
            reader.StringComparer.Equals(method.Name, name) && reader.GetBlobBytes(method.Signature).AsSpan().SequenceEqual(signature);
    }

    private TypeDefinitionHandle? GenericTypeOf(TypeSpecificationHandle handle)
    {
        BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        _ = signature.ReadCompressedInteger(); // class or value type
        EntityHandle type = signature.ReadTypeHandle();
        return type.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)type : null;
    }

    private Member Remember(EntityHandle handle, Func<Member> make)
    {
        if (!_known.TryGetValue(handle, out Member? member))
        {
            member = make();
            _known.Add(handle, member);
        }

        return member;
    }
}
