using System.Reflection;
using System.Reflection.Metadata;

namespace Binder.Model;

/// <summary>
/// The names of methods, read in place where they are ASCII: reflection's own decoder takes 2 ms when it is first used in a program, for the
/// types of its vectors.
/// </summary>
internal static class MethodNames
{
    /// <summary>The names of methods that a type declares, in the order of the methods.</summary>
    public static string[] Of(Type type, MethodInfo[] methods)
    {
        string[] names = new string[methods.Length];
        Read(type, methods, names);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] ??= methods[i].Name;
        }

        return names;
    }

    private static unsafe void Read(Type type, MethodInfo[] methods, string?[] names)
    {
        if (methods.Length > 0 && type.Assembly.TryGetRawMetadata(out byte* metadata, out _) && AttributeTables.TryOpen(metadata, out AttributeTables tables))
        {
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = tables.MethodName(methods[i].MetadataToken);
            }
        }

        GC.KeepAlive(type); // the metadata lives as long as it does
    }
}
