using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>The reasons for which a type cannot travel.</summary>
internal static class Refusals
{
    private const string CannotTravel = "SB2003";
    private const string TooWide = "SB2005";
    private const string NotFlat = "SB2006";
    private const string NoLayout = "SB2015";
    private const string NoRoom = "SB2019";
    private const string BadUnion = "SB2020";
    private const string Oversized = "SB2021";

    public static Refusal Array(Type type) => new(CannotTravel,
        $"{Name(type)} is an array, which the garbage collector moves.",
        type.GetElementType() is { IsArray: false } element && type.IsSZArray
            ? $"Write ReadOnlySpan<{Name(element)}> for what the kernel reads, [Out] Span<{Name(element)}> for what it writes."
            : "Write a ReadOnlySpan<T> of all its elements, one row after the other, and the lengths of the rows as integers.");

    public static Refusal Delegate(Type type) => new(CannotTravel,
        $"{Name(type)} is a delegate, which another address space cannot call.",
        "Write nint, and pass the address of a function that stays alive.");

    public static Refusal FunctionPointer(Type type) => new(CannotTravel,
        $"{Name(type)} is a function pointer, which emitted signatures cannot name.",
        "Write nint, and cast the function pointer to it.");

    public static Refusal Task(Type type) => new(CannotTravel,
        $"{Name(type)} is a task, for which only this process can wait.",
        type.IsGenericType ? $"Write {Name(type.GetGenericArguments()[0])}." : "Take it away.");

    public static Refusal Reference(Type type) => new(CannotTravel,
        $"{Name(type)} is a reference type.",
        type == typeof(StringBuilder) ? "Write string for what the kernel reads, [Out] Span<byte> for what it writes."
            : "Write a struct of its values, a span of them, a string or a SafeHandle.");

    public static Refusal ReferenceToReference(Type type) => new(CannotTravel,
        $"{Name(type)} is a reference type, and the garbage collector moves what it refers to.",
        type == typeof(string) ? "Take the string by value; for text that the kernel writes, take an [Out] Span<byte>."
            : typeof(SafeHandle).IsAssignableFrom(type) ? "Take the handle by value; for one that the kernel gives, answer with it."
            : type.IsSZArray ? Array(type).Cure
            : "Write a struct of its values.");

    public static Refusal RefStruct(Type type) => new(CannotTravel,
        $"{Name(type)} is a ref struct, and of those only Span<T> and ReadOnlySpan<T> may travel.",
        "Write what it holds as parameters of their own.");

    public static Refusal ReferenceToRefStruct(Type type) => new(CannotTravel,
        $"{Name(type)} is a ref struct, which cannot travel by reference.",
        SpanCounts.IsSpan(type) ? "Take the span by value." : "Write what it holds as parameters of their own.");

    public static Refusal OpenGeneric(Type type) => new(CannotTravel,
        $"{Name(type)} is an open generic type.", "Write a closed one.");

    public static Refusal HoldsReference(Type type, FieldInfo[] path) => new(CannotTravel,
        $"{Name(type)} holds a reference: its field {string.Join('.', path.Select(FieldNames.Of))} is of type {Name(path[^1].FieldType)}.",
        IsMemory(type) ? $"Write ReadOnlySpan<{Name(type.GetGenericArguments()[0])}> for what the kernel reads, [Out] Span<{Name(type.GetGenericArguments()[0])}> for what it writes."
            : type.IsValueType ? $"Write a struct of scalars in place of {Name(type)}."
            : $"Write a scalar, a struct or a union in place of {Name(path[^1].FieldType)}.");

    public static Refusal ElementIsReference(Type type, Type element) => new(CannotTravel,
        $"the elements of {Name(type)} are references.",
        element == typeof(string) ? "Write the bytes of all strings into one ReadOnlySpan<byte>, and where they begin into a ReadOnlySpan<int>."
            : $"Write a struct of scalars in place of {Name(element)}.");

    public static Refusal NoCapability(Type type) => new(CannotTravel,
        $"{Name(type)} is marked [Capability] and is more or something else than one integer.",
        "Give it exactly one field, an integer of 1 to 8 bytes, or take away [Capability].");

