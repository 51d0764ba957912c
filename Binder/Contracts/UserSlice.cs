using System.Runtime.CompilerServices;

namespace Binder;

/// <summary>Makes slices to hand to a kernel.</summary>
public static class UserSlice
{
    /// <summary>The elements from <paramref name="target"/> on, which must stay in place for as long as the kernel may use them.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="target">The first element, pinned or native; may be null.</param>
    /// <param name="length">The number of elements, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static unsafe UserSlice<T> Of<T>(T* target, int length) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new((nuint)target, (nuint)length);
    }
}

/// <summary>
/// A claim that some elements lie one after another in the caller's memory, to be read or written. Nothing about it is checked until a
/// <c>UserMemory</c> reads or writes through it; a slice whose end wraps around the address space is a bad address then.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="Address">Where the first element is said to be.</param>
/// <param name="Length">The number of elements, never bytes; with 0, any address is good.</param>
public readonly record struct UserSlice<T>(nuint Address, nuint Length) where T : unmanaged
{
    /// <summary>The same claim, to be read only. There is no way back.</summary>
    public ReadOnlyUserSlice<T> AsReadOnly() => new(Address, Length);

    /// <summary>A part of this slice. No numbers, however hostile, give one that is not a part.</summary>
    /// <param name="start">The index of the part's first element.</param>
    /// <param name="length">The number of the part's elements.</param>
    /// <param name="slice">The part; the default where there is none.</param>
    /// <returns>False where the part reaches beyond this slice, or beyond the end of the address space.</returns>
    public bool TrySlice(nuint start, nuint length, out UserSlice<T> slice)
    {
        nuint size = (nuint)Unsafe.SizeOf<T>();
        nuint elementsInAddressSpace = (nuint.MaxValue - Address) / size;
        if (start > Length || length > Length - start || start + length > elementsInAddressSpace)
        {
            slice = default;
            return false;
        }
        slice = new(Address + start * size, length);
        return true;
    }
}

/// <summary>A claim that some elements lie one after another in the caller's memory, to be read only.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="Address">Where the first element is said to be.</param>
/// <param name="Length">The number of elements, never bytes; with 0, any address is good.</param>
public readonly record struct ReadOnlyUserSlice<T>(nuint Address, nuint Length) where T : unmanaged;
