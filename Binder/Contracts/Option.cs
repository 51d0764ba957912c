using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Binder;

/// <summary>Makes options without naming their types: <c>Option.Some(5)</c>, <c>Option.None</c>.</summary>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification =
    "Option is a keyword of Visual Basic only, where it can be written in brackets; every other name for this is worse.")]
public static class Option
{
    /// <summary>A value that is there.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public static Option<T> Some<T>(T value) => Option<T>.Some(value);

    /// <summary>No value; converts to every <see cref="Option{T}"/>.</summary>
    public static NoneOption None => default;
}

/// <summary>No value of no type yet; made by <see cref="Option.None"/>.</summary>
public readonly record struct NoneOption;

/// <summary>A value, or none. The default is none.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification =
    "Option is a keyword of Visual Basic only, where it can be written in brackets; every other name for this is worse.")]
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification =
    "Option<int>.None is for places where nothing tells the type; Option.None is there for all others.")]
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification =
    "Some and None are the named alternates.")]
public readonly record struct Option<T>
{
    private readonly T _value;

    private Option(T value) => (HasValue, _value) = (true, value);

    /// <summary>True where there is a value.</summary>
    public bool HasValue { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value
    {
        get
        {
            if (!HasValue)
            {
                ThrowNone();
            }

            return _value;
        }
    }

    /// <summary>A value that is there.</summary>
    /// <param name="value">The value.</param>
    public static Option<T> Some(T value) => new(value);

    /// <summary>No value.</summary>
    public static Option<T> None => default;

    /// <summary>True, and the value, where there is one.</summary>
    /// <param name="value">The value; the default of its type where there is none.</param>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <summary>The content, as <c>Some(4)</c> or <c>None</c>.</summary>
    public override string ToString() =>
        HasValue ? string.Create(CultureInfo.InvariantCulture, $"Some({(object?)_value ?? "null"})") : "None";

    /// <summary>A value is an option that has it.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Option<T>(T value) => Some(value);

    /// <summary>Gives none its type.</summary>
    /// <param name="none">No value.</param>
    public static implicit operator Option<T>(NoneOption none) => default;

    [DoesNotReturn]
    private static void ThrowNone() =>
        throw new InvalidOperationException("This option is None and has no value. Ask HasValue or TryGet first.");
}
