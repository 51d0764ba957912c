namespace Binder.Bench.Peers;

/// <summary>In which order values of different variants follow each other.</summary>
public enum ValueOrder
{
    /// <summary>One of each, again and again: the processor learns the branches.</summary>
    Rotation,

    /// <summary>20,000 in random order: no branch can be foretold.</summary>
    Random,
}
