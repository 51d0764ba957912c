using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Binder.Tests.Linux;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed partial class ErrnoTests
{
    [TestMethod]
    [DataRow(Errno.None, "None", "Success")]
    [DataRow(Errno.ENOENT, "ENOENT", "No such file or directory")]
    [DataRow(Errno.EWOULDBLOCK, "EAGAIN", "Resource temporarily unavailable")]
    [DataRow(Errno.EDEADLOCK, "EDEADLK", "Resource deadlock avoided")]
    [DataRow(Errno.ENOTSUP, "EOPNOTSUPP", "Operation not supported")]
    [DataRow(Errno.EHWPOISON, "EHWPOISON", "Memory page has hardware error")]
    [DataRow((Errno)41, "errno 41", "Unknown error 41")]
    [DataRow((Errno)4000, "errno 4000", "Unknown error 4000")]
    [DataRow((Errno)(-1), "errno -1", "Unknown error -1")]
    [DataRow((Errno)int.MinValue, "errno -2147483648", "Unknown error -2147483648")]
    public void Every_value_has_a_name_and_a_message(Errno error, string name, string message)
    {
        Assert.AreEqual(name, error.Name());
        Assert.AreEqual(message, error.Message());
    }

    [TestMethod]
    public void Every_name_of_the_kernels_header_has_its_number_and_no_other_name_exists()
    {
        Dictionary<string, Errno> header = [];
        foreach (string file in (string[])["errno-base.h", "errno.h"])
        {
            foreach (Match line in Definition().Matches(KernelHeaders.Read($"/usr/include/asm-generic/{file}")))
            {
                string value = line.Groups["value"].Value;
                header.Add(line.Groups["name"].Value,
                    header.TryGetValue(value, out Errno alias) ? alias : (Errno)int.Parse(value, CultureInfo.InvariantCulture));
            }
        }
        header.Add("None", Errno.None);
        header.Add("ENOTSUP", Errno.EOPNOTSUPP); // the C library's

        CollectionAssert.AreEquivalent(header, Enum.GetNames<Errno>().ToDictionary(name => name, Enum.Parse<Errno>));
    }

    [TestMethod]
    public void Names_are_those_of_the_constants()
    {
        foreach (string name in Enum.GetNames<Errno>())
        {
            Errno error = Enum.Parse<Errno>(name);
            if (name is not (nameof(Errno.EWOULDBLOCK) or nameof(Errno.EDEADLOCK) or nameof(Errno.ENOTSUP)))
            {
                Assert.AreEqual(name, error.Name());
            }
        }
    }

    [TestMethod]
    public void Messages_are_those_of_glibc()
    {
        nint english = EnglishOfGlibc();
        try
        {
            for (int number = 0; number <= 4095; number++)
            {
                Assert.AreEqual(Marshal.PtrToStringUTF8(Strerror(number, english)), ((Errno)number).Message());
            }
        }
        finally
        {
            FreeLocale(english);
        }
    }

    private static nint EnglishOfGlibc()
    {
        const int LcMessages = 1 << 5;
        try
        {
            _ = GlibcVersion();
            return NewLocale(LcMessages, "C", 0);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            Assert.Inconclusive("The messages are compared with glibc's: run this where the C library is glibc.");
            throw;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();

    [LibraryImport("libc.so.6", EntryPoint = "newlocale", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NewLocale(int categories, string name, nint parent);

    [LibraryImport("libc.so.6", EntryPoint = "freelocale")]
    private static partial void FreeLocale(nint locale);

    // strerror itself answers in the language of the process.
    [LibraryImport("libc.so.6", EntryPoint = "strerror_l")]
    private static partial nint Strerror(int number, nint locale);

    [GeneratedRegex(@"^#define\s+(?<name>E\w+)\s+(?<value>\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
