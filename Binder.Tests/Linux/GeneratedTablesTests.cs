using System.Diagnostics;

namespace Binder.Tests.Linux;

[TestClass]
public sealed class GeneratedTablesTests
{
    [TestMethod]
    public void Generated_files_are_what_the_tables_in_eng_say()
    {
        ProcessStartInfo start = new("bash", ["eng/generate-linux-tables", "--check"])
        {
            WorkingDirectory = Root(),
            RedirectStandardError = true,
        };
        using Process check = KernelHeaders.Start(start);
        string differences = check.StandardError.ReadToEnd();
        check.WaitForExit();

        Assert.AreEqual(0, check.ExitCode, differences);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Binder.sln")))
        {
            folder = folder.Parent;
        }

        if (folder is null)
        {
            Assert.Inconclusive("The sources are not above the tests: run them in a clone.");
        }

        return folder!.FullName;
    }
}
