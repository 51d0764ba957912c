using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Binder.Tests.Documents;

/// <summary>Compiles C# that tests have as text.</summary>
internal static class CSharpSource
{
    /// <summary>What a project with implicit usings sees, and what the README says that its samples leave out.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Binder;
        """;

    private static readonly Lazy<MetadataReference[]> s_references = new(() => Array.ConvertAll(
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator),
        path => (MetadataReference)MetadataReference.CreateFromFile(path)));

    /// <summary>The image of a library.</summary>
    public static byte[] Library(string name, params string[] sources) => Compile(name, OutputKind.DynamicallyLinkedLibrary, sources);

    /// <summary>The image of a program, whose statements may stand at the top.</summary>
    public static byte[] Program(string name, params string[] sources) => Compile(name, OutputKind.ConsoleApplication, sources);

    private static byte[] Compile(string name, OutputKind kind, string[] sources)
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [.. sources.Prepend(Usings).Select(source => CSharpSyntaxTree.ParseText(source, parse))],
            s_references.Value,
            new CSharpCompilationOptions(kind, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        string problems = string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.IsTrue(result.Success, $"{name} does not compile:\n{problems}");
        return image.ToArray();
    }
}
