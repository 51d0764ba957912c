namespace Binder.Tests.Native;

/// <summary>The faults that the runtime lives on.</summary>
internal static class NullReferences
{
    private static readonly string?[] s_nobody = [null];

    /// <summary>Whether the use of a null reference is an exception.</summary>
    public static bool AreExceptions()
    {
        try
        {
            return s_nobody[0]!.Length < 0;
        }
        catch (NullReferenceException)
        {
            return true;
        }
    }
}
