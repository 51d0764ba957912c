using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Contracts;

namespace Binder.Plans;

/// <summary>A struct of which one field says what the others hold.</summary>
/// <param name="Type">The struct.</param>
/// <param name="TagBytes">How many bytes the tag takes on its way.</param>
/// <param name="Tag">The field that says it in memory.</param>
/// <param name="Cases">The cases by ascending tag: name, tag on its way, what the tag's field holds, the fields that count.</param>
internal sealed record TaggedStruct(Type Type, int TagBytes, FieldInfo Tag, (string Name, ulong Tag, ulong InMemory, FieldInfo[] Fields)[] Cases);

/// <summary>Binder's own tagged types and <see cref="Nullable{T}"/>.</summary>
internal static class TaggedStructs
{
    /// <returns>Null for every other type.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static TaggedStruct? Find(Type type)
    {
        if (!MemoryLayout.IsTagged(type))
        {
            return null;
        }

        Type definition = type.GetGenericTypeDefinition();
        return definition == typeof(Nullable<>) ? Optional(type, "hasValue", "value")
            : definition == typeof(Option<>) ? Optional(type, "<HasValue>k__BackingField", "_value")
            : definition == typeof(Result<,>) ? new(type, 1, Field(type, "_state"),
                [
                    ("Ok", 0, (ulong)ResultState.Ok, [Field(type, "_value")]),
                    ("Fail", 1, (ulong)ResultState.Fail, [Field(type, "_error")]),
                ])
            : new(type, 1, Field(type, "<Kind>k__BackingField"),
                [
                    Kind(SyscallErrorKind.InvalidData, []),
                    Kind(SyscallErrorKind.InvalidNumber, []),
                    Kind(SyscallErrorKind.AllocationFailed, []),
                    Kind(SyscallErrorKind.Failed, [Field(type, "_error")]),
                ]);
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static TaggedStruct Optional(Type type, string tag, string value) =>
        new(type, 1, Field(type, tag), [("None", 0, 0, []), ("Some", 1, 1, [Field(type, value)])]);

    private static (string Name, ulong Tag, ulong InMemory, FieldInfo[] Fields) Kind(SyscallErrorKind kind, FieldInfo[] fields) =>
        (kind.ToString(), (ulong)kind, (ulong)kind, fields);

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static FieldInfo Field(Type type, string name) =>
        type.GetField(name, ValuePlanner.InstanceFields) ?? throw new MissingFieldException(type.FullName, name);
}
