using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Binder.Tests.Architecture;

/// <summary>What an assembly's rooms do to each other, held against a table.</summary>
/// <param name="Violations">One sentence each, naming both ends; none where the table is kept.</param>
/// <param name="Arrows">The uses between two rooms that were seen, each with one example.</param>
internal sealed record RoomReport(IReadOnlyList<string> Violations, IReadOnlyDictionary<(string From, string To), Use> Arrows)
{
    /// <summary>Reads an assembly and the portable debug information beside it.</summary>
    /// <param name="assembly">Path of the assembly.</param>
    /// <param name="folder">The source folder whose folders are the rooms, as <c>/Binder/</c>.</param>
    /// <param name="table">What is allowed.</param>
    internal static RoomReport Of(string assembly, string folder, RoomTable table)
    {
        using PEReader image = new(File.OpenRead(assembly));
        if (!image.TryOpenAssociatedPortablePdb(assembly, File.OpenRead, out MetadataReaderProvider? provider, out _))
        {
            throw new FileNotFoundException($"{assembly} has no portable debug information beside it");
        }

        using (provider)
        {
            MetadataReader reader = image.GetMetadataReader();
            SourceMap sources = new(reader, provider!.GetMetadataReader(), folder);
            MemberMap members = new(reader, sources);
            RoomReport uses = Judge(new UseCollector(image, reader, members).Collect(), table);
            IEnumerable<string> others = Unknown(sources.Files, table).Concat(Torn(reader.TypeDefinitions.Select(members.Of), table));
            return uses with { Violations = [.. others.Concat(uses.Violations)] };
        }
    }

    private static IEnumerable<string> Unknown(IEnumerable<SourceFile> files, RoomTable table) => files
        .Where(file => !table.Knows(file.Room))
        .Select(file => $"{file.Path} lies in a folder that is no room of the table: {string.Join(", ", table.Rooms)}");

    /// <summary>Partial types whose parts lie in rooms of which neither may use the other.</summary>
    private static IEnumerable<string> Torn(IEnumerable<Member> types, RoomTable table) =>
        from type in types
        from one in type.Files
        from other in type.Files
        where string.CompareOrdinal(one.Path, other.Path) < 0 && !table.MayUse(one.Room, other.Room) && !table.MayUse(other.Room, one.Room)
        select $"{type.Name} has parts in {one.Room} ({one.Path}) and in {other.Room} ({other.Path}), and neither may use the other";

    private static RoomReport Judge(IEnumerable<Use> uses, RoomTable table)
    {
        SortedSet<string> violations = new(StringComparer.Ordinal);
        Dictionary<(string From, string To), Use> arrows = [];
        foreach (Use use in uses.Distinct())
        {
            if (table.OwnerOf(use.To.Name) is { } owner && use.From.Files is [SourceFile user, ..] && user.Room != owner)
            {
                violations.Add($"{Describe(use.From, user)} uses {use.To.Name}, which is for {owner} alone");
            }

            if (use.From.HasNoRoom || use.To.HasNoRoom)
            {
                continue;
            }

            (SourceFile from, SourceFile to) = Mildest(use, table);
            if (from.Room == to.Room)
            {
                continue;
            }

            arrows.TryAdd((from.Room, to.Room), use with { From = use.From with { Files = [from] }, To = use.To with { Files = [to] } });
            if (!table.MayUse(from.Room, to.Room))
            {
                violations.Add($"{Describe(use.From, from)} uses {Describe(use.To, to)}; {from.Room} may use {table.Describe(from.Room)}");
            }
        }

        foreach (((string from, string to), Use use) in arrows.Where(arrow => string.CompareOrdinal(arrow.Key.From, arrow.Key.To) < 0))
        {
            if (arrows.TryGetValue((to, from), out Use back))
            {
                violations.Add($"{from} and {to} use each other: {Describe(use)}, and {Describe(back)}");
            }
        }

        return new([.. violations], arrows);
    }

    /// <summary>
    /// The files to judge by. A type spread over rooms (and its fields, whose file is unknown) counts for the one where the use is allowed:
    /// who may use any of its rooms may use the lowest.
    /// </summary>
    private static (SourceFile From, SourceFile To) Mildest(Use use, RoomTable table)
    {
        (SourceFile From, SourceFile To)[] pairs = [.. use.From.Files.SelectMany(_ => use.To.Files, (from, to) => (from, to))];
        return pairs.OrderBy(pair => pair.From.Room == pair.To.Room ? 0 : table.MayUse(pair.From.Room, pair.To.Room) ? 1 : 2).First();
    }

    private static string Describe(Use use) => $"{Describe(use.From, use.From.Files[0])} uses {Describe(use.To, use.To.Files[0])}";

    private static string Describe(Member member, SourceFile file) => $"{member.Name} in {file.Room} ({file.Path})";
}
