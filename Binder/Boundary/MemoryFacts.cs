namespace Binder.Boundary;

/// <summary>
/// Who finds out what a type's values are like in memory. That takes plans and emitted code, which this room knows nothing of; whoever can
/// do it has said so before any code of this assembly runs.
/// </summary>
internal static class MemoryFacts
{
    private static Func<Type, ContentRule[]>? s_rules;
    private static Func<Type, Range[]>? s_padding;

    /// <summary>What must hold for a value's bytes; none for most types.</summary>
    public static ContentRule[] RulesOf(Type type) => s_rules!(type);

    /// <summary>The bytes that belong to no field, counted from a value's beginning; none for most types.</summary>
    public static Range[] PaddingOf(Type type) => s_padding!(type);

    /// <summary>Says who finds them out.</summary>
    public static void Supply(Func<Type, ContentRule[]> rules, Func<Type, Range[]> padding) => (s_rules, s_padding) = (rules, padding);
}
