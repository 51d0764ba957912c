namespace Binder.Tests.Architecture;

/// <summary>The working copy that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Binder.sln.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Binder.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Binder.sln");
    }
}
