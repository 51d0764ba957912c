using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>A type that brings its own packed encoding.</summary>
/// <remarks>
/// Such a value has no fixed place in registers, so it travels only in packed encoding. An exception of <see cref="TryDecode"/> counts as refusal: the
/// bytes are malformed data, and nobody hears of the exception.
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IPackedValue<TSelf>
    where TSelf : IPackedValue<TSelf>
{
    /// <summary>How many bytes a value takes at most; 256 unless overridden. Asked once, when a plan is made.</summary>
    static virtual int MaxBytes => 256;

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="writer">Takes at most <see cref="MaxBytes"/> bytes.</param>
    static abstract void Encode(in TSelf value, ref PackedWriter writer);

    /// <summary>Reads a value. Called with whatever bytes a caller sent; should not throw, which is slow, and counts as false.</summary>
    /// <param name="reader">Gives at most <see cref="MaxBytes"/> bytes.</param>
    /// <param name="value">The value.</param>
    /// <returns>False where the bytes are no value.</returns>
    static abstract bool TryDecode(ref PackedReader reader, [MaybeNullWhen(false)] out TSelf value);
}
