namespace Binder.Tests.Architecture;

/// <summary>A type or member, and the files it came from. One of the framework has none.</summary>
internal sealed record Member(string Name, IReadOnlyList<SourceFile> Files)
{
    /// <summary>True for what the compiler made for the whole assembly, and for all that is not of it.</summary>
    internal bool HasNoRoom => Files.Count == 0;
}

/// <summary>One member naming another: by a call, a type of a field, an attribute, and so on.</summary>
internal readonly record struct Use(Member From, Member To);
