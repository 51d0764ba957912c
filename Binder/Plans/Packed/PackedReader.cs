using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder;

/// <summary>Gives the bytes of a packed stream, for encodings that are written by hand.</summary>
public ref struct PackedReader
{
    private readonly StructEncodings _structs;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _next;
    private int _end;

    internal PackedReader(ReadOnlySpan<byte> bytes, StructEncodings structs)
    {
        _bytes = bytes;
        _structs = structs;
        _end = bytes.Length;
    }

    /// <summary>Reads a value as <see cref="PackedWriter.Write"/> wrote it.</summary>
    /// <typeparam name="T">A scalar or a struct.</typeparam>
    /// <param name="value">The value; its default where there is none.</param>
    /// <returns>False where the stream has ended or its bytes are no value, such as a bool of 2.</returns>
    /// <exception cref="SyscallBindingException">The type cannot travel.</exception>
    public bool TryRead<T>(out T value)
        where T : unmanaged
    {
        value = default;
        if (!PackedScalar<T>.IsRaw)
        {
            return _structs is not null && _structs.TryRead(ref this, out value);
        }

        if (!TryTake(Unsafe.SizeOf<T>(), out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        value = MemoryMarshal.Read<T>(bytes);
        return true;
    }

    /// <summary>Reads a word of some bytes, zero-extended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryWord(int bytes, out ulong word)
    {
        word = 0;
        if (!TryTake(bytes, out ReadOnlySpan<byte> taken))
        {
            return false;
        }

        taken.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref word)));
        return true;
    }

    /// <summary>Lets an encoding read some bytes and no more.</summary>
    /// <returns>What <see cref="Unbound"/> takes to end that.</returns>
    internal int Bound(int bytes)
    {
        int end = _end;
        _end = Math.Min(end, _next + bytes);
        return end;
    }

    /// <summary>Ends what <see cref="Bound"/> began, even where the encoding has put another reader in this one's place.</summary>
    internal void Unbound(int end) => _end = Math.Min(end, _bytes.Length);

    private bool TryTake(int bytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (bytes > _end - _next)
        {
            return false;
        }

        taken = _bytes.Slice(_next, bytes);
        _next += bytes;
        return true;
    }
}
