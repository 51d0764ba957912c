using System.Reflection;
using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Scalars between their own type and the words of a register.</summary>
internal static class ScalarIl
{
    private static readonly MethodInfo s_doubleBits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToUInt64Bits))!;
    private static readonly MethodInfo s_singleBits = typeof(BitConverter).GetMethod(nameof(BitConverter.SingleToUInt32Bits))!;
    private static readonly MethodInfo s_halfBits = typeof(BitConverter).GetMethod(nameof(BitConverter.HalfToUInt16Bits))!;
    private static readonly MethodInfo s_toDouble = typeof(BitConverter).GetMethod(nameof(BitConverter.UInt64BitsToDouble))!;
    private static readonly MethodInfo s_toSingle = typeof(BitConverter).GetMethod(nameof(BitConverter.UInt32BitsToSingle))!;
    private static readonly MethodInfo s_toHalf = typeof(BitConverter).GetMethod(nameof(BitConverter.UInt16BitsToHalf))!;

    /// <summary>
    /// The scalar on the stack becomes its extension to 64 bits: the sign's for signed ones, zeroes for the others. One of 128 bits becomes its
    /// low word.
    /// </summary>
    public static void ToWord(IlWriter il, ScalarPlan scalar)
    {
        if (scalar.Bits == 128)
        {
            il.Call(Helper.Of(typeof(WideIntegers), scalar.IsSigned ? nameof(WideIntegers.SignedLow) : nameof(WideIntegers.UnsignedLow)));
            return;
        }

        Type type = scalar.Underlying;
        if (scalar.Kind == ScalarKind.Boolean)
        {
            // A bool in memory may hold any byte; it travels as 0 or 1.
            il.Constant(0);
            il.IsGreaterUnsigned();
        }
        else if (scalar.Kind == ScalarKind.Float)
        {
            il.Call(type == typeof(double) ? s_doubleBits : type == typeof(float) ? s_singleBits : s_halfBits);
        }

        il.Convert(scalar.IsSigned ? typeof(long) : typeof(ulong));
    }

    /// <summary>The scalar on the stack becomes its own bits, zero-extended to 64.</summary>
    public static void ToBits(IlWriter il, ScalarPlan scalar)
    {
        ToWord(il, scalar);
        if (scalar.Bits < 64 && (scalar.IsSigned || scalar.Members is not null || scalar.IsNative))
        {
            il.Convert(scalar.Bits switch { 8 => typeof(byte), 16 => typeof(ushort), _ => typeof(uint) });
            il.Convert(typeof(ulong));
        }
    }

    /// <summary>Pushes the high word of a register of 128 bits that carries a scalar.</summary>
    /// <param name="il">The method.</param>
    /// <param name="scalar">The scalar.</param>
    /// <param name="pushScalar">Pushes it.</param>
    public static void HighWord(IlWriter il, ScalarPlan scalar, Action pushScalar)
    {
        if (scalar.Bits == 128)
        {
            pushScalar();
            il.Call(Helper.Of(typeof(WideIntegers), scalar.IsSigned ? nameof(WideIntegers.SignedHigh) : nameof(WideIntegers.UnsignedHigh)));
        }
        else if (scalar.IsSigned)
        {
            pushScalar();
            ToWord(il, scalar);
            SignOf(il);
        }
        else
        {
            il.Constant(0L);
        }
    }

    /// <summary>The word on the stack becomes 64 times its sign bit.</summary>
    public static void SignOf(IlWriter il)
    {
        il.Constant(63);
        il.ShiftRightSigned();
    }

    /// <summary>Keeps of the word on the stack what a register of the width holds, zero-extended as frames have it.</summary>
    public static void ToRegister(IlWriter il, int registerBits)
    {
        if (registerBits == 32)
        {
            il.Convert(typeof(uint));
            il.Convert(typeof(ulong));
        }
    }

    /// <summary>Whether some word is no value of the scalar, so that the way out for malformed ones is needed.</summary>
    public static bool CanBeMalformed(ScalarPlan scalar, NarrowRule rule) =>
        rule == NarrowRule.Refuse || scalar.RefusesZero || scalar.Members is not null || (scalar.Kind == ScalarKind.Boolean && rule == NarrowRule.Truncate);

    /// <summary>Pushes the scalar whose own bits a word holds, or goes to <paramref name="malformed"/> with an empty stack.</summary>
    public static void FromBits(IlWriter il, ScalarPlan scalar, LocalBuilder word, Label malformed) =>
        FromRegister(il, scalar, NarrowRule.Truncate, new RegisterLocal(64, word), malformed);

    /// <summary>Pushes the scalar that a register holds, or goes to <paramref name="malformed"/> with an empty stack.</summary>
    public static void FromRegister(IlWriter il, ScalarPlan scalar, NarrowRule rule, RegisterLocal register, Label malformed)
    {
        LocalBuilder word = register.Low;
        if (scalar.Bits == 128)
        {
            il.Load(register.High!);
            il.Load(word);
            il.New(scalar.Type.GetConstructor([typeof(ulong), typeof(ulong)])!);
            return;
        }

        if (rule == NarrowRule.Refuse && register.High is { } high)
        {
            CheckHighWord(il, scalar, word, high, malformed);
        }

        if (scalar.Kind == ScalarKind.Boolean)
        {
            CheckBoolean(il, rule, word, malformed);
            return;
        }

        if (rule == NarrowRule.Refuse)
        {
            il.Note("if the word is not exactly the value's extension: malformed");
            Narrow(il, scalar, word);
            il.Convert(scalar.IsSigned ? typeof(long) : typeof(ulong));
            ToRegister(il, register.Bits);
            il.Load(word);
            il.BranchIfNotEqual(malformed);
        }

        if (scalar.RefusesZero)
        {
            il.Note("if it is 0, which is no capability: malformed");
            Narrow(il, scalar, word);
            il.BranchIfFalse(malformed);
        }

        if (scalar.Members is not null)
        {
            il.Note("if it is no constant of the closed enum: malformed");
            Label good = il.Label();
            LocalBuilder number = il.Passing(typeof(ulong));
            Narrow(il, scalar, word);
            il.Convert(typeof(ulong));
            il.Store(number);
            EmitMembers(il, scalar.Members, number, good, malformed);
            il.Mark(good);
        }

        Narrow(il, scalar, word);
        if (scalar.Kind == ScalarKind.Float)
        {
            il.Call(scalar.Type == typeof(double) ? s_toDouble : scalar.Type == typeof(float) ? s_toSingle : s_toHalf);
        }
        else if (scalar.IsNative)
        {
            il.Convert(scalar.IsSigned ? typeof(nint) : typeof(nuint));
        }
        else if (scalar.Members is not null)
        {
            // The tag on its way may be wider or narrower than the enum.
            il.Convert(scalar.Underlying);
        }
    }

    /// <summary>Goes to one of two labels, whether a number is one of a few or not.</summary>
    public static void EmitMembers(IlWriter il, ulong[] members, LocalBuilder number, Label good, Label bad) =>
        new NumberSwitch(il, number, bad).Emit(Array.ConvertAll(members, member => (member, good)));

    private static void CheckHighWord(IlWriter il, ScalarPlan scalar, LocalBuilder word, LocalBuilder high, Label malformed)
    {
        il.Note("if the high word is not the value's extension: malformed");
        il.Load(high);
        if (scalar.IsSigned)
        {
            il.Load(word);
            SignOf(il);
            il.BranchIfNotEqual(malformed);
        }
        else
        {
            il.BranchIfTrue(malformed);
        }
    }

    private static void Narrow(IlWriter il, ScalarPlan scalar, LocalBuilder word)
    {
        il.Load(word);
        il.Convert((scalar.Bits, scalar.IsSigned) switch
        {
            (8, true) => typeof(sbyte),
            (8, false) => typeof(byte),
            (16, true) => typeof(short),
            (16, false) => typeof(ushort),
            (32, true) => typeof(int),
            (32, false) => typeof(uint),
            (_, true) => typeof(long),
            _ => typeof(ulong),
        });
    }

    private static void CheckBoolean(IlWriter il, NarrowRule rule, LocalBuilder word, Label malformed)
    {
        if (rule == NarrowRule.TruncateLowBitBool)
        {
            il.Load(word);
            il.Convert(typeof(int));
            il.Constant(1);
            il.And();
            return;
        }

        il.Note("if the bool is neither 0 nor 1: malformed");
        Load();
        il.Constant(1L);
        il.BranchIfAboveUnsigned(malformed);
        il.Load(word);
        il.Convert(typeof(byte));

        void Load()
        {
            il.Load(word);
            if (rule == NarrowRule.Truncate)
            {
                il.Convert(typeof(byte));
                il.Convert(typeof(ulong));
            }
        }
    }
}
