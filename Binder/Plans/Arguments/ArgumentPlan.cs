using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>How one parameter of a call travels: which words from <see cref="FirstRegister"/> on, and what they hold.</summary>
/// <remarks>
/// In register encoding a word is an argument register. In packed encoding all parameters are one stream, in order: a value is there as
/// packed encoding has it, and of every other parameter its words, of a pointer's width, numbered through the call.
/// </remarks>
internal abstract class ArgumentPlan(ParameterInfo parameter)
{
    public ParameterInfo Parameter { get; } = parameter;

    /// <summary>The place of the parameter in the method.</summary>
    public int Index => Parameter.Position;

    /// <summary>The first word that the parameter takes.</summary>
    public int FirstRegister { get; internal set; }

    /// <summary>How many words it takes: in register encoding.</summary>
    public abstract int Registers { get; }

    /// <summary>What its words are in a packed stream, where it is no value.</summary>
    public virtual ScalarPlan Word(AbiShape shape) => ScalarPlan.Of(typeof(nuint), shape.PointerBits)!;

    /// <summary>Whether they carry the address of memory, and perhaps its count, rather than a value.</summary>
    public virtual bool IsMemory => false;
}
