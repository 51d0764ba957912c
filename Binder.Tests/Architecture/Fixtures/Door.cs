using Binder.Tests.Architecture.Fixtures.Lower;
using Binder.Tests.Architecture.Fixtures.Upper;

namespace Binder.Tests.Architecture.Fixtures;

/// <summary>Beside the rooms, as the front door is.</summary>
internal static class Door
{
    internal static int Open() => Calls.Target() + ByCall.Method();
}
