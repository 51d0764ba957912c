using System.Reflection;

namespace Binder.Plans;

/// <summary>How one parameter of a call travels: which registers from <see cref="FirstRegister"/> on, and what they hold.</summary>
internal abstract class ArgumentPlan(ParameterInfo parameter)
{
    public ParameterInfo Parameter { get; } = parameter;

    /// <summary>The place of the parameter in the method.</summary>
    public int Index => Parameter.Position;

    /// <summary>The first argument register that the parameter takes.</summary>
    public int FirstRegister { get; internal set; }

    /// <summary>How many argument registers it takes.</summary>
    public abstract int Registers { get; }

    /// <summary>Whether they carry the address of memory, and perhaps its count, rather than a value.</summary>
    public virtual bool IsMemory => false;
}
