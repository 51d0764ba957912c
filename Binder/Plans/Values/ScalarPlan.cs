using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>What a scalar's bits mean.</summary>
internal enum ScalarKind
{
    Integer,
    Boolean,
    Float,
    Pointer,
}

/// <summary>A value that is one number, and travels in one register where that is wide enough.</summary>
/// <param name="type">The type as declared: an enum's own, not its integer's.</param>
/// <param name="kind">What the bits mean.</param>
/// <param name="bits">How many there are: 8 to 128, a native-size one having the shape's <see cref="AbiShape.PointerBits"/>.</param>
/// <param name="isSigned">Whether the rest of a register is filled with the sign.</param>
/// <param name="isNative">Whether it is of native size, so that the host's width may differ from <paramref name="bits"/>.</param>
/// <param name="refusesZero">Whether 0 is no value, as of a capability.</param>
/// <param name="members">All values there are, ascending; null where every one is.</param>
internal sealed class ScalarPlan(
    Type type, ScalarKind kind, int bits, bool isSigned, bool isNative = false, bool refusesZero = false, ulong[]? members = null)
    : ValuePlan(type)
{
    public ScalarKind Kind { get; } = kind;

    public int Bits { get; } = bits;

    public bool IsSigned { get; } = isSigned;

    public bool IsNative { get; } = isNative;

    public bool RefusesZero { get; } = refusesZero;

    /// <summary>All values there are, ascending, of an enum that is closed; null where every value is one.</summary>
    public ulong[]? Members { get; } = members;

    public int Bytes => Bits / 8;

    public override int MinBytes => Bytes;

    public override int MaxBytes => Bytes;

    /// <summary>The type that the bits are computed with: an enum's integer, else the type itself.</summary>
    public Type Underlying => Type.IsEnum ? Enum.GetUnderlyingType(Type) : Type;

    public ScalarPlan RefusingZero() => new(Type, Kind, Bits, IsSigned, IsNative, refusesZero: true, Members);

    /// <summary>A closed enum: its constants are all there is, in a tag of some bytes.</summary>
    public static ScalarPlan Closed(Type type, int bytes, ulong[] members) =>
        new(type, ScalarKind.Integer, bytes * 8, isSigned: false, members: members);

    public override Refusal? RefuseFlat(AbiShape shape) => Bits > shape.RegisterBits ? Refusals.Wider(Type, Bits, shape) : null;

    internal override void AddLeaves(List<Leaf> leaves, FieldInfo[] path) => leaves.Add(new(this, path));

    /// <summary>The plan of a scalar type; null for every other type.</summary>
    public static ScalarPlan? Of(Type type, int pointerBits)
    {
        if (type.IsPointer || type.IsFunctionPointer)
        {
            return new(type, ScalarKind.Pointer, pointerBits, isSigned: false, isNative: true);
        }

        if (type == typeof(nint))
        {
            return new(type, ScalarKind.Integer, pointerBits, isSigned: true, isNative: true);
        }

        if (type == typeof(nuint))
        {
            return new(type, ScalarKind.Integer, pointerBits, isSigned: false, isNative: true);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => new(type, ScalarKind.Boolean, 8, isSigned: false),
            TypeCode.Char => new(type, ScalarKind.Integer, 16, isSigned: false),
            TypeCode.SByte => new(type, ScalarKind.Integer, 8, isSigned: true),
            TypeCode.Byte => new(type, ScalarKind.Integer, 8, isSigned: false),
            TypeCode.Int16 => new(type, ScalarKind.Integer, 16, isSigned: true),
            TypeCode.UInt16 => new(type, ScalarKind.Integer, 16, isSigned: false),
            TypeCode.Int32 => new(type, ScalarKind.Integer, 32, isSigned: true),
            TypeCode.UInt32 => new(type, ScalarKind.Integer, 32, isSigned: false),
            TypeCode.Int64 => new(type, ScalarKind.Integer, 64, isSigned: true),
            TypeCode.UInt64 => new(type, ScalarKind.Integer, 64, isSigned: false),
            TypeCode.Single => new(type, ScalarKind.Float, 32, isSigned: false),
            TypeCode.Double => new(type, ScalarKind.Float, 64, isSigned: false),
            _ => OfStruct(type),
        };
    }

    /// <summary>The numbers that are structs of the core library: apart, since the runtime loads dozens of interfaces with each.</summary>
    private static ScalarPlan? OfStruct(Type type) => type == typeof(Half) ? new(type, ScalarKind.Float, 16, isSigned: false)
        : type == typeof(Int128) || type == typeof(UInt128) ? new(type, ScalarKind.Integer, 128, isSigned: type == typeof(Int128))
        : null;
}