    public static Refusal OverlappingFields(Type type) => new(CannotTravel,
        $"fields of {Name(type)} overlap, so that its bits have no one meaning.",
        "Write the integer that holds the bits, or pass the struct by `in`, `ref` or `out`, which copies its memory.");

    public static Refusal NoAnswer(Type type) => new(CannotTravel,
        type.IsByRef ? $"a reference to {Name(type.GetElementType()!)} cannot be an answer." : $"{Name(type)} cannot be an answer.",
        type.IsByRef ? $"Answer with {Name(type.GetElementType()!)} itself." : BufferCure(type));

    /// <summary>What cannot travel as a parameter can no more be an answer, but there is something else to write instead.</summary>
    public static Refusal Answer(Type type, Refusal asParameter, FrameLayout layout) => type switch
    {
        { IsSZArray: true } => asParameter with { Cure = BufferCure(type) },
        _ when IsTask(type) => asParameter with
        {
            Cure = type.IsGenericType
                ? $"Write {Name(type.GetGenericArguments()[0])}; a handler may return ValueTask<{Name(type.GetGenericArguments()[0])}> all the same."
                : "Write void; a handler may return ValueTask all the same.",
        },
        _ when asParameter.Code == NotFlat => asParameter with
        {
            Cure = PackAnswers(layout) + (MemoryLayout.IsTagged(type)
                ? "; else answer with a Result whose error says that there is none, or with an integer of which one value means none."
                : $"; else answer with a struct of scalars in place of {Name(type)}."),
        },
        _ when asParameter.Code == CannotTravel && asParameter.Cure == Reference(type).Cure => asParameter with { Cure = AnswerCure },
        _ => asParameter,
    };

    /// <summary>A codec has nothing but registers, so that no memory can be written instead.</summary>
    public static Refusal Codec(Type type, Refusal asParameter) => type.IsValueType ? asParameter
        : asParameter with { Cure = "Write a scalar, a struct or a union: a codec carries no memory." };

    public static Refusal NoHandle(Type type) => new(CannotTravel,
        $"{Name(type)} cannot be made of an answer: it is abstract or has no constructor without parameters.",
        "Answer with a SafeHandle that has a constructor without parameters, such as SafeFileHandle, or with nint.");

    /// <summary>What cannot travel as a parameter can no more be the error of a tagged answer, but there is something else to write instead.</summary>
    public static Refusal Error(Type type, Refusal asParameter, FrameLayout layout) => asParameter with
    {
        Cure = asParameter.Code is NotFlat or TooWide
            ? $"{PackAnswers(layout)}; else write an enum, an integer or a struct of scalars in place of {Name(type)}."
            : $"Write an enum, an integer or a struct of scalars in place of {Name(type)}.",
    };

    /// <summary>A tagged error that takes more registers than there are beside the status.</summary>
    public static Refusal LongError(Type type, int needed, int available) => new(NoRoom,
        $"the error {Name(type)} takes {needed} of the answer's registers and {available} {(available == 1 ? "is" : "are")} left beside the status.",
        "Write an error of fewer scalars, such as an enum, or name more AbiShape.ReturnRegisters.");

    /// <summary>A tagged answer whose only register is the status.</summary>
    public static Refusal OnlyStatus(Type type) => new(NoRoom,
        $"{Name(type)} is a value and the only register of the shape's answers holds the status.",
        "Name two or more AbiShape.ReturnRegisters, or answer with Unit or nothing and give the value by an `out` parameter.");

    public static Refusal ErrorType(Type type) => new("SB2007",
        $"{Name(type)} cannot be an error, which travels as a number from -4095 to -1.",
        "Write Errno, or an enum whose values are 1 to 4095.");

    public static Refusal ErrorValue(Type type, object value) => new("SB2007",
        $"{Name(type)}.{Enum.GetName(type, value)} is {value}, and error numbers are 1 to 4095.",
        $"Give {Name(type)} values from 1 to 4095 only, or write Errno.");

    public static Refusal NarrowErrorType(Type type) => new("SB2007",
        $"{Name(type)} is an enum over {Name(Enum.GetUnderlyingType(type))}, which cannot hold every error number, 1 to 4095.",
        "Write Errno, or an enum over ushort, int or a wider integer.");

