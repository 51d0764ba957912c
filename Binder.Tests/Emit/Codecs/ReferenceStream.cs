using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Binder.Tests.Emit.Codecs.ShapeOfType;

namespace Binder.Tests.Emit.Codecs;

/// <summary>The packed format once more, by reflection and as simply as types.md says it: what codecs are held against.</summary>
internal static class ReferenceStream
{
    public static byte[] Write(Type type, object? value)
    {
        List<byte> stream = [];
        Write(type, value, stream);
        return [.. stream];
    }

    /// <returns>False where the stream is no such value, or ends before it does.</returns>
    public static bool TryRead(Type type, ReadOnlySpan<byte> stream, out object? value)
    {
        try
        {
            int at = 0;
            value = Read(type, stream, ref at);
            return true;
        }
        catch (FormatException)
        {
            value = null;
            return false;
        }
    }

    private static void Write(Type type, object? value, List<byte> to)
    {
        if (IsA(type, typeof(Nullable<>)))
        {
            Tag(value is null ? 0u : 1u, 1, to);
            if (value is not null)
            {
                Write(Argument(type), value, to);
            }
        }
        else if (Scalar(type) is > 0 and var bytes)
        {
            Tag(Bits(value!), bytes, to);
        }
        else if (type.IsEnum)
        {
            int tag = Union(type)?.TagSize ?? Scalar(Enum.GetUnderlyingType(type));
            Tag(Number(value!), tag, to);
        }
        else if (IsA(type, typeof(Option<>)))
        {
            bool has = (bool)Get(value!, "HasValue")!;
            Tag(has ? 1u : 0u, 1, to);
            if (has)
            {
                Write(Argument(type), Get(value!, "Value"), to);
            }
        }
        else if (IsA(type, typeof(Result<,>)))
        {
            bool isOk = (bool)Get(value!, "IsOk")!;
            Tag(isOk ? 0u : 1u, 1, to);
            Write(Argument(type, isOk ? 0 : 1), Get(value!, isOk ? "Value" : "Error"), to);
        }
        else if (IsA(type, typeof(SyscallError<>)))
        {
            SyscallErrorKind kind = (SyscallErrorKind)Get(value!, "Kind")!;
            Tag((uint)kind, 1, to);
            if (kind == SyscallErrorKind.Failed)
            {
                Write(Argument(type), Get(value!, "Error"), to);
            }
        }
        else if (Union(type) is { } union)
        {
            ulong tag = type.IsValueType ? Number(TagField(type).GetValue(value)!) : Variants(type).Single(each => each.Variant == value!.GetType()).Tag;
            Tag(tag, union.TagSize, to);
            foreach (FieldInfo field in Variants(type).Single(each => each.Tag == tag).Fields)
            {
                Write(field.FieldType, field.GetValue(value), to);
            }
        }
        else if (ArrayLength(type) > 0)
        {
            foreach (object? element in Elements.Get(type, value!))
            {
                Write(Fields(type)[0].FieldType, element, to);
            }
        }
        else
        {
            foreach (FieldInfo field in Fields(type))
            {
                Write(field.FieldType, field.GetValue(value), to);
            }
        }
    }

    private static object? Read(Type type, ReadOnlySpan<byte> from, ref int at)
    {
        if (IsA(type, typeof(Nullable<>)))
        {
            return Choice(from, ref at, 1) == 0 ? null : Read(Argument(type), from, ref at);
        }

        if (Scalar(type) is > 0 and var bytes)
        {
            UInt128 bits = Take(from, ref at, bytes);
            return type != typeof(bool) || bits <= 1 ? Value(type, bits) : throw new FormatException();
        }

        if (type.IsEnum)
        {
            Type underlying = Enum.GetUnderlyingType(type);
            if (Union(type) is not { } closed)
            {
                return Enum.ToObject(type, Value(underlying, Take(from, ref at, Scalar(underlying))));
            }

            ulong number = (ulong)Take(from, ref at, closed.TagSize);
            return System.Array.Find([.. Enum.GetValues(type).Cast<object>()], member => Number(member) == number) ?? throw new FormatException();
        }

        if (IsA(type, typeof(Option<>)))
        {
            return Choice(from, ref at, 1) == 0 ? Activator.CreateInstance(type) : Call(type, "Some", Read(Argument(type), from, ref at));
        }

        if (IsA(type, typeof(Result<,>)))
        {
            ulong tag = Choice(from, ref at, 1);
            return Call(type, tag == 0 ? "Ok" : "Fail", Read(Argument(type, (int)tag), from, ref at));
        }

        if (IsA(type, typeof(SyscallError<>)))
        {
            ulong kind = Choice(from, ref at, 3);
            return kind < 3 ? type.GetProperty(((SyscallErrorKind)kind).ToString())!.GetValue(null) : Call(type, "Failed", Read(Argument(type), from, ref at));
        }

