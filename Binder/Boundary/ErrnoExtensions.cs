using System.Globalization;

namespace Binder;

/// <summary>What an <see cref="Errno"/> is called, and what it says.</summary>
public static partial class ErrnoExtensions
{
    /// <summary>The error's C name, such as "ENOENT": of several names for one number the one that Linux's own header gives the number to
    /// (EAGAIN, EDEADLK, EOPNOTSUPP). A number without a name is "errno 4000".</summary>
    public static string Name(this Errno error) =>
        KnownName(error) ?? string.Create(CultureInfo.InvariantCulture, $"errno {(int)error}");

    /// <summary>What strerror(3) of glibc says in English: "No such file or directory" for ENOENT, "Success" for None.
    /// A number without a name is "Unknown error 4000".</summary>
    public static string Message(this Errno error) =>
        KnownMessage(error) ?? string.Create(CultureInfo.InvariantCulture, $"Unknown error {(int)error}");
}