    /// <summary>What lets a shape carry that which its registers, a scalar each, cannot.</summary>
    public static string Pack(AbiShape shape) => shape.Encoding == AbiEncoding.Auto ? $"Give the shape {PackedLayout.FewestRegisters} or more argument registers"
        : shape.ArgumentRegisters.Count >= PackedLayout.FewestRegisters ? "Write AbiEncoding.Auto or Packed in the shape"
        : $"Write AbiEncoding.Auto in the shape and give it {PackedLayout.FewestRegisters} or more argument registers";

    /// <summary>What lets answers carry that which their registers, a scalar each, cannot.</summary>
    public static string PackAnswers(FrameLayout layout) =>
        layout.CanPackAnswers ? layout.Shape.Answers is null ? Pack(layout.Shape) : "Write AbiEncoding.Auto or Packed in AbiShape.Answers"
        : $"Name {PackedLayout.FewestRegisters} or more AbiShape.ReturnRegisters"
            + (layout.AnswerShape.Encoding == AbiEncoding.Auto ? "" : $", and write AbiEncoding.Auto or Packed in {(layout.Shape.Answers is null ? "the shape" : "AbiShape.Answers")}");

    public static Refusal Wider(Type type, int bits, AbiShape shape) => new(TooWide,
        $"{Name(type)} has {bits} bits and a register of the shape has {shape.RegisterBits}.",
        type.IsPointer || type == typeof(nint) || type == typeof(nuint)
            ? $"Set AbiShape.PointerBits to {shape.RegisterBits} if the kernel's are that small, or write an integer of that width."
            : $"{Pack(shape)}; else write types of at most {shape.RegisterBits} bits, or pass it by `in`, which copies its memory.");

    /// <summary>
    /// Why an address of this process cannot cross; null where it fits into the shape, or what it points to can be copied to where an
    /// address does.
    /// </summary>
    public static Refusal? AddressIn(AbiShape shape, bool canCopy) => HostAddresses.FitInto(shape) || canCopy ? null : new(TooWide,
        $"an address of this process has {HostAddresses.Bits} bits, one of the shape {HostAddresses.BitsIn(shape)}, and this platform has no memory to give below 4 GiB.",
        "Use a shape whose registers and AbiShape.PointerBits hold an address, let the ABI lend memory (SyscallAbi.Lender), or send the bytes as scalars.");

    /// <summary>Why a handle's number does not fit into the shape; null where it does.</summary>
    public static Refusal? HandleIn(AbiShape shape, Type type) => shape.RegisterBits >= shape.PointerBits ? null : new(TooWide,
        $"the number of {Name(type)} has {shape.PointerBits} bits and a register of the shape has {shape.RegisterBits}.",
        $"Set AbiShape.PointerBits to {shape.RegisterBits} if the kernel's handles are that small, or write int.");

    public static Refusal FixedArray(Type type, AbiShape shape) => new(NotFlat,
        $"{Name(type)} is an array of fixed size, and registers carry single values.",
        $"{Pack(shape)}; else {MemoryOrElements}");

    public static Refusal HoldsFixedArray(Type type, FieldInfo field, AbiShape shape) => new(NotFlat,
        $"{Name(type)} holds an array of fixed size, {FieldNames.Of(field)}, and registers carry single values.",
        $"{Pack(shape)}; else {MemoryOrElements}");

    public static Refusal Optional(Type type, AbiShape shape) => new(NotFlat,
        $"{Name(type)} has no flat form, since its tag says which of its fields are there.",
        $"{Pack(shape)}; else write a struct of a bool and a value, or an integer with a value that means none.");

    public static Refusal UnionInRegisters(Type type, AbiShape shape) => new(NotFlat,
        $"{Name(type)} is a union, and its tag says which of its fields are there.",
        $"{Pack(shape)}; else write a struct of all its fields.");

    public static Refusal OwnEncoding(Type type, AbiShape shape) => new(NotFlat,
        $"{Name(type)} has an encoding of its own, a stream of bytes that has no fixed place in registers.",
        $"{Pack(shape)}.");

    public static Refusal TooLarge(Type type) => new(Oversized,
        $"{Name(type)} may take more than {PackedSize.Most} bytes.",
        "Write a ReadOnlySpan<T> of what there is so much of.");

