using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Binder.Tests.Model.Scanning;
using Microsoft.Win32.SafeHandles;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

#pragma warning disable CS0649, CA1814 // Nobody makes values of these types: what is looked at is how they are declared.

internal struct Named
{
    public int Id;
    public string Name;
}

internal struct Outer
{
    public int Id;
    public Named Inner;
}

internal ref struct Window
{
    public Span<byte> Bytes;
}

[StructLayout(LayoutKind.Explicit)]
internal struct Overlap
{
    [FieldOffset(0)] public int Whole;
    [FieldOffset(2)] public short Upper;
}

[Capability]
internal readonly record struct TwoNumbers(int First, int Second);

[Capability]
internal readonly record struct Truth(bool Value);

[SyscallInterface]
internal interface ICapabilities
{
    [Syscall(1)] int Use(TwoNumbers both);

    [Syscall(2)] Truth Answer();

    [Syscall(3)] int Many(ReadOnlySpan<TwoNumbers> all);
}

internal struct HoldsOverlap
{
    public int Id;
    public Overlap Overlap;
}

internal struct HoldsWide
{
    public int Id;
    public Int128 Wide;
}

internal struct HoldsOption
{
    public int Id;
    public int? Maybe;
}

internal unsafe struct HoldsBuffer
{
    public fixed byte Name[16];
}

[InlineArray(4)]
internal struct FourInts
{
    private int _first;
}

internal struct HoldsDate
{
    public int Id;
    public DateTime Date;
}

[SyscallInterface]
internal interface IReferenceTypes
{
    [Syscall(1)] int Arrays(int[] one, byte[,] two, char[][] three);

    [Syscall(2)] int Delegates(Action action);

    [Syscall(3)] int Classes(Version version, object anything, IDisposable disposable, StringBuilder builder);

    [Syscall(4)] int Structs(Memory<byte> memory, Named named, Outer outer);

    [Syscall(5)] int Tasks(Task<int> task, ValueTask<int> valueTask, Task bare, CancellationToken token);

    [Syscall(6)] int ArraysOfReferences(string[] texts, Version[] versions);

    [Syscall(7)] int Unmarked(UnmarkedUnion union);
}

internal abstract record UnmarkedUnion
{
    internal sealed record Variant : UnmarkedUnion;
}

[SyscallInterface]
internal interface IRefStructs
{
    [Syscall(1)] int ByValue(Window window, TypedReference reference);

    [Syscall(2)] int ByReference(ref Window window, ref Span<byte> bytes);
}

[SyscallInterface]
internal interface IReferences
{
    [Syscall(1)] int Texts(ref string text, out SafeFileHandle handle, in int[] array);

    [Syscall(2)] int Structs(in Named named, in Outer outer);

    [Syscall(3)] int Spans(ReadOnlySpan<string> texts, Span<Version> versions, Span<Named> named);
}

[SyscallInterface]
internal unsafe interface IFunctionPointers
{
    [Syscall(1)] int Call(delegate* unmanaged<int, void> function, delegate*<int>* table);

    [Syscall(2)] delegate*<int> Get();
}

[SyscallInterface]
internal interface IBits
{
    [Syscall(1)] int Overlapping(Overlap overlap, HoldsOverlap holder);

    [Syscall(2)] int Wide(Int128 wide, HoldsWide holder);

    [Syscall(3)] int Optional(int? maybe, Option<byte> option, Result<int, Errno> result, HoldsOption holder);

    [Syscall(4)] int Fixed(FourInts four, HoldsBuffer buffer);
}

[SyscallInterface]
internal interface IMemory
{
    [Syscall(1)] int Optional(in int? maybe, Span<Option<int>> options, in HoldsOption holder);

    [Syscall(2)] int Automatic(in (byte, int) pair, Span<HoldsDate> dates);

    [Syscall(3)] (byte, long) Tuple();
}

[SyscallInterface]
internal interface ISmallRegisters
{
    [Syscall(1)] int Wide(long number, double real, nint native);

    [Syscall(2)] int Addresses(ReadOnlySpan<byte> bytes, string text);

    [Syscall(3)] int Handle(SafeFileHandle handle);
}

[SyscallInterface]
internal interface ITooMany
{
    [Syscall(1)] int Scalars(int a, int b, int c, int d, int e, int f, int g);

    [Syscall(2)] int Spans(Span<byte> a, Span<byte> b, Span<byte> c, int d);
}

[SyscallInterface]
internal interface IFew
{
    [Syscall(1)] int Three(int a, int b, int c);

