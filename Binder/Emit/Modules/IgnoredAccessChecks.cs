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
    private const int Prolog = 2;
    private const int NamedArguments = 2;

    private static readonly ConstructorInfo s_attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0];

    public static void Write(AssemblyBuilder builder, Assembly open) => builder.SetCustomAttribute(s_attribute, Blob(open));

    /// <summary>The prolog, 1, the name of the assembly, and no named arguments.</summary>
    private static byte[] Blob(Assembly assembly)
    {
        string full = assembly.FullName!;
        int length = AsciiName(full);
        byte[] name = length < 0 ? Encoding.UTF8.GetBytes(assembly.GetName().Name!) : Ascii(full, length);
        int lengthBytes = name.Length < 0x80 ? 1 : 2;
        byte[] blob = new byte[Prolog + lengthBytes + name.Length + NamedArguments];
        blob[0] = 1;
        if (lengthBytes == 2)
        {
            blob[Prolog] = (byte)(0x80 | (name.Length >> 8));
        }

        blob[Prolog + lengthBytes - 1] = (byte)name.Length;
        name.CopyTo(blob, Prolog + lengthBytes);
        return blob;
    }

    /// <summary>
    /// How many characters of a full name are the name: those before the comma. -1 where a backslash may stand for something else or
    /// where there are others than ASCII's. A loop, since the framework's searches and encoders cost a millisecond when first used.
    /// </summary>
    private static int AsciiName(string full)
    {
        for (int i = 0; i < full.Length; i++)
        {
            if (full[i] == ',')
            {
                return i;
            }

            if (full[i] is '\\' or > '\x7f')
            {
                return -1;
            }
        }

        return -1;
    }

    private static byte[] Ascii(string text, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }
}
