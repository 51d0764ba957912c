using System.Reflection;
using System.Runtime.CompilerServices;
using static Binder.Tests.Emit.Codecs.ShapeOfType;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Types of any shape and any values of them, each the same for the same seed.</summary>
internal static class RandomValues
{
    private const int MostBytes = 3000;

    private static readonly Type[] s_scalars =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(char), typeof(Half), typeof(int), typeof(uint), typeof(float),
        typeof(long), typeof(ulong), typeof(double), typeof(nint), typeof(nuint), typeof(Int128), typeof(UInt128), typeof(DayOfWeek), typeof(Wideness),
        typeof(Colour), typeof(Far), typeof(Level), typeof(Unit), typeof(ValueTuple), typeof(UserPointer<int>), typeof(ReadOnlyUserSlice<long>),
    ];

    private static readonly Type[] s_generics =
    [
        typeof(Option<>), typeof(Nullable<>), typeof(Result<,>), typeof(SyscallError<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,,>), typeof(KeyValuePair<,>),
        typeof(Pair<,>), typeof(Hidden<,>), typeof(Wrapped<>), typeof(Three<>), typeof(Forty<>), typeof(Either<,>), typeof(Numbered<>), typeof(Tree<,>), typeof(Holder<>),
    ];

    /// <summary>Different types: every scalar, every generic of them, and whatever comes of putting one into the other.</summary>
    public static IReadOnlyList<Type> Types(int count, int seed)
    {
        Random random = new(seed);
        List<Type> found = [.. s_scalars];
        foreach (Type generic in s_generics)
        {
            Type simple = Close(generic, random, depth: 1);
            if (!found.Contains(simple))
            {
                found.Add(simple);
            }
        }

        while (found.Count < count)
        {
            Type type = Any(random, random.Next(2, 6));
            if (!found.Contains(type) && MaxBytes(type) is > 0 and <= MostBytes)
            {
                found.Add(type);
            }
        }

        return found;
    }

    public static object? Value(Type type, Random random)
    {
        if (IsA(type, typeof(Nullable<>)))
        {
            return random.Next(3) == 0 ? null : Value(Argument(type), random);
        }

        if (type == typeof(bool))
        {
            return random.Next(2) == 0;
        }

        if (ReferenceStream.Scalar(type) is > 0 and var bytes)
        {
            return ReferenceStream.Value(type, Bits(bytes, random));
        }

        if (type.IsEnum)
        {
            Array members = Enum.GetValues(type);
            return Union(type) is null && random.Next(3) == 0
                ? Enum.ToObject(type, Value(Enum.GetUnderlyingType(type), random)!)
                : members.GetValue(random.Next(members.Length));
        }

        if (IsA(type, typeof(Option<>)))
        {
            return random.Next(3) == 0 ? Activator.CreateInstance(type) : Call(type, "Some", Value(Argument(type), random));
        }

        if (IsA(type, typeof(Result<,>)))
        {
            int which = random.Next(2);
            return Call(type, which == 0 ? "Ok" : "Fail", Value(Argument(type, which), random));
        }

        if (IsA(type, typeof(SyscallError<>)))
        {
            int kind = random.Next(6);
            return kind < 3 ? type.GetProperty(((SyscallErrorKind)kind).ToString())!.GetValue(null) : Call(type, "Failed", Value(Argument(type), random));
        }

        if (Union(type) is not null)
        {
            (ulong tag, Type variant, FieldInfo[] fields) = Variants(type)[random.Next(Variants(type).Length)];
            object made = RuntimeHelpers.GetUninitializedObject(variant);
            if (type.IsValueType)
            {
                FieldInfo field = TagField(type);
                field.SetValue(made, field.FieldType.IsEnum ? Enum.ToObject(field.FieldType, tag) : ReferenceStream.Value(field.FieldType, tag));
            }

            return Filled(made, fields, random);
        }

        return ArrayLength(type) > 0
            ? ReferenceStream.Array(type, [.. Enumerable.Range(0, ArrayLength(type)).Select(_ => Value(Fields(type)[0].FieldType, random))])
            : Filled(RuntimeHelpers.GetUninitializedObject(type), Fields(type), random);
    }

    public static bool Holds(Type type, Predicate<Type> what) => what(type)
        || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), argument => Holds(argument, what)));

    private static object Filled(object made, FieldInfo[] fields, Random random)
    {
        foreach (FieldInfo field in fields)
        {
            field.SetValue(made, Value(field.FieldType, random));
        }

        return made;
    }

    /// <summary>Ends, single bits, sign bits and anything between.</summary>
    private static UInt128 Bits(int bytes, Random random)
    {
        UInt128 all = bytes == 16 ? UInt128.MaxValue : (UInt128.One << (bytes * 8)) - 1;
        UInt128 any = new((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        return all & random.Next(6) switch
        {
            0 => UInt128.Zero,
            1 => all,
            2 => UInt128.One << random.Next(bytes * 8),
            3 => UInt128.One << ((bytes * 8) - 1),
            _ => any,
        };
    }

    private static object Call(Type type, string factory, object? argument) =>
        type.GetMethod(factory, BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.Invoke(null, [argument])!;

    private static Type Any(Random random, int depth) =>
        depth == 0 || random.Next(6) == 0 ? s_scalars[random.Next(s_scalars.Length)] : Close(s_generics[random.Next(s_generics.Length)], random, depth);

    private static Type Close(Type generic, Random random, int depth) => generic.MakeGenericType(
        [.. generic.GetGenericArguments().Select(parameter =>
        {
            Type argument = Any(random, depth - 1);
            bool isBad = generic == typeof(Nullable<>) && (!argument.IsValueType || IsA(argument, typeof(Nullable<>)));
            bool isHuge = generic == typeof(Forty<>) && Holds(argument, static each => IsA(each, typeof(Forty<>)));
            return isBad || isHuge ? typeof(Pair<int, byte>) : argument;
        })]);

    private static int MaxBytes(Type type) =>
        new Binder.Plans.ValuePlanner(AbiShape.Packed(64, 16)).Plan(type, out _)?.MaxBytes ?? throw new InvalidOperationException($"{type} has no plan.");
}
