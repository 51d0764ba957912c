using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Binder.Tests.Architecture;

/// <summary>Every use of a type or member that an assembly's declarations and instructions show.</summary>
/// <remarks>What the compiler folds away leaves no trace: constants, members of enums, <c>nameof</c>.</remarks>
internal sealed class UseCollector(PEReader image, MetadataReader reader, MemberMap members)
{
    private readonly AttributeTypes _attributeTypes = new(reader);

    internal IEnumerable<Use> Collect() => reader.TypeDefinitions.SelectMany(OfType);

    private IEnumerable<Use> OfType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        IEnumerable<Member> named = members.NamedBy(type.BaseType)
            .Concat(type.GetInterfaceImplementations().SelectMany(item => members.NamedBy(reader.GetInterfaceImplementation(item).Interface)))
            .Concat(InGenericParameters(type.GetGenericParameters()))
            .Concat(InAttributes(type.GetCustomAttributes()))
            .Concat(type.GetEvents().SelectMany(InEvent));
        return From(members.Of(handle), named)
            .Concat(type.GetProperties().SelectMany(property => OfProperty(property, handle)))
            .Concat(type.GetFields().SelectMany(OfField))
            .Concat(type.GetMethods().SelectMany(OfMethod));
    }

    private IEnumerable<Use> OfField(FieldDefinitionHandle handle)
    {
        FieldDefinition field = reader.GetFieldDefinition(handle);
        return From(
            members.Of(handle),
            members.InSignature(types => field.DecodeSignature(types, default)).Concat(InAttributes(field.GetCustomAttributes())));
    }

    /// <summary>Attributes alone: types of a property are those of its accessors, and it stands where they do.</summary>
    private ImmutableArray<Use> OfProperty(PropertyDefinitionHandle handle, TypeDefinitionHandle type)
    {
        PropertyDefinition property = reader.GetPropertyDefinition(handle);
        PropertyAccessors accessors = property.GetAccessors();
        MethodDefinitionHandle accessor = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
        return From(accessor.IsNil ? members.Of(type) : members.Of(accessor), InAttributes(property.GetCustomAttributes()));
    }

    private IEnumerable<Use> OfMethod(MethodDefinitionHandle handle)
    {
        MethodDefinition method = reader.GetMethodDefinition(handle);
        IEnumerable<Member> named = members.InSignature(types => method.DecodeSignature(types, default))
            .Concat(InGenericParameters(method.GetGenericParameters()))
            .Concat(InAttributes(method.GetCustomAttributes()))
            .Concat(method.GetParameters().SelectMany(item => InAttributes(reader.GetParameter(item).GetCustomAttributes())));
        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            named = named.Append(new Member("System.Runtime.InteropServices.DllImportAttribute", []));
        }

        IEnumerable<Use> declared = From(members.Of(handle), named);
        return method.RelativeVirtualAddress == 0 ? declared : declared.Concat(InBody(handle, image.GetMethodBody(method.RelativeVirtualAddress)));
    }

    private IEnumerable<Use> InBody(MethodDefinitionHandle handle, MethodBodyBlock body)
    {
        IEnumerable<Member> declared = body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch)
            .Select(region => region.CatchType)
            .SelectMany(members.NamedBy);
        if (!body.LocalSignature.IsNil)
        {
            declared = declared.Concat(members.NamedBy(body.LocalSignature));
        }

        return From(members.Of(handle), declared)
            .Concat(IlTokens.Read(body.GetILBytes() ?? []).SelectMany(item => From(members.Of(handle, item.Offset), members.NamedBy(item.Token))));
    }

    private IEnumerable<Member> InGenericParameters(GenericParameterHandleCollection parameters) =>
        parameters.Select(reader.GetGenericParameter).SelectMany(parameter => parameter.GetConstraints()
            .SelectMany(constraint => members.NamedBy(reader.GetGenericParameterConstraint(constraint).Type))
            .Concat(InAttributes(parameter.GetCustomAttributes())));

    private IEnumerable<Member> InEvent(EventDefinitionHandle handle)
    {
        EventDefinition definition = reader.GetEventDefinition(handle);
        return members.NamedBy(definition.Type).Concat(InAttributes(definition.GetCustomAttributes()));
    }

    private IEnumerable<Member> InAttributes(CustomAttributeHandleCollection attributes) =>
        attributes.Select(reader.GetCustomAttribute).SelectMany(attribute =>
            members.NamedBy(attribute.Constructor).Concat(_attributeTypes.In(attribute).Select(members.Of)));

    private static ImmutableArray<Use> From(Member from, IEnumerable<Member> named) => [.. named.Select(to => new Use(from, to))];
}
