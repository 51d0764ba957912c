namespace Quickstart;

/// <summary>The README.md of the repository that the program is started in, or was built in.</summary>
internal static class DefaultFile
{
    private const string Name = "README.md";

    /// <summary>Its path from the current directory; only the name where there is none.</summary>
    public static string Find() =>
        FindAbove(Environment.CurrentDirectory) ?? FindAbove(AppContext.BaseDirectory) ?? Name;

    private static string? FindAbove(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, Name);
            if (File.Exists(Path.Combine(folder.FullName, "Binder.sln")) && File.Exists(candidate))
            {
                return Path.GetRelativePath(Environment.CurrentDirectory, candidate);
            }
        }

        return null;
    }
}
