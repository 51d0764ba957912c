namespace Binder.Tests.Architecture.Fixtures.Lower;

/// <summary>One type in two rooms: this part is what the lower one has.</summary>
internal sealed partial class Spread
{
    internal static readonly int Below = Calls.Target();

    internal int Number { get; } = Below;
}
