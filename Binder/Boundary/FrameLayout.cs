namespace Binder.Boundary;

/// <summary>Which words of a <see cref="TrapFrame"/> a shape uses, and for what: the one place that knows.</summary>
internal sealed class FrameLayout
{
    private readonly int _wordsPerRegister;
    private readonly int[] _returns;

    public FrameLayout(AbiShape shape)
    {
        Shape = shape;
        AnswerShape = shape.Answers ?? shape;
        _wordsPerRegister = IsWide ? 2 : 1;
        Registers = shape.ArgumentRegisters.Count;
        _returns = shape.ReturnRegisters.Count > 0 ? [.. shape.ReturnRegisters.AsSpan()]
            : shape.Errors == ErrorConvention.NegativeErrno ? [0]
            : [.. RegisterList.Range(0, Registers).AsSpan()];
    }

    public AbiShape Shape { get; }

    /// <summary>The shape that says how values of answers lie in the answers' registers. Everything else of answers is said by <see cref="Shape"/>.</summary>
    public AbiShape AnswerShape { get; }

    /// <summary>Whether a register is two words, the low one first.</summary>
    public bool IsWide => Shape.RegisterBits == 128;

    /// <summary>How many argument registers there are.</summary>
    public int Registers { get; }

    /// <summary>Whether there are enough registers for packed encoding, which keeps two for addresses.</summary>
    public bool CanPack => Registers >= 3;

    /// <summary>Whether there are enough registers of the answers.</summary>
    public bool CanPackAnswers => _returns.Length >= 3 || Shape.Errors == ErrorConvention.NegativeErrno;

    /// <summary>The register that carries the spill area's address in packed encoding.</summary>
    public int SpillRegister => Registers - 2;

    /// <summary>How many words of a frame the shape uses.</summary>
    public int Words => Registers * _wordsPerRegister;

    /// <summary>The argument registers that answers come back in, as indices.</summary>
    public ReadOnlySpan<int> Returns => _returns;

    /// <summary>The register of the answers that holds the status where answers are tagged: the last one.</summary>
    public int StatusRegister => _returns.Length - 1;

    /// <summary>How many registers of the answers may carry a value: all before the status, or the first one where it tells errors itself.</summary>
    public int ValueRegisters => Shape.Errors == ErrorConvention.Tagged ? StatusRegister : 1;

    /// <summary>The (low) word of an argument register.</summary>
    public int Word(int register) => register * _wordsPerRegister;

    /// <summary>The (low) word of a register of the answers.</summary>
    public int AnswerWord(int register) => Word(_returns[register]);

    /// <summary>Copies the registers of the answers, and nothing else.</summary>
    public void CopyAnswer(in TrapFrame from, ref TrapFrame to)
    {
        foreach (int register in _returns)
        {
            int word = Word(register);
            to[word] = from[word];
            if (_wordsPerRegister == 2)
            {
                to[word + 1] = from[word + 1];
            }
        }
    }
}
