using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>What messages call a value, and the values inside it: <c>IContract.Call(parameter.Field)</c>, <c>Type.Field</c>.</summary>
/// <param name="Start">What stands before the fields.</param>
/// <param name="End">What stands behind them.</param>
internal readonly record struct ValueName(string Start, string End = "")
{
    public static implicit operator ValueName(string name) => new(name);

    /// <summary>A parameter of a call.</summary>
    public static ValueName Of(ParameterInfo parameter)
    {
        string name = MemberNames.Of(parameter);
        return name.EndsWith(')') ? new ValueName(name[..^1], ")") : name;
    }

    /// <summary>A field of the value. A capability is one with its integer.</summary>
    public ValueName Field(ValuePlan holder, FieldInfo field) =>
        Capabilities.IsOne(holder.Type) ? this : this with { Start = FieldPaths.Join(Start, FieldPaths.Name(holder, field)) };

    /// <summary>Any element of an array: which one, is not known when the code is emitted.</summary>
    public ValueName Element() => this with { Start = $"{Start}[i]" };

    public override string ToString() => Start + End;
}