    [Syscall(2)] int Maybe(int? maybe);
}

[InlineArray(600_000)]
internal struct MoreThanHalf
{
    private byte _first;
}

internal struct TwoHalves
{
    public MoreThanHalf First, Second;
}

[SyscallInterface]
internal interface ILarge
{
    [Syscall(1)] int One(TwoHalves megabytes);

    [Syscall(2)] int Two(MoreThanHalf first, MoreThanHalf second);
}

/// <summary>SB2003, SB2004, SB2005, SB2006, SB2014, SB2015 and SB2021: parameters that cannot travel.</summary>
internal static class TypeCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<IReferenceTypes>(
            Error("SB2003", "IReferenceTypes.Arrays(one)",
                "int[] is an array, which the garbage collector moves.",
                "Write ReadOnlySpan<int> for what the kernel reads, [Out] Span<int> for what it writes."),
            Error("SB2003", "IReferenceTypes.Arrays(two)",
                "byte[,] is an array, which the garbage collector moves.",
                "Write a ReadOnlySpan<T> of all its elements, one row after the other, and the lengths of the rows as integers."),
            Error("SB2003", "IReferenceTypes.Arrays(three)",
                "char[][] is an array, which the garbage collector moves.",
                "Write a ReadOnlySpan<T> of all its elements, one row after the other, and the lengths of the rows as integers."),
            Error("SB2003", "IReferenceTypes.Delegates(action)",
                "Action is a delegate, which another address space cannot call.",
                "Write nint, and pass the address of a function that stays alive."),
            Error("SB2003", "IReferenceTypes.Classes(version)",
                "Version is a reference type.",
                "Write a struct of its values, a span of them, a string or a SafeHandle."),
            Error("SB2003", "IReferenceTypes.Classes(anything)",
                "object is a reference type.",
                "Write a struct of its values, a span of them, a string or a SafeHandle."),
            Error("SB2003", "IReferenceTypes.Classes(disposable)",
                "IDisposable is a reference type.",
                "Write a struct of its values, a span of them, a string or a SafeHandle."),
            Error("SB2003", "IReferenceTypes.Classes(builder)",
                "StringBuilder is a reference type.",
                "Write string for what the kernel reads, [Out] Span<byte> for what it writes."),
            Error("SB2003", "IReferenceTypes.Structs(memory)",
                "Memory<byte> holds a reference: its field _object is of type object.",
                "Write ReadOnlySpan<byte> for what the kernel reads, [Out] Span<byte> for what it writes."),
            Error("SB2003", "IReferenceTypes.Structs(named)",
                "Named holds a reference: its field Name is of type string.",
                "Write a struct of scalars in place of Named."),
            Error("SB2003", "IReferenceTypes.Structs(outer)",
                "Outer holds a reference: its field Inner.Name is of type string.",
                "Write a struct of scalars in place of Outer."),
            Error("SB2003", "IReferenceTypes.Tasks(task)",
                "Task<int> is a task, for which only this process can wait.",
                "Write int."),
            Error("SB2003", "IReferenceTypes.Tasks(valueTask)",
                "ValueTask<int> is a task, for which only this process can wait.",
                "Write int."),
            Error("SB2003", "IReferenceTypes.Tasks(bare)",
                "Task is a task, for which only this process can wait.",
                "Take it away."),
            Error("SB2003", "IReferenceTypes.Tasks(token)",
                "CancellationToken holds a reference: its field _source is of type CancellationTokenSource.",
                "Take it away; a handler finds the call's own in SyscallContext.Cancellation."),
            Error("SB2003", "IReferenceTypes.ArraysOfReferences(texts)",
                "string[] is an array, which the garbage collector moves.",
                "Write the bytes of all strings into one ReadOnlySpan<byte>, and where they begin into a ReadOnlySpan<int>."),
            Error("SB2003", "IReferenceTypes.ArraysOfReferences(versions)",
                "Version[] is an array, which the garbage collector moves.",
                "Write a span of structs of scalars in place of Version[]."),
            Error("SB2003", "IReferenceTypes.Unmarked(union)",
                "UnmarkedUnion is a reference type.",
                "Write [SyscallUnion] above it if the types nested in UnmarkedUnion are its variants; else write a struct of its values.")),
        Of<IRefStructs>(
            Error("SB2003", "IRefStructs.ByValue(window)",
                "Window is a ref struct, and of those only Span<T> and ReadOnlySpan<T> may travel.",
                "Write what it holds as parameters of their own."),
            Error("SB2003", "IRefStructs.ByValue(reference)",
                "TypedReference is a ref struct, and of those only Span<T> and ReadOnlySpan<T> may travel.",
                "Write what it holds as parameters of their own."),
            Error("SB2003", "IRefStructs.ByReference(window)",
                "Window is a ref struct, which cannot travel by reference.",
                "Write what it holds as parameters of their own."),
            Error("SB2003", "IRefStructs.ByReference(bytes)",
                "Span<byte> is a ref struct, which cannot travel by reference.",
                "Take the span by value.")),
        Of<IReferences>(
            Error("SB2003", "IReferences.Texts(text)",
                "string is a reference type, and the garbage collector moves what it refers to.",
                "Take the string by value; for text that the kernel writes, take an [Out] Span<byte>."),
            Error("SB2003", "IReferences.Texts(handle)",
                "SafeFileHandle is a reference type, and the garbage collector moves what it refers to.",
                "Take the handle by value; for one that the kernel gives, answer with it."),
            Error("SB2003", "IReferences.Texts(array)",
                "int[] is a reference type, and the garbage collector moves what it refers to.",
                "Write ReadOnlySpan<int> for what the kernel reads, [Out] Span<int> for what it writes."),
            Error("SB2003", "IReferences.Structs(named)",
                "Named holds a reference: its field Name is of type string.",
                "Write a struct of scalars in place of Named."),
            Error("SB2003", "IReferences.Structs(outer)",
                "Outer holds a reference: its field Inner.Name is of type string.",
                "Write a struct of scalars in place of Outer."),
            Error("SB2003", "IReferences.Spans(texts)",
                "the elements of ReadOnlySpan<string> are references.",
                "Write the bytes of all strings into one ReadOnlySpan<byte>, and where they begin into a ReadOnlySpan<int>."),
            Error("SB2003", "IReferences.Spans(versions)",
                "the elements of Span<Version> are references.",
                "Write a struct of scalars in place of Version."),
            Error("SB2003", "IReferences.Spans(named)",
                "Named holds a reference: its field Name is of type string.",
                "Write a struct of scalars in place of Named.")),
        Of<IFunctionPointers>(
            Error("SB2003", "IFunctionPointers.Call(function)",
                "delegate* unmanaged<int, void> is a function pointer, which emitted signatures cannot name.",
                "Write nint, and cast the function pointer to it."),
            Error("SB2003", "IFunctionPointers.Call(table)",
                "delegate*<int>* is a function pointer, which emitted signatures cannot name.",
                "Write nint, and cast the function pointer to it."),
            Error("SB2003", "IFunctionPointers.Get(return)",
                "delegate*<int> is a function pointer, which emitted signatures cannot name.",
                "Write nint, and cast the function pointer to it.")),
        Of<IBits>(
            Error("SB2003", "IBits.Overlapping(overlap)",
                "fields of Overlap overlap, so that its bits have no one meaning.",
                "Write the integer that holds the bits, or pass the struct by `in`, `ref` or `out`, which copies its memory."),
            Error("SB2003", "IBits.Overlapping(holder)",
                "HoldsOverlap cannot travel for its field Overlap: fields of Overlap overlap, so that its bits have no one meaning.",
                "Write the integer that holds the bits, or pass the struct by `in`, `ref` or `out`, which copies its memory."),
            Error("SB2005", "IBits.Wide(wide)",
                "Int128 has 128 bits and a register of the shape has 64.",
                "Write AbiEncoding.Auto or Packed in the shape; else write types of at most 64 bits, or pass it by `in`, which "
                    + "copies its memory."),
            Error("SB2005", "IBits.Wide(holder)",
                "HoldsWide does not fit into registers for its field Wide: Int128 has 128 bits and a register of the shape has 64.",
                "Write AbiEncoding.Auto or Packed in the shape; else write types of at most 64 bits, or pass it by `in`, which "
                    + "copies its memory."),
            Error("SB2006", "IBits.Optional(maybe)",
                "int? has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of a bool and a value, or an integer with a value "
                    + "that means none."),
            Error("SB2006", "IBits.Optional(option)",
                "Option<byte> has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of a bool and a value, or an integer with a value "
                    + "that means none."),
            Error("SB2006", "IBits.Optional(result)",
                "Result<int, Errno> has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of a bool and a value, or an integer with a value "
                    + "that means none."),
            Error("SB2006", "IBits.Optional(holder)",
                "HoldsOption does not fit into registers for its field Maybe: int? has no flat form, since its tag says which of its "
                    + "fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of a bool and a value, or an integer with a value "
                    + "that means none."),
            Error("SB2006", "IBits.Fixed(four)",
                "FourInts is an array of fixed size, and registers carry single values.",
                "Write AbiEncoding.Auto or Packed in the shape; else pass it by `in` or `ref`, which copies its memory, or write its "
                    + "elements as parameters."),
            Error("SB2006", "IBits.Fixed(buffer)",
                "HoldsBuffer holds an array of fixed size, Name, and registers carry single values.",
                "Write AbiEncoding.Auto or Packed in the shape; else pass it by `in` or `ref`, which copies its memory, or write its "
                    + "elements as parameters.")),
        Of<IMemory>(
            Error("SB2015", "IMemory.Optional(maybe)",
                "the runtime decides how int? lies in memory.",
                "Write a struct in place of int?, whose fields are scalars or structs of scalars, in the kernel's order."),
            Error("SB2015", "IMemory.Optional(options)",
                "the runtime decides how Option<int> lies in memory.",
                "Write a struct in place of Option<int>, whose fields are scalars or structs of scalars, in the kernel's order."),
            Error("SB2015", "IMemory.Optional(holder)",
                "HoldsOption holds int?, so that the runtime decides how it lies in memory.",
                "Write a struct in place of int?, whose fields are scalars or structs of scalars, in the kernel's order."),
            Error("SB2015", "IMemory.Automatic(pair)",
                "the runtime decides how (byte, int) lies in memory.",
                "Write a struct in place of (byte, int), whose fields are scalars or structs of scalars, in the kernel's order."),
            Error("SB2015", "IMemory.Automatic(dates)",
                "HoldsDate holds DateTime, so that the runtime decides how it lies in memory.",
                "Write a struct in place of DateTime, whose fields are scalars or structs of scalars, in the kernel's order."),
            Error("SB2015", "IMemory.Tuple(return)",
                "the runtime decides how (byte, long) lies in memory.",
                "Write a struct in place of (byte, long), whose fields are scalars or structs of scalars, in the kernel's order.")),
        new("Registers of 32 bits", () => Provoked.By(SyscallTable.Of<ISmallRegisters>(), Provoked.Shape with { RegisterBits = 32 }),
            Error("SB2005", "ISmallRegisters.Wide(number)",
                "long has 64 bits and a register of the shape has 32.",
                "Write AbiEncoding.Auto or Packed in the shape; else write types of at most 32 bits, or pass it by `in`, which "
                    + "copies its memory."),
            Error("SB2005", "ISmallRegisters.Wide(real)",
                "double has 64 bits and a register of the shape has 32.",
                "Write AbiEncoding.Auto or Packed in the shape; else write types of at most 32 bits, or pass it by `in`, which "
                    + "copies its memory."),
            Error("SB2005", "ISmallRegisters.Wide(native)",
                "nint has 64 bits and a register of the shape has 32.",
                "Set AbiShape.PointerBits to 32 if the kernel's are that small, or write an integer of that width."),
            Error("SB2005", "ISmallRegisters.Handle(handle)",
                "the number of SafeFileHandle has 64 bits and a register of the shape has 32.",
                "Set AbiShape.PointerBits to 32 if the kernel's handles are that small, or write int.")),
        Of<ICapabilities>(
            Error("SB2003", "ICapabilities.Use(both)",
                "TwoNumbers is marked [Capability] and is more or something else than one integer.",
                "Give it exactly one field, an integer of 1 to 8 bytes, or take away [Capability]."),
            Error("SB2003", "ICapabilities.Answer(return)",
                "Truth is marked [Capability] and is more or something else than one integer.",
                "Give it exactly one field, an integer of 1 to 8 bytes, or take away [Capability]."),
            Error("SB2003", "ICapabilities.Many(all)",
                "TwoNumbers is marked [Capability] and is more or something else than one integer.",
                "Give it exactly one field, an integer of 1 to 8 bytes, or take away [Capability].")),
        Of<ITooMany>(
            Error("SB2004", "ITooMany.Scalars",
                "its arguments take 7 registers (a 1, b 1, c 1, d 1, e 1, f 1, g 1) and the shape has 6.",
                "Write AbiEncoding.Auto or Packed in the shape; else take away parameters, or pass some of them in a struct by `in`."),
            Error("SB2004", "ITooMany.Spans",
                "its arguments take 7 registers (a 2, b 2, c 2, d 1) and the shape has 6.",
                "Write AbiEncoding.Auto or Packed in the shape; else take away parameters, or pass some of them in a struct by `in`.")),
        new("A codec of a type that cannot travel", Provoked.ByCodec<Named>,
            Error("SB2003", "Named",
                "Named holds a reference: its field Name is of type string.",
                "Write a struct of scalars in place of Named.")),
        new("A codec of a type that is no value", Provoked.ByCodec<string>,
            Error("SB2003", "string",
                "string is a reference type.",
                "Write a scalar, a struct or a union: a codec carries no memory.")),
        new("A codec of a type with too many scalars", Provoked.ByCodec<(int, int, int, int, int, int, int)>,
            Error("SB2014", "(int, int, int, int, int, int, int)",
                "its scalars take 7 registers and the shape has 6.",
                "Write AbiEncoding.Auto or Packed in the shape; else take away fields.")),
        new("A codec of a type that is too wide", Provoked.ByCodec<HoldsWide>,
            Error("SB2005", "HoldsWide",
                "HoldsWide does not fit into registers for its field Wide: Int128 has 128 bits and a register of the shape has 64.",
                "Write AbiEncoding.Auto or Packed in the shape.")),
        new("Too few registers to choose", () => Provoked.By(SyscallTable.Of<IFew>(), Provoked.Shape with { ArgumentRegisters = [0, 1], Encoding = AbiEncoding.Auto }),
            Error("SB2004", "IFew.Three",
                "its arguments take 3 registers (a 1, b 1, c 1) and the shape has 2.",
                "Give the shape 3 or more argument registers; else take away parameters, or pass some of them in a struct by `in`."),
            Error("SB2006", "IFew.Maybe(maybe)",
                "int? has no flat form, since its tag says which of its fields are there.",
                "Give the shape 3 or more argument registers; else write a struct of a bool and a value, or an integer with a value "
                    + "that means none.")),
        new("Too few registers to pack by choice", () => Provoked.By(SyscallTable.Of<IFew>(), Provoked.Shape with { ArgumentRegisters = [0, 1] }),
            Error("SB2004", "IFew.Three",
                "its arguments take 3 registers (a 1, b 1, c 1) and the shape has 2.",
                "Write AbiEncoding.Auto in the shape and give it 3 or more argument registers; else take away parameters, or pass some "
                    + "of them in a struct by `in`."),
            Error("SB2006", "IFew.Maybe(maybe)",
                "int? has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto in the shape and give it 3 or more argument registers; else write a struct of a bool and a "
                    + "value, or an integer with a value that means none.")),
        new("Values that are too large", () => Provoked.By(SyscallTable.Of<ILarge>(), Provoked.Shape with { Encoding = AbiEncoding.Auto }),
            Error("SB2021", "ILarge.One(megabytes)",
                "TwoHalves may take more than 1048576 bytes.",
                "Write a ReadOnlySpan<T> of what there is so much of."),
            Error("SB2021", "ILarge.Two",
                "its arguments may take more than 1048576 bytes.",
                "Write a ReadOnlySpan<T> of what there is so much of.")),
        new("A type that is not there", ByMissingAssembly,
            Error("SB2018", "IUsesMissing.Call",
                "a type in its signature cannot be loaded: Could not load file or assembly 'Missing, Version=0.0.0.0, Culture=neutral, "
                    + "PublicKeyToken=null'. The system cannot find the file specified.",
                "Put the assembly that has the type where the contract's own is loaded from.")),
    ];

    private static IReadOnlyList<SyscallDiagnostic> ByMissingAssembly()
    {
        PersistedAssemblyBuilder missing = EmittedImages.New("Missing");
        TypeBuilder parameter = missing.DefineDynamicModule("Main").DefineType("Absent", TypeAttributes.Public | TypeAttributes.Sealed, typeof(ValueType));
        parameter.CreateType();
        PersistedAssemblyBuilder assembly = EmittedImages.New("Present");
        TypeBuilder contract = assembly.DefineDynamicModule("Main").Interfaces("IUsesMissing").Marked();
        contract.DefineMethod("Call", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(int), [parameter])
            .SetCustomAttribute(new CustomAttributeBuilder(typeof(SyscallAttribute).GetConstructor([typeof(ulong)])!, [1UL]));
        contract.CreateType();
        using LoadedImage loaded = new(assembly.Image());
        return Provoked.By(SyscallTable.Scan(loaded.Assembly), Provoked.Shape);
    }
}
