using System.Reflection;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Why a type cannot travel, and what to write instead.</summary>
internal sealed record Refusal(string Code, string Reason, string Cure)
{
    /// <summary>The same of a type that has such a field.</summary>
    public Refusal In(Type type, FieldInfo field) => this with { Reason = $"{MemberNames.Of(type)} cannot travel for its field {FieldNames.Of(field)}: {Reason}" };

    /// <summary>The same of a type that could travel, but not in registers.</summary>
    public Refusal InRegisters(Type type, FieldInfo field) => this with { Reason = $"{MemberNames.Of(type)} does not fit into registers for its field {FieldNames.Of(field)}: {Reason}" };
}
