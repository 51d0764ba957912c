using System.Collections;
using System.Runtime.CompilerServices;

namespace Binder;

/// <summary>A list of register numbers, equal by content; <c>default</c> is empty. Written as a collection expression.</summary>
[CollectionBuilder(typeof(RegisterList), nameof(Create))]
public readonly struct RegisterList : IEquatable<RegisterList>, IReadOnlyList<int>
{
    private readonly int[]? _registers;

    private RegisterList(int[] registers) => _registers = registers;

    private int[] Registers => _registers ?? [];

    /// <summary>How many registers the list names.</summary>
    public int Count => Registers.Length;

    /// <summary>The register at a place of the list.</summary>
    /// <exception cref="IndexOutOfRangeException">The list has no such place.</exception>
    public int this[int index] => Registers[index];

    /// <summary>Makes a list of the given registers, in that order.</summary>
    public static RegisterList Create(ReadOnlySpan<int> registers) => new(registers.ToArray());

    /// <summary>Makes a list of consecutive registers.</summary>
    /// <param name="first">The first register's number.</param>
    /// <param name="count">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static RegisterList Range(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] registers = new int[count];
        for (int i = 0; i < count; i++)
        {
            registers[i] = checked(first + i);
        }

        return new(registers);
    }

    internal ReadOnlySpan<int> AsSpan() => Registers;

    // A loop: the framework's generic search would be compiled anew in every program, before its first call.
    internal bool Contains(int register)
    {
        foreach (int other in Registers)
        {
            if (other == register)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Registers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both name the same registers in the same order.</summary>
    public bool Equals(RegisterList other) => Registers.AsSpan().SequenceEqual(other.Registers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RegisterList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int register in Registers)
        {
            hash.Add(register);
        }

        return hash.ToHashCode();
    }

    /// <summary>The registers, as <c>[0, 1, 2]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Registers)}]";

    /// <summary>Whether both name the same registers in the same order.</summary>
    public static bool operator ==(RegisterList left, RegisterList right) => left.Equals(right);

    /// <summary>Whether they differ in a register or in the order.</summary>
    public static bool operator !=(RegisterList left, RegisterList right) => !left.Equals(right);
}
