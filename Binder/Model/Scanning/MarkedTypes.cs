using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;

namespace Binder.Model;

/// <summary>Finds the types of an assembly that carry one of Binder's attributes themselves, loading no others.</summary>
/// <remarks>
/// Processor time of a first scan in a fresh process, in milliseconds (medians of 9, x86-64, one type in fifty a contract):
/// <code>
/// types in the assembly                     10    100    300   1,000   10,000   System.Text.Json (no contracts)
/// GetTypes and IsDefined on interfaces     3.3    3.7    4.9     8.6     71.0   19.7
/// the framework's MetadataReader          11.9   10.8   12.0    11.2     25.9   10.8
/// this                                     4.8    4.6    5.3     4.9      9.4    3.1
/// </code>
/// So one way serves all sizes: it loses about 1.5 ms on the smallest assemblies, nearly all of it the JIT's first pass over this code.
/// </remarks>
internal static class MarkedTypes
{
    private const string Space = nameof(Binder);

    /// <summary>The types marked, nested and private ones included, each once, in the order of the assembly's metadata.</summary>
    /// <param name="assembly">Any assembly; one without metadata to read (a dynamic one) has all its types asked.</param>
    /// <param name="attribute">An attribute of namespace Binder, compared as a type: other assemblies' namesakes are not it.</param>
    /// <param name="name">Its name, given because reflection takes milliseconds to say it first.</param>
    /// <exception cref="InvalidOperationException">A marked type cannot be loaded; the message names it and the reason.</exception>
    public static List<Type> Find(Assembly assembly, Type attribute, string name) =>
        ByMetadata(assembly, attribute, Space, name) ?? ByTypes(assembly, attribute);

    /// <summary>Reads the metadata and loads only what is marked; null when there is no metadata that can be read.</summary>
    internal static unsafe List<Type>? ByMetadata(Assembly assembly, Type attribute, string space, string name)
    {
        if (!assembly.TryGetRawMetadata(out byte* metadata, out _) || !AttributeTables.TryOpen(metadata, out AttributeTables tables))
        {
            return null;
        }

        List<int> tokens = [];
        if (assembly == attribute.Assembly)
        {
            foreach (ConstructorInfo constructor in attribute.GetConstructors())
            {
                tables.AddMarkedByConstructor(constructor.MetadataToken, tokens);
            }
        }
        else
        {
            foreach (int reference in tables.ReferencesTo(space, name))
            {
                int before = tokens.Count;
                tables.AddMarkedBy(reference, tokens);
                if (tokens.Count > before && Load(assembly, reference, tokens[before]) != attribute)
                {
                    tokens.RemoveRange(before, tokens.Count - before);
                }
            }
        }

        GC.KeepAlive(assembly); // the metadata lives as long as it does
        tokens.Sort();
        List<Type> found = new(tokens.Count);
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i == 0 || tokens[i] != tokens[i - 1])
            {
                found.Add(Load(assembly, tokens[i], tokens[i]));
            }
        }

        return found;
    }

    /// <summary>Loads all types and asks each.</summary>
    internal static List<Type> ByTypes(Assembly assembly, Type attribute)
    {
        List<Type> found = [];
        foreach (Type? type in TypesOf(assembly))
        {
            if (type is not null && type.IsDefined(attribute, inherit: false))
            {
                found.Add(type);
            }
        }

        return found;
    }

    private static Type?[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException failure) when (assembly.IsDynamic)
        {
            return failure.Types; // those without a type are still being built
        }
        catch (ReflectionTypeLoadException failure)
        {
            throw new InvalidOperationException(
                $"Types of {assembly.GetName().Name} cannot be loaded, and nothing says whether they are marked for Binder: {failure.Message}",
                failure);
        }
    }

    /// <summary>Loads what a token means; a failure is told as that of the marked type.</summary>
    private static Type Load(Assembly assembly, int token, int marked)
    {
        try
        {
            return assembly.ManifestModule.ResolveType(token);
        }
        catch (Exception failure) when (failure is TypeLoadException or IOException or BadImageFormatException)
        {
            throw Unloadable(assembly, marked, failure);
        }
    }

    private static InvalidOperationException Unloadable(Assembly assembly, int marked, Exception failure) => new(
        $"{NameOf(assembly, marked)} of {assembly.GetName().Name} is marked for Binder but cannot be loaded: {failure.Message} "
        + "Deploy what is missing beside it, or remove the mark.",
        failure);

    /// <summary>The full name of a type that cannot be loaded; here, where time does not matter, by the framework's reader.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe string NameOf(Assembly assembly, int token)
    {
        assembly.TryGetRawMetadata(out byte* metadata, out int length);
        MetadataReader reader = new(metadata, length);
        TypeDefinition type = reader.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.Handle(token));
        string name = reader.GetString(type.Name);
        while (type.IsNested)
        {
            type = reader.GetTypeDefinition(type.GetDeclaringType());
            name = $"{reader.GetString(type.Name)}+{name}";
        }

        string space = reader.GetString(type.Namespace);
        GC.KeepAlive(assembly);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
