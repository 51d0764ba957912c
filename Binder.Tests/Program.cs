using Binder.Tests.Children;

namespace Binder.Tests;

/// <summary>
/// The entry point: the test platform, as the build would generate it, and besides that the programs that tests run in
/// processes of their own (see <see cref="Child"/>).
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args is [Child.Command, string name, .. string[] rest]
        ? ChildPrograms.Run(name, rest)
        : await MicrosoftTestingPlatformApplication.RunAsync(args).ConfigureAwait(false);
}