    public static Refusal Endless(Type type) => new(BadUnion,
        $"a variant of {Name(type)} holds another {Name(type)}, so that a value has no end.",
        "Write the inner values as a span, or give the variant an index into one.");

    public static Refusal TagSize(Type type, int bytes) => new(BadUnion,
        $"the TagSize of {Name(type)} is {bytes}.", "Write 1, 2, 4 or 8.");

    public static Refusal TagTooWide(Type type, string variant, ulong most) => new(BadUnion,
        $"{variant} of {Name(type)} has a tag that is no integer from 0 to {most}.",
        $"Write such an integer or an enum's member{(most < ulong.MaxValue ? ", or make the tag wider" : "")}.");

    public static Refusal SameTag(Type type, string first, string second, ulong tag) => new(BadUnion,
        $"{first} and {second} of {Name(type)} have the same tag, {tag}.", "Give each variant a tag of its own.");

    public static Refusal TwoTags(Type variant) => new(BadUnion,
        $"{Name(variant)} has [Variant] twice.", "Give it one tag.");

    public static Refusal TagMissing(Type type, string variant) => new(BadUnion,
        $"{variant} of {Name(type)} has no [Variant] and others have.", "Write [Variant(tag)] on every variant, or on none.");

    public static Refusal NoVariants(Type type) => new(BadUnion,
        $"{Name(type)} is a union without variants.",
        type.IsEnum ? "Give it constants." : type.IsValueType ? "Mark fields with [Variant(tag)], or let the tag be an enum with members." : "Nest sealed records in it that derive from it.");

    public static Refusal NotAbstract(Type type) => new(BadUnion,
        $"{Name(type)} is a union of records and is not abstract, so that a value may be none of its variants.", "Write `abstract record`.");

    public static Refusal NotSealed(Type type, Type variant) => new(BadUnion,
        $"{Name(variant)}, a variant of {Name(type)}, is not sealed.", "Write `sealed record`.");

    public static Refusal NoOneTag(Type type, int count) => new(BadUnion,
        $"{Name(type)} is a union with {count} fields marked [UnionTag].", "Mark the one field that says which variant a value is.");

    public static Refusal TagType(Type type, FieldInfo tag) => new(BadUnion,
        $"{FieldNames.Of(tag)}, the tag of {Name(type)}, is of type {Name(tag.FieldType)}.", "Let it be an enum, or an integer of a fixed width of at most 8 bytes.");

    public static Refusal OfNoVariant(Type type, FieldInfo field) => new(BadUnion,
        $"{FieldNames.Of(field)} of {Name(type)} belongs to no variant.", "Write [Variant(tag)] on it for each variant that has it.");

    public static Refusal NoSuchVariant(Type type, FieldInfo field, Type tag, ulong number) => new(BadUnion,
        $"{FieldNames.Of(field)} of {Name(type)} belongs to variant {number}, and {Name(tag)} has no such member.",
        $"Write a member of {Name(tag)}, or add that one.");

    public static Refusal UnknownLayout(Type type, Type culprit) => new(NoLayout,
        type == culprit ? $"the runtime decides how {Name(type)} lies in memory." : $"{Name(type)} holds {Name(culprit)}, so that the runtime decides how it lies in memory.",
        $"Write a struct in place of {Name(culprit)}, whose fields are scalars or structs of scalars, in the kernel's order.");

    public static bool IsTask(Type type) => typeof(System.Threading.Tasks.Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static bool IsMemory(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(Memory<>) || definition == typeof(ReadOnlyMemory<>) || definition == typeof(ArraySegment<>));

    private const string MemoryOrElements = "pass it by `in` or `ref`, which copies its memory, or write its elements as parameters.";

    private const string AnswerCure = "Answer with a scalar, a struct of scalars, a SafeHandle, Unit or nothing, or with a Result of one of these.";

    private static string BufferCure(Type type)
    {
        string element = SpanCounts.IsSpan(type) ? Name(type.GetGenericArguments()[0]) : type.IsArray ? Name(type.GetElementType()!) : "byte";
        return $"Take an [Out] Span<{element}> parameter for the buffer, and answer how much of it was filled.";
    }

    private static string Name(Type type) => MemberNames.Of(type);
}
