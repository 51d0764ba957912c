using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;

namespace Binder.Emit;

/// <summary>
/// Opens an assembly's internal types to a dynamic one. The attribute is written as metadata has it (ECMA-335, II.23.3), since
/// <see cref="CustomAttributeBuilder"/> takes milliseconds when it is first used in a program.
/// </summary>
internal static class IgnoredAccessChecks
{
    private static readonly ConstructorInfo s_attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0];

    public static void Write(AssemblyBuilder builder, Assembly open) => builder.SetCustomAttribute(s_attribute, Blob(Name(open)));

    /// <summary>The full name begins with the name; in it, a backslash stands before what would end it.</summary>
    private static string Name(Assembly assembly)
    {
        string full = assembly.FullName!;
        return full.Contains('\\', StringComparison.Ordinal) ? assembly.GetName().Name! : full[..full.IndexOf(',', StringComparison.Ordinal)];
    }

    /// <summary>The prolog, one string, and no named argument.</summary>
    private static byte[] Blob(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] length = bytes.Length < 0x80 ? [(byte)bytes.Length] : [(byte)(0x80 | (bytes.Length >> 8)), (byte)bytes.Length];
        return [1, 0, .. length, .. bytes, 0, 0];
    }
}
