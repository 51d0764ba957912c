using System.Diagnostics.CodeAnalysis;

namespace Binder.Emit;

/// <summary>The way to a type's own rule. One that throws has refused the value, whose bits the other side chose.</summary>
internal static class Validity
{
    [SuppressMessage("Design", "CA1031", Justification = "A rule may throw anything at bits that it did not expect.")]
    public static bool Of<T>(in T value)
        where T : IValidated<T>
    {
        try
        {
            return T.IsValid(in value);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
