using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Binder.Tests.Architecture;

/// <summary>Walks a signature and hands out every type it names; what the walk itself yields means nothing.</summary>
internal sealed class SignatureTypes(Action<EntityHandle> found) : ISignatureTypeProvider<Unused, Unused>
{
    public Unused GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Report(handle);

    public Unused GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Report(handle);

    public Unused GetTypeFromSpecification(MetadataReader reader, Unused genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Unused GetArrayType(Unused elementType, ArrayShape shape) => default;

    public Unused GetByReferenceType(Unused elementType) => default;

    public Unused GetFunctionPointerType(MethodSignature<Unused> signature) => default;

    public Unused GetGenericInstantiation(Unused genericType, ImmutableArray<Unused> typeArguments) => default;

    public Unused GetGenericMethodParameter(Unused genericContext, int index) => default;

    public Unused GetGenericTypeParameter(Unused genericContext, int index) => default;

    public Unused GetModifiedType(Unused modifier, Unused unmodifiedType, bool isRequired) => default;

    public Unused GetPinnedType(Unused elementType) => default;

    public Unused GetPointerType(Unused elementType) => default;

    public Unused GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public Unused GetSZArrayType(Unused elementType) => default;

    private Unused Report(EntityHandle type)
    {
        found(type);
        return default;
    }
}

/// <summary>The nothing that <see cref="SignatureTypes"/> passes around.</summary>
internal readonly struct Unused;
