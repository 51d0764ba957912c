using Binder.Model;

namespace Binder.Plans;

/// <summary>SB200x: the reasons for which a type cannot travel.</summary>
internal static class Refusals
{
    private const string CannotTravel = "SB2003";
    private const string TooWide = "SB2005";
    private const string NeedsPacking = "SB2006";

    public static Refusal Array(Type type) => new(CannotTravel,
        $"{Name(type)} is an array, which has no fixed place.",
        $"Write ReadOnlySpan<{Name(type.GetElementType()!)}> for what is read, Span<{Name(type.GetElementType()!)}> for what is written.");

    public static Refusal Delegate(Type type) => new(CannotTravel,
        $"{Name(type)} is a delegate, which another address space cannot call.",
        "Write nint and pass a function pointer whose target stays alive.");

    public static Refusal Reference(Type type) => new(CannotTravel,
        $"{Name(type)} is a reference type.",
        "Write a struct of its values; a string, a SafeHandle or a span may travel, too.");

    public static Refusal HoldsReference(Type type, string field, Type fieldType) => new(CannotTravel,
        $"{Name(type)} holds a {Name(fieldType)} in its field {field}, which is a reference.",
        "Write a struct whose fields are scalars.");

    public static Refusal RefStruct(Type type) => new(CannotTravel,
        $"{Name(type)} is a ref struct.", "Write the span as a parameter of its own.");

    public static Refusal OpenGeneric(Type type) => new(CannotTravel,
        $"{Name(type)} is an open generic type.", "Write a closed one.");

    public static Refusal ElementHoldsReferences(Type type, Type element) => new(CannotTravel,
        $"the elements of {Name(type)} hold references.", $"Write a struct of scalars in place of {Name(element)}.");

    public static Refusal OverlappingFields(Type type) => new(CannotTravel,
        $"fields of {Name(type)} overlap, so that its bits have no one meaning.",
        "Write the integer that holds the bits, or pass the struct by `in`, `ref` or `out`, which copies its memory.");

    public static Refusal NoResult(Type type, string what) => new(CannotTravel,
        $"{Name(type)} cannot be {what}.",
        "Answer with an integer, an enum, a struct, a SafeHandle, Unit, or a Result of these; for a buffer take a Span<T> parameter.");

    public static Refusal ErrorType(Type type) => new("SB2007",
        $"{Name(type)} cannot be the error of a call whose kernel answers with negative error numbers.",
        "Write Errno, or an enum whose values are 1 to 4095.");

    public static Refusal Wider(Type type, int bits, int registerBits) => new(TooWide,
        $"{Name(type)} has {bits} bits and a register of the shape has {registerBits}.",
        $"Write a type of at most {registerBits} bits, pass it by `in`, or use a shape that packs.");

    /// <summary>Why an address of this process does not fit into the shape; null where it does.</summary>
    public static Refusal? AddressIn(AbiShape shape) => shape.RegisterBits >= nint.Size * 8 ? null : new(TooWide,
        $"an address of this process has {nint.Size * 8} bits and a register of the shape has {shape.RegisterBits}.",
        "Use a shape whose registers hold an address, or send the bytes as scalars.");

    /// <summary>Why a handle's number does not fit into the shape; null where it does.</summary>
    public static Refusal? HandleIn(AbiShape shape, Type type) =>
        shape.RegisterBits >= shape.PointerBits ? null : Wider(type, shape.PointerBits, shape.RegisterBits);

    public static Refusal NotFlat(Type type) => new(NeedsPacking,
        $"{Name(type)} has no flat form: which of its fields are there depends on its value, or there are many of them.",
        "Pass it by `in`, `ref` or as a span, which copy its memory, or use a shape that packs.");

    private static string Name(Type type) => MemberNames.Of(type);
}
