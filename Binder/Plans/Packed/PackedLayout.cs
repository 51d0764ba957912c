using Binder.Boundary;

namespace Binder.Plans;

/// <summary>
/// Where a packed stream lies: in the data registers, from the lowest byte of the first on, and then in memory, the spill area, whose
/// address the register behind the data registers carries.
/// </summary>
/// <remarks>A chunk is as much as is stored at once: 4 bytes where registers have as many, else 8, so that a chunk is one word of the frame.</remarks>
internal sealed class PackedLayout
{
    /// <summary>What is kept of the registers: one for the spill area's address, one for the return area's or a status.</summary>
    public const int KeptRegisters = 2;

    /// <summary>The fewest registers that carry a stream.</summary>
    public const int FewestRegisters = KeptRegisters + 1;

    private PackedLayout(int chunkBytes, int[] dataWords, int[] spillWords) =>
        (ChunkBytes, DataWords, SpillWords) = (chunkBytes, dataWords, spillWords);

    public int ChunkBytes { get; }

    /// <summary>The word of the frame that each chunk of the data registers is.</summary>
    public int[] DataWords { get; }

    /// <summary>The words of the spill register, low one first; none where the whole stream lies in memory.</summary>
    public int[] SpillWords { get; }

    public int DataBytes => DataWords.Length * ChunkBytes;

    /// <summary>The arguments of a call.</summary>
    public static PackedLayout OfArguments(FrameLayout layout) => Of(layout.Shape.RegisterBits, layout.Registers, layout.Word);

    /// <summary>An answer in the registers of the answers.</summary>
    public static PackedLayout OfAnswers(FrameLayout layout) => Of(layout.Shape.RegisterBits, layout.Returns.Length, layout.AnswerWord);

    /// <summary>A stream that has no registers: a return area.</summary>
    public static PackedLayout OfMemory(AbiShape shape) => new(ChunkBytesOf(shape.RegisterBits), [], []);

    /// <summary>Registers of a frame, each found by its place.</summary>
    /// <param name="registerBits">How wide they are.</param>
    /// <param name="registers">How many there are, the two that carry no data among them.</param>
    /// <param name="word">The (low) word of one.</param>
    public static PackedLayout Of(int registerBits, int registers, Func<int, int> word)
    {
        int[] data = WordsOf(registerBits, registers - KeptRegisters, word);
        return new(ChunkBytesOf(registerBits), data, registerBits > 64 ? [word(registers - KeptRegisters), word(registers - KeptRegisters) + 1] : [word(registers - KeptRegisters)]);
    }

    private static int ChunkBytesOf(int registerBits) => registerBits == 32 ? 4 : 8;

    private static int[] WordsOf(int registerBits, int registers, Func<int, int> word)
    {
        int each = registerBits > 64 ? 2 : 1;
        int[] words = new int[registers * each];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = word(i / each) + (i % each);
        }

        return words;
    }
}
