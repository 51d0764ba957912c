namespace Binder;

/// <summary>Makes pointers to hand to a kernel.</summary>
public static class UserPointer
{
    /// <summary>The address of <paramref name="target"/>, which must stay in place for as long as the kernel may use it.</summary>
    /// <typeparam name="T">What is there.</typeparam>
    /// <param name="target">The place, pinned or native; may be null.</param>
    public static unsafe UserPointer<T> Of<T>(T* target) where T : unmanaged => new((nuint)target);
}

/// <summary>
/// A claim that a <typeparamref name="T"/> lies at an address of the caller's memory, to be read or written. Nothing about it is checked
/// until a <c>UserMemory</c> reads or writes through it.
/// </summary>
/// <typeparam name="T">What is said to be there.</typeparam>
/// <param name="Address">Where it is said to be; 0 is null.</param>
public readonly record struct UserPointer<T>(nuint Address) where T : unmanaged
{
    /// <summary>True for address 0.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The same claim, to be read only. There is no way back.</summary>
    public ReadOnlyUserPointer<T> AsReadOnly() => new(Address);
}

/// <summary>A claim that a <typeparamref name="T"/> lies at an address of the caller's memory, to be read only.</summary>
/// <typeparam name="T">What is said to be there.</typeparam>
/// <param name="Address">Where it is said to be; 0 is null.</param>
public readonly record struct ReadOnlyUserPointer<T>(nuint Address) where T : unmanaged
{
    /// <summary>True for address 0.</summary>
    public bool IsNull => Address == 0;
}
