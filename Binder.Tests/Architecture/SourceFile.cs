namespace Binder.Tests.Architecture;

/// <summary>A source file, as debug information names it: its path below the source folder, with forward slashes.</summary>
internal sealed record SourceFile(string Path)
{
    /// <summary>The first folder of the path.</summary>
    internal string Room { get; } = Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : RoomTable.FrontDoor;

    /// <summary>The file that a document of debug information is, or null where it is not of the source folder, or generated (obj/).</summary>
    /// <param name="document">A path of the machine that compiled, or a mapped one.</param>
    /// <param name="folder">The source folder's name, as <c>/Binder/</c>: only its last occurrence counts, wherever the working copy lies.</param>
    internal static SourceFile? Of(string document, string folder)
    {
        string path = document.Replace('\\', '/');
        int start = path.LastIndexOf(folder, StringComparison.Ordinal);
        string inside = start < 0 ? "" : path[(start + folder.Length)..];
        return inside.Length == 0 || inside.StartsWith("obj/", StringComparison.Ordinal) ? null : new SourceFile(inside);
    }
}
