using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;

namespace Binder.Emit;

/// <summary>
/// The only place that emits operands: a typed vocabulary, since <c>Emit(OpCode, int)</c> writes a wrong instruction for many
/// opcodes without a word. What is written can be listed.
/// </summary>
internal sealed class IlWriter(ILGenerator il, IlListing? listing = null, MemberTokens? tokens = null)
{
    private TypeMap<LocalBuilder>? _passing;

    public LocalBuilder Local(Type type, bool pinned = false)
    {
        LocalBuilder local = il.DeclareLocal(type, pinned);
        listing?.Local(local);
        return local;
    }

    /// <summary>
    /// A local for a value that the next instructions use up: the same one for every such value of its type, since the JIT keeps only so many
    /// locals in registers.
    /// </summary>
    public LocalBuilder Passing(Type type)
    {
        _passing ??= new();
        if (!_passing.TryGet(type, out LocalBuilder? local))
        {
            _passing.TryAdd(type, local = Local(type));
        }

        return local;
    }

    public Label Label() => il.DefineLabel();

    public void Mark(Label label)
    {
        il.MarkLabel(label);
        listing?.Mark(label);
    }

    /// <summary>The C# statement that the next instructions stand for.</summary>
    public void Note(string statement) => listing?.Note(statement);

    /// <summary>The same with parts that are put together only where somebody lists.</summary>
    public void Note([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] ref NoteText statement)
    {
        if (listing is not null)
        {
            listing.Note(statement.ToString());
        }
    }

    /// <summary>Whether what is written is listed.</summary>
    internal bool IsListed => listing is not null;

    public void LoadArgument(int index)
    {
        switch (index)
        {
            case 0: Emit(OpCodes.Ldarg_0); break;
            case 1: Emit(OpCodes.Ldarg_1); break;
            case 2: Emit(OpCodes.Ldarg_2); break;
            case 3: Emit(OpCodes.Ldarg_3); break;
            case <= byte.MaxValue: Emit(OpCodes.Ldarg_S, (byte)index); break;
            default: Emit(OpCodes.Ldarg, (short)index); break;
        }
    }

    public void LoadArgumentAddress(int index)
    {
        if (index <= byte.MaxValue)
        {
            Emit(OpCodes.Ldarga_S, (byte)index);
        }
        else
        {
            Emit(OpCodes.Ldarga, (short)index);
        }
    }

    public void Load(LocalBuilder local) => Emit(OpCodes.Ldloc, local);

    public void LoadAddress(LocalBuilder local) => Emit(OpCodes.Ldloca, local);

    public void Store(LocalBuilder local) => Emit(OpCodes.Stloc, local);

    public void Load(FieldInfo field) => Emit(OpCodes.Ldfld, field);

    public void LoadAddress(FieldInfo field) => Emit(OpCodes.Ldflda, field);

    public void Store(FieldInfo field) => Emit(OpCodes.Stfld, field);

    public void Constant(int value) => Emit(OpCodes.Ldc_I4, value);

    public void Constant(long value) => Emit(OpCodes.Ldc_I8, value);

    public void Constant(ulong value) => Constant(unchecked((long)value));

    public void Constant(string value)
    {
        il.Emit(OpCodes.Ldstr, value);
        listing?.Instruction(OpCodes.Ldstr, $"\"{value}\"");
    }

    public void Call(MethodInfo method) => Emit(OpCodes.Call, method);

    public void CallVirtual(MethodInfo method) => Emit(OpCodes.Callvirt, method);

    public void Call(ConstructorInfo constructor) => Emit(OpCodes.Call, constructor);

    public void New(ConstructorInfo constructor) => Emit(OpCodes.Newobj, constructor);

    /// <summary>Zeroes the value that the address on the stack points to.</summary>
    public void Initialize(Type type) => Emit(OpCodes.Initobj, type);

    /// <summary>Fills memory: address, byte and count of bytes are on the stack. A constant count becomes a few wide stores.</summary>
    public void FillBlock() => Emit(OpCodes.Initblk);

    /// <summary>Copies memory: target, source and count of bytes are on the stack.</summary>
    public void CopyBlock() => Emit(OpCodes.Cpblk);

    public void SizeOf(Type type) => Emit(OpCodes.Sizeof, type);

    public void CastClass(Type type) => Emit(OpCodes.Castclass, type);

    public void LoadObject(Type type) => Emit(OpCodes.Ldobj, type);

    public void StoreObject(Type type) => Emit(OpCodes.Stobj, type);

    public void LoadElementReference() => Emit(OpCodes.Ldelem_Ref);

    /// <summary>The conversion of the value on the stack to the integer type, without a check.</summary>
    public void Convert(Type integer)
    {
        OpCode conversion = Type.GetTypeCode(integer) switch
        {
            TypeCode.SByte => OpCodes.Conv_I1,
            TypeCode.Byte or TypeCode.Boolean => OpCodes.Conv_U1,
            TypeCode.Int16 => OpCodes.Conv_I2,
            TypeCode.UInt16 or TypeCode.Char => OpCodes.Conv_U2,
            TypeCode.Int32 => OpCodes.Conv_I4,
            TypeCode.UInt32 => OpCodes.Conv_U4,
            TypeCode.Int64 => OpCodes.Conv_I8,
            TypeCode.UInt64 => OpCodes.Conv_U8,
            _ when integer == typeof(nint) => OpCodes.Conv_I,
            _ => OpCodes.Conv_U,
        };
        Emit(conversion);
    }

    /// <summary>Stores the 64-bit value on the stack at the address below it.</summary>
    public void StoreWord() => Emit(OpCodes.Stind_I8);