        if (Union(type) is { } union)
        {
            ulong tag = (ulong)Take(from, ref at, union.TagSize);
            (ulong _, Type? variant, FieldInfo[]? fields) = System.Array.Find(Variants(type), each => each.Tag == tag);
            object made = RuntimeHelpers.GetUninitializedObject(variant ?? throw new FormatException());
            if (type.IsValueType)
            {
                FieldInfo field = TagField(type);
                field.SetValue(made, field.FieldType.IsEnum ? Enum.ToObject(field.FieldType, tag) : Value(field.FieldType, tag));
            }

            return Filled(made, fields, from, ref at);
        }

        if (ArrayLength(type) is > 0 and var length)
        {
            object?[] elements = new object?[length];
            for (int i = 0; i < length; i++)
            {
                elements[i] = Read(Fields(type)[0].FieldType, from, ref at);
            }

            return Array(type, elements);
        }

        return Filled(RuntimeHelpers.GetUninitializedObject(type), Fields(type), from, ref at);
    }

    /// <summary>An inline array of these elements.</summary>
    public static object Array(Type type, object?[] elements) => Elements.Make(type, elements);

    private static object Filled(object made, FieldInfo[] fields, ReadOnlySpan<byte> from, ref int at)
    {
        foreach (FieldInfo field in fields)
        {
            field.SetValue(made, Read(field.FieldType, from, ref at));
        }

        return made;
    }

    private static void Tag(UInt128 number, int bytes, List<byte> to)
    {
        for (int i = 0; i < bytes; i++)
        {
            to.Add((byte)(number >> (i * 8)));
        }
    }

    private static UInt128 Take(ReadOnlySpan<byte> from, ref int at, int bytes)
    {
        if (bytes > from.Length - at)
        {
            throw new FormatException();
        }

        Span<byte> all = stackalloc byte[16];
        from.Slice(at, bytes).CopyTo(all);
        at += bytes;
        return BinaryPrimitives.ReadUInt128LittleEndian(all);
    }

    private static ulong Choice(ReadOnlySpan<byte> from, ref int at, ulong most) =>
        (ulong)Take(from, ref at, 1) is var tag && tag <= most ? tag : throw new FormatException();

    private static object? Get(object value, string property) => value.GetType().GetProperty(property)!.GetValue(value);

    private static object Call(Type type, string factory, object? argument) =>
        type.GetMethod(factory, BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.Invoke(null, [argument])!;

    /// <summary>How many bytes a scalar takes; 0 for every other type. Native-size integers take 8.</summary>
    public static int Scalar(Type type) => type == typeof(nint) || type == typeof(nuint) ? 8
        : type == typeof(Int128) || type == typeof(UInt128) ? 16
        : type == typeof(Half) ? 2
        : type.IsEnum ? 0
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
            TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => 0,
        };

    private static UInt128 Bits(object value) => value switch
    {
        bool flag => flag ? 1u : 0u,
        char unit => unit,
        nint number => (ulong)number,
        nuint number => number,
        Int128 number => (UInt128)number,
        UInt128 number => number,
        Half number => BitConverter.HalfToUInt16Bits(number),
        float number => BitConverter.SingleToUInt32Bits(number),
        double number => BitConverter.DoubleToUInt64Bits(number),
        _ => Number(value),
    };

    public static object Value(Type type, UInt128 bits) => typeof(ReferenceStream)
        .GetMethod(nameof(Reinterpret), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<Func<UInt128, object>>()(bits);

    private static object Reinterpret<T>(UInt128 bits)
        where T : unmanaged => MemoryMarshal.Cast<UInt128, T>(MemoryMarshal.CreateSpan(ref bits, 1))[0];

    /// <summary>Inline arrays, which reflection cannot look into.</summary>
    private static class Elements
    {
        public static IEnumerable<object?> Get(Type type, object array) => (object?[])Helper(nameof(GetAll), type).Invoke(null, [array])!;

        public static object Make(Type type, object?[] elements) => Helper(nameof(MakeAll), type).Invoke(null, [elements])!;

        private static MethodInfo Helper(string name, Type type) => typeof(Elements).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type, Fields(type)[0].FieldType);

        private static object?[] GetAll<TArray, TElement>(TArray array)
            where TArray : struct => [.. MemoryMarshal.CreateSpan(ref Unsafe.As<TArray, TElement>(ref array), ArrayLength(typeof(TArray))).ToArray().Select(static each => (object?)each)];

        private static object MakeAll<TArray, TElement>(object?[] elements)
            where TArray : struct
        {
            TArray array = default;
            Span<TElement> all = MemoryMarshal.CreateSpan(ref Unsafe.As<TArray, TElement>(ref array), elements.Length);
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = (TElement)elements[i]!;
            }

            return array;
        }
    }
}
