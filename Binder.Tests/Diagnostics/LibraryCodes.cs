using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Binder.Tests.Diagnostics;

/// <summary>The codes that the built library can give: they stand as string literals in it.</summary>
internal static partial class LibraryCodes
{
    public static IReadOnlySet<string> Read()
    {
        using PEReader image = new(File.OpenRead(typeof(SyscallDiagnostic).Assembly.Location));
        MetadataReader metadata = image.GetMetadataReader();
        SortedSet<string> codes = new(StringComparer.Ordinal);
        UserStringHandle literal = MetadataTokens.UserStringHandle(0);
        do
        {
            string text = metadata.GetUserString(literal);
            if (Code().IsMatch(text))
            {
                codes.Add(text);
            }

            literal = metadata.GetNextHandle(literal);
        }
        while (!literal.IsNil);
        return codes;
    }

    [GeneratedRegex(@"\ASB\d{4}\z")]
    private static partial Regex Code();
}
