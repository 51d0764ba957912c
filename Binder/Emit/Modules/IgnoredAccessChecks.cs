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

    public static void Write(AssemblyBuilder builder, Assembly open) => builder.SetCustomAttribute(s_attribute, Blob(open.FullName!));

    /// <summary>The prolog, 1, the name of the assembly, and no named arguments. The runtime reads the name as the beginning of a full one, escapes and all.</summary>
    private static byte[] Blob(string fullName)
    {
        byte[] name = Utf8(fullName, NameLength(fullName));
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

    /// <summary>How much of a full name is the name: up to the first comma that no backslash escapes.</summary>
    private static int NameLength(string fullName)
    {
        int length = 0;
        while (length < fullName.Length && fullName[length] != ',')
        {
            length += fullName[length] == '\\' ? 2 : 1;
        }

        return length;
    }

    /// <summary>A loop for ASCII, since the framework's encoder takes a millisecond when it is first used in a program.</summary>
    private static byte[] Utf8(string text, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            if (text[i] > 0x7F)
            {
                return Encoding.UTF8.GetBytes(text[..length]);
            }

            bytes[i] = (byte)text[i];
        }

        return bytes;
    }
}
