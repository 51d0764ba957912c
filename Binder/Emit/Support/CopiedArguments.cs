using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>
/// What the user side copies to memory that the kernel can reach, where it cannot reach the caller's own. Each answers whether there was
/// memory; what it gives is the call's until that has ended, at the address that the frame says.
/// </summary>
/// <remarks>
/// A copy begins with what the caller's memory holds, whichever way its bytes go: so what the kernel leaves alone is unchanged when the
/// copy comes back, on an error and beyond a counted answer too, as it is where the kernel has the caller's own address.
/// </remarks>
internal static class CopiedArguments
{
    /// <summary>Copies a span; the address is 0 for default, and never for one that is empty.</summary>
    public static bool Span<T>(CopyStack copies, ReadOnlySpan<T> span, out Span<byte> copy, out ulong address)
        where T : unmanaged
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(span)))
        {
            copy = default;
            address = 0;
            return true;
        }

        return TryCopy(copies, span, out copy, out address);
    }

    /// <inheritdoc cref="Span{T}"/>
    public static bool WritableSpan<T>(CopyStack copies, Span<T> span, out Span<byte> copy, out ulong address)
        where T : unmanaged => Span<T>(copies, span, out copy, out address);

    /// <summary>Copies what a parameter refers to.</summary>
    public static bool Reference<T>(CopyStack copies, ref readonly T value, out Span<byte> copy, out ulong address)
        where T : unmanaged => TryCopy(copies, new ReadOnlySpan<T>(in value), out copy, out address);

    /// <summary>Brings a span's copy back.</summary>
    public static void SpanBack<T>(Span<byte> copy, Span<T> span)
        where T : unmanaged => copy.CopyTo(MemoryMarshal.AsBytes(span));

    /// <summary>Brings back the copy of what a parameter, or a return area, refers to.</summary>
    public static void ReferenceBack<T>(Span<byte> copy, ref T value)
        where T : unmanaged => value = MemoryMarshal.Read<T>(copy);

    /// <inheritdoc cref="TextArguments.NulTerminated"/>
    public static bool NulTerminated(CopyStack copies, string? text, string parameter, out ulong address)
    {
        address = 0;
        if (text is null)
        {
            return true;
        }

        TextArguments.RefuseInnerNul(text, parameter);
        return TryEncode(copies, text, isTerminated: true, parameter, out address, out _);
    }

    /// <inheritdoc cref="TextArguments.Counted"/>
    public static bool Counted(CopyStack copies, string? text, string parameter, out ulong address, out ulong count)
    {
        (address, count) = (0, 0);
        if (text is null)
        {
            return true;
        }

        return TryEncode(copies, text, isTerminated: false, parameter, out address, out count);
    }

    /// <inheritdoc cref="TextArguments.Path"/>
    public static bool Path(CopyStack copies, ReadOnlySpan<byte> path, string parameter, out ulong address)
    {
        address = 0;
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(path)))
        {
            return true;
        }

        int end = path.IndexOf((byte)0);
        if (end >= 0 && end != path.Length - 1)
        {
            throw TextArguments.InnerNul(parameter);
        }

        ReadOnlySpan<byte> name = end < 0 ? path : path[..end];
        if (!copies.TryTakePlace(name.Length + 1L, out Span<byte> copy, out address))
        {
            return false;
        }

        name.CopyTo(copy);
        copy[^1] = 0;
        return true;
    }

    private static bool TryCopy<T>(CopyStack copies, ReadOnlySpan<T> span, out Span<byte> copy, out ulong address)
        where T : unmanaged
    {
        if (!copies.TryTakePlace((long)span.Length * Unsafe.SizeOf<T>(), out copy, out address))
        {
            return false;
        }

        MemoryMarshal.AsBytes(span).CopyTo(copy);
        return true;
    }

    private static bool TryEncode(CopyStack copies, string text, bool isTerminated, string parameter, out ulong address, out ulong count)
    {
        count = 0;
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (!copies.TryTakePlace(bytes + (isTerminated ? 1L : 0), out Span<byte> copy, out address))
        {
            return false;
        }

        if (isTerminated)
        {
            copy[bytes] = 0;
        }

        count = (ulong)TextArguments.Encode(text, copy, parameter);
        return true;
    }
}