    /// <summary>Loads 64 bits from the address on the stack.</summary>
    public void LoadWord() => Emit(OpCodes.Ldind_I8);

    /// <summary>Loads an integer of 1, 2, 4 or 8 bytes from the address on the stack, zero-extended to 64 bits.</summary>
    public void LoadBits(int bytes)
    {
        Emit(bytes switch { 1 => OpCodes.Ldind_U1, 2 => OpCodes.Ldind_U2, 4 => OpCodes.Ldind_U4, _ => OpCodes.Ldind_I8 });
        if (bytes < 8)
        {
            Emit(OpCodes.Conv_U8);
        }
    }

    /// <summary>Stores the lowest 1, 2, 4 or 8 bytes of the 64-bit value on the stack at the address below it.</summary>
    public void StoreBits(int bytes)
    {
        if (bytes < 8)
        {
            // Stores of so few bytes take 32 bits.
            Emit(OpCodes.Conv_U4);
        }

        Emit(bytes switch { 1 => OpCodes.Stind_I1, 2 => OpCodes.Stind_I2, 4 => OpCodes.Stind_I4, _ => OpCodes.Stind_I8 });
    }

    public void LoadReference() => Emit(OpCodes.Ldind_Ref);

    public void StoreReference() => Emit(OpCodes.Stind_Ref);

    /// <summary>The object on the stack becomes null where it is not of the class.</summary>
    public void IsInstance(Type type) => Emit(OpCodes.Isinst, type);

    public void Negate() => Emit(OpCodes.Neg);

    public void Add() => Emit(OpCodes.Add);

    public void Multiply() => Emit(OpCodes.Mul);

    public void Or() => Emit(OpCodes.Or);

    public void ShiftLeft(int bits)
    {
        if (bits > 0)
        {
            Constant(bits);
            Emit(OpCodes.Shl);
        }
    }

    /// <summary>Shifts to the right and fills with zeroes.</summary>
    public void ShiftRight(int bits)
    {
        if (bits > 0)
        {
            Constant(bits);
            Emit(OpCodes.Shr_Un);
        }
    }

    public void And() => Emit(OpCodes.And);

    public void ShiftRightSigned() => Emit(OpCodes.Shr);

    public void Subtract() => Emit(OpCodes.Sub);

    public void IsGreaterUnsigned() => Emit(OpCodes.Cgt_Un);

    public void Return() => Emit(OpCodes.Ret);

    public void Branch(Label label) => Emit(OpCodes.Br, label);

    public void BranchIfTrue(Label label) => Emit(OpCodes.Brtrue, label);

    public void BranchIfFalse(Label label) => Emit(OpCodes.Brfalse, label);

    public void BranchIfEqual(Label label) => Emit(OpCodes.Beq, label);

    public void BranchIfNotEqual(Label label) => Emit(OpCodes.Bne_Un, label);

    public void BranchIfBelowUnsigned(Label label) => Emit(OpCodes.Blt_Un, label);

    public void BranchIfAboveUnsigned(Label label) => Emit(OpCodes.Bgt_Un, label);

    public void Leave(Label label) => Emit(OpCodes.Leave, label);

    public void Switch(Label[] labels)
    {
        il.Emit(OpCodes.Switch, labels);
        listing?.Instruction(OpCodes.Switch, string.Join(", ", labels.Select(IlListing.Name)));
    }

    public void BeginTry()
    {
        il.BeginExceptionBlock();
        listing?.Block(".try {");
    }

    public void BeginFinally()
    {
        il.BeginFinallyBlock();
        listing?.Block("} finally {");
    }

    /// <summary>Ends the try block; the exception is on the stack.</summary>
    public void BeginCatch(Type exception)
    {
        il.BeginCatchBlock(exception);
        listing?.Block("} catch {");
    }

    public void EndTry()
    {
        il.EndExceptionBlock();
        listing?.Block("}");
    }

    private void Emit(OpCode code)
    {
        il.Emit(code);
        listing?.Instruction(code, null);
    }

    private void Emit(OpCode code, byte operand)
    {
        il.Emit(code, operand);
        listing?.Instruction(code, operand);
    }

    private void Emit(OpCode code, short operand)
    {
        il.Emit(code, operand);
        listing?.Instruction(code, operand);
    }

    private void Emit(OpCode code, int operand)
    {
        il.Emit(code, operand);
        listing?.Instruction(code, operand);
    }

    private void Emit(OpCode code, long operand)
    {
        il.Emit(code, operand);
        listing?.Instruction(code, operand);
    }

    private void Emit(OpCode code, FieldInfo field)
    {
        if (tokens?.Of(field) is { } token)
        {
            il.Emit(code, token);
        }
        else
        {
            il.Emit(code, field);
        }

        listing?.Instruction(code, field);
    }

    private void Emit(OpCode code, MethodInfo method)
    {
        if (tokens?.Of(method) is { } token)
        {
            il.Emit(code, token);
        }
        else
        {
            il.Emit(code, method);
        }

        listing?.Instruction(code, method);
    }

    private void Emit(OpCode code, ConstructorInfo constructor)
    {
        if (tokens?.Of(constructor) is { } token)
        {
            il.Emit(code, token);
        }
        else
        {
            il.Emit(code, constructor);
        }

        listing?.Instruction(code, constructor);
    }

    private void Emit(OpCode code, LocalBuilder local)
    {
        il.Emit(code, local);
        listing?.Instruction(code, $"V_{local.LocalIndex}");
    }

    private void Emit(OpCode code, Type type)
    {
        il.Emit(code, type);
        listing?.Instruction(code, type);
    }

    private void Emit(OpCode code, Label label)
    {
        il.Emit(code, label);
        listing?.Instruction(code, IlListing.Name(label));
    }
}
