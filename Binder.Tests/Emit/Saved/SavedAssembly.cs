using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.Metadata;

namespace Binder.Tests.Emit.Saved;

/// <summary>A file that emitted code was saved to, for as long as a test looks at it.</summary>
internal sealed class SavedAssembly : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("binder").FullName;

    public SavedAssembly(Action<string> save) => save(Path);

    public string Path => System.IO.Path.Combine(_folder, "Saved.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The file's types, loaded into a context of their own.</summary>
    public Type[] LoadTypes()
    {
        using MemoryStream image = new(File.ReadAllBytes(Path));
        Assembly assembly = new AssemblyLoadContext("saved", isCollectible: true).LoadFromStream(image);
        return [.. assembly.GetTypes().Where(type => type.Namespace == "Binder.Emitted")];
    }

    /// <summary>The file as C#. Fails where a decompiler does not understand some of it.</summary>
    public string Decompile()
    {
        UniversalAssemblyResolver resolver = new(Path, throwOnError: true, ".NETCoreApp,Version=v10.0");
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        CSharpDecompiler decompiler = new(Path, resolver, new DecompilerSettings(LanguageVersion.Latest) { ThrowOnAssemblyResolveErrors = true });
        string code = decompiler.DecompileWholeModuleAsString();
        foreach (string complaint in (string[])["//IL_", "/*Error", "Unknown result type", "Invalid MethodBodyBlock", "Expected "])
        {
            Assert.DoesNotContain(complaint, code, $"The decompiler complains: {code}");
        }

        return code;
    }

    /// <summary>The names of the methods that have a body.</summary>
    public string[] MethodNames()
    {
        using FileStream file = File.OpenRead(Path);
        using System.Reflection.PortableExecutable.PEReader reader = new(file);
        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.MethodDefinitions
            .Select(metadata.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0)
            .Select(method => metadata.GetString(method.Name))];
    }
}
