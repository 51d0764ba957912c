namespace Binder.Boundary;

/// <summary>Which words of a <see cref="TrapFrame"/> a shape uses, and for what: the one place that knows.</summary>
internal sealed class FrameLayout
{
    private readonly int _wordsPerRegister;
    private readonly int[] _returns;

    public FrameLayout(AbiShape shape)
    {
        Shape = shape;
        _wordsPerRegister = shape.RegisterBits == 128 ? 2 : 1;
        Registers = shape.ArgumentRegisters.Count;
        _returns = shape.ReturnRegisters.Count > 0 ? [.. shape.ReturnRegisters.AsSpan()]
            : shape.Errors == ErrorConvention.NegativeErrno ? [0]
            : [.. RegisterList.Range(0, Registers).AsSpan()];
    }

    public AbiShape Shape { get; }

    /// <summary>How many argument registers there are.</summary>
    public int Registers { get; }

    /// <summary>How many words of a frame the shape uses.</summary>
    public int Words => Registers * _wordsPerRegister;

    /// <summary>The argument registers that answers come back in, as indices.</summary>
    public ReadOnlySpan<int> Returns => _returns;

    /// <summary>The (low) word of an argument register.</summary>
    public int Word(int register) => register * _wordsPerRegister;

    /// <summary>The (low) word of a register of the answers.</summary>
    public int AnswerWord(int register) => Word(_returns[register]);
}
