using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder;

/// <summary>Takes the bytes of a packed stream, for encodings that are written by hand.</summary>
public ref struct PackedWriter
{
    private readonly StructEncodings _structs;
    private readonly Span<byte> _bytes;
    private int _next;
    private int _end;

    internal PackedWriter(Span<byte> bytes, StructEncodings structs)
    {
        _bytes = bytes;
        _structs = structs;
        _end = bytes.Length;
    }

    /// <summary>How many bytes were written.</summary>
    internal readonly int Written => _next;

    /// <summary>Writes a value as packed encoding does: an integer little-endian, a bool as 0 or 1, a struct field by field.</summary>
    /// <typeparam name="T">A scalar or a struct. Native-size integers take the width of the shape's pointers.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="SyscallEncodingException">There is no room left: the encoding writes more than its <c>MaxBytes</c>. Or the value cannot travel.</exception>
    /// <exception cref="SyscallBindingException">The type cannot travel.</exception>
    public void Write<T>(in T value)
        where T : unmanaged
    {
        if (PackedScalar<T>.IsRaw)
        {
            Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
        }
        else if (_structs is null)
        {
            ThrowFull();
        }
        else
        {
            _structs.Write(value, ref this);
        }
    }

    /// <summary>Writes the lowest bytes of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Word(ulong word, int bytes) => Append(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in word))[..bytes]);

    /// <summary>Lets an encoding write some bytes and no more.</summary>
    /// <returns>What <see cref="Unbound"/> takes to end that.</returns>
    internal int Bound(int bytes)
    {
        int end = _end;
        _end = Math.Min(end, _next + bytes);
        return end;
    }

    /// <summary>Ends what <see cref="Bound"/> began, even where the encoding has put another writer in this one's place.</summary>
    internal void Unbound(int end) => _end = Math.Min(end, _bytes.Length);

    private void Append(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _end - _next)
        {
            ThrowFull();
        }

        bytes.CopyTo(_bytes[_next..]);
        _next += bytes.Length;
    }

    [DoesNotReturn]
    private static void ThrowFull() => throw new SyscallEncodingException(
        "An encoding writes more than its MaxBytes. Override MaxBytes with the most that it may write.");
}
