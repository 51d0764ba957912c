#pragma warning disable IDE0130 // The other part of a type of the lower room.
using Binder.Tests.Architecture.Fixtures.Upper;

namespace Binder.Tests.Architecture.Fixtures.Lower;

/// <summary>The part that needs the upper room, and lies there: its initializers run in the same constructor as those below.</summary>
internal sealed partial class Spread
{
    internal static readonly int Above = ByCall.Method();

    internal static Spread Named { get; } = new();

    internal static int Method() => ByCall.Method();
}
