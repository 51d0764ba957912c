namespace Binder.Plans;

/// <summary>Where function pointers stand. Fields may have them, signatures may not: emitted ones cannot be written.</summary>
internal static class FunctionPointers
{
    /// <summary>Whether a parameter of this type would need one in a signature.</summary>
    public static bool Contains(Type type)
    {
        while (type.HasElementType)
        {
            type = type.GetElementType()!;
        }

        return type.IsFunctionPointer;
    }
}
