using System.Reflection;
using System.Runtime.InteropServices;

namespace Binder.Plans;

/// <summary>What a method returns to its caller.</summary>
internal enum AnswerForm
{
    /// <summary>The value itself, or nothing: any error is thrown.</summary>
    Plain,

    /// <summary><c>Result&lt;T, E&gt;</c>: the handler's error is a value.</summary>
    Result,

    /// <summary><c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c>: the kernel's own rejections are values, too.</summary>
    ResultOfSyscallError,
}

/// <summary>How an answer says whether it is a value or an error.</summary>
internal enum AnswerWay
{
    /// <summary>By the value of register 0 itself: -4095 to -1 is an error.</summary>
    NegativeErrno,

    /// <summary>By the status in the last register; the registers before it hold the value's scalars, or those of the error.</summary>
    TaggedRegisters,

    /// <summary>By the tag of the packed <c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c> that the answer is.</summary>
    TaggedStream,
}

/// <summary>How the value of an answer travels.</summary>
internal enum AnswerCarrier
{
    /// <summary>There is no value: void, Unit, a record without fields.</summary>
    Nothing,

    /// <summary>Scalars, one a register of the answers, from register 0 on.</summary>
    Registers,

    /// <summary>A SafeHandle, made of register 0 of the answers.</summary>
    Handle,

    /// <summary>A struct, in the memory whose address the call carries, by its C layout.</summary>
    Area,

    /// <summary>A packed stream in the registers of the answers.</summary>
    Stream,

    /// <summary>A packed stream in the memory whose address the call carries.</summary>
    StreamArea,
}

/// <summary>How an answer travels and what becomes of it.</summary>
internal sealed class AnswerPlan
{
    public required ParameterInfo Return { get; init; }

    public required AnswerForm Form { get; init; }

    public required AnswerWay Way { get; init; }

    /// <summary>The type of the value; void where there is none.</summary>
    public required Type Value { get; init; }

    /// <summary>The type E of the error; null for a plain answer.</summary>
    public Type? Error { get; init; }

    public required AnswerCarrier Carrier { get; init; }

    /// <summary>The value's scalars; leaf i is in register i of the answers. A handle's number is one; none where no register carries a value.</summary>
    public Leaf[] Leaves { get; init; } = [];

    /// <summary>The error's scalars in the same registers, where answers are tagged.</summary>
    public Leaf[] ErrorLeaves { get; init; } = [];

    /// <summary>What the value is made of where registers carry it, or would if it had scalars; null where it is no such value.</summary>
    public ValuePlan? FlatValue { get; init; }

    /// <summary>What the error is made of where answers are tagged and registers carry it.</summary>
    public ValuePlan? FlatError { get; init; }

    /// <summary>The answer, or its value where register 0 tells errors, as a packed stream; null where it is none.</summary>
    public StreamPlan? Stream { get; init; }

    /// <summary>Why the answer is packed although the shape prefers registers; null where it leaves no choice, or registers carry it.</summary>
    public string? WhyPacked { get; internal set; }

    /// <summary>Whether the call carries the address of memory for the answer.</summary>
    public bool HasArea => Carrier is AnswerCarrier.Area or AnswerCarrier.StreamArea;

    /// <summary>Whether the value is a SafeHandle, of which the kernel side has only the number.</summary>
    public bool IsHandle => typeof(SafeHandle).IsAssignableFrom(Value);

    /// <summary>The word that carries the return area's address, the one behind all words of arguments: see <see cref="CallPlan.AreaRegister"/>.</summary>
    public int AreaRegister { get; internal set; } = -1;

    /// <summary>The span parameter whose filled elements the answer counts, by <c>[return: LengthOf]</c>; -1: none.</summary>
    public int CountedParameter { get; internal set; } = -1;

    /// <summary>Whether it counts them in bytes.</summary>
    public bool CountsBytes { get; internal set; }
}
