using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>A packed encoding for a type of somebody else; registered by <c>SyscallCodec.Register</c>.</summary>
/// <remarks>An exception of <see cref="TryDecode"/> counts as refusal, as <see cref="IPackedValue{TSelf}"/> says.</remarks>
/// <typeparam name="T">What is encoded.</typeparam>
public interface IPackedEncoding<T>
{
    /// <summary>How many bytes a value takes at most; 256 unless overridden. Asked once, when a plan is made.</summary>
    static virtual int MaxBytes => 256;

    /// <inheritdoc cref="IPackedValue{TSelf}.Encode"/>
    static abstract void Encode(in T value, ref PackedWriter writer);

    /// <inheritdoc cref="IPackedValue{TSelf}.TryDecode"/>
    static abstract bool TryDecode(ref PackedReader reader, [MaybeNullWhen(false)] out T value);
}
