using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder;

/// <summary>The call number and the registers of one trap, as plain memory that both sides of the trap share.</summary>
/// <remarks>
/// Argument register <c>i</c> is <c>frame[i]</c>; where a shape's registers are 128 bits wide it is words <c>2i</c> (low)
/// and <c>2i + 1</c> (high), and a register of 32 bits is zero-extended to its word. Answers overwrite the words that the
/// shape's <see cref="AbiShape.ReturnRegisters"/> name; <see cref="Number"/> is never overwritten. Proxies write only the
/// words that the shape uses, so words beyond them have no meaning.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct TrapFrame : IEquatable<TrapFrame>
{
    /// <summary>How many words a frame has: enough for 16 registers of 128 bits.</summary>
    public const int MaxWords = 32;

    private ulong _number;
    private Words _words;

    /// <summary>Makes a frame; words that are not given are 0.</summary>
    /// <param name="number">The call number.</param>
    /// <param name="words">The registers from 0 on, at most <see cref="MaxWords"/>.</param>
    /// <exception cref="ArgumentException">More than <see cref="MaxWords"/> words.</exception>
    public TrapFrame(ulong number, params ReadOnlySpan<ulong> words)
    {
        if (words.Length > MaxWords)
        {
            throw new ArgumentException($"A trap frame has {MaxWords} words; {words.Length} were given.", nameof(words));
        }

        _number = number;
        words.CopyTo(_words);
    }

    /// <summary>The number of the call.</summary>
    public ulong Number
    {
        readonly get => _number;
        set => _number = value;
    }

    /// <summary>One word of the registers.</summary>
    /// <param name="index">0 to <see cref="MaxWords"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">The index is not in that range.</exception>
    public ulong this[int index]
    {
        readonly get => _words[index];
        set => _words[index] = value;
    }

    /// <summary>The word at an index that the caller knows to be in range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref ulong Word(ref TrapFrame frame, int index) =>
        ref Unsafe.Add(ref Unsafe.As<TrapFrame, ulong>(ref frame), index + 1);

    /// <summary>Copies the number and the first words, and nothing else: the rest of the target keeps what it held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyUsed(in TrapFrame from, ref TrapFrame to, int words)
    {
        to._number = from._number;
        ReadOnlySpan<ulong> source = from._words;
        source[..words].CopyTo(to._words);
    }

    /// <summary>Whether number and all words are equal.</summary>
    public readonly bool Equals(TrapFrame other) =>
        _number == other._number && ((ReadOnlySpan<ulong>)_words).SequenceEqual(other._words);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is TrapFrame other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(_number);
        hash.AddBytes(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)_words));
        return hash.ToHashCode();
    }

    /// <summary>Whether number and all words are equal.</summary>
    public static bool operator ==(in TrapFrame left, in TrapFrame right) => left.Equals(right);

    /// <summary>Whether number or any word differs.</summary>
    public static bool operator !=(in TrapFrame left, in TrapFrame right) => !left.Equals(right);

    [InlineArray(MaxWords)]
    private struct Words
    {
        private ulong _first;
    }
}
