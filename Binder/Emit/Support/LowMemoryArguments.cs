using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>
/// What the user side copies to memory below 4 GiB, for shapes whose registers have no room for an address of this process. Each answers
/// whether there was memory; what it gives stays in place until the call has ended.
/// </summary>
/// <remarks>
/// A copy begins with what the caller's memory holds, whichever way its bytes go: so what the kernel leaves alone is unchanged when the
/// copy comes back, on an error and beyond a counted answer too, as it is where the kernel has the caller's own address.
/// </remarks>
internal static unsafe class LowMemoryArguments
{
    /// <summary>Copies a span; the address is 0 for default, and never for one that is empty.</summary>
    public static bool Span<T>(ScratchStack low, ReadOnlySpan<T> span, out ulong address)
        where T : unmanaged
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(span)))
        {
            address = 0;
            return true;
        }

        return TryCopy(low, span, out address);
    }

    /// <inheritdoc cref="Span{T}"/>
    public static bool WritableSpan<T>(ScratchStack low, Span<T> span, out ulong address)
        where T : unmanaged => Span<T>(low, span, out address);

    /// <summary>Copies what a parameter refers to.</summary>
    public static bool Reference<T>(ScratchStack low, ref readonly T value, out ulong address)
        where T : unmanaged => TryCopy(low, new ReadOnlySpan<T>(in value), out address);

    /// <summary>Brings a span's copy back.</summary>
    public static void SpanBack<T>(ulong address, Span<T> span)
        where T : unmanaged => new ReadOnlySpan<T>((void*)address, span.Length).CopyTo(span);

    /// <summary>Brings back the copy of what a parameter, or a return area, refers to.</summary>
    public static void ReferenceBack<T>(ulong address, ref T value)
        where T : unmanaged => value = Unsafe.ReadUnaligned<T>((void*)address);

    /// <inheritdoc cref="TextArguments.NulTerminated"/>
    public static bool NulTerminated(ScratchStack low, string? text, string parameter, out ulong address)
    {
        address = 0;
        if (text is null)
        {
            return true;
        }

        TextArguments.RefuseInnerNul(text, parameter);
        if (!TryEncode(low, text, 1, parameter, out address, out int bytes))
        {
            return false;
        }

        ((byte*)address)[bytes] = 0;
        return true;
    }

    /// <inheritdoc cref="TextArguments.Counted"/>
    public static bool Counted(ScratchStack low, string? text, string parameter, out ulong address, out ulong count)
    {
        (address, count) = (0, 0);
        if (text is null)
        {
            return true;
        }

        bool isTaken = TryEncode(low, text, 0, parameter, out address, out int bytes);
        count = (ulong)bytes;
        return isTaken;
    }

    /// <inheritdoc cref="TextArguments.Path"/>
    public static bool Path(ScratchStack low, ReadOnlySpan<byte> path, string parameter, out ulong address)
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
        if (!low.TryTakePlace(name.Length + 1L, out Span<byte> copy, out address))
        {
            return false;
        }

        name.CopyTo(copy);
        copy[^1] = 0;
        return true;
    }

    private static bool TryCopy<T>(ScratchStack low, ReadOnlySpan<T> span, out ulong address)
        where T : unmanaged
    {
        if (!low.TryTakePlace((long)span.Length * sizeof(T), out Span<byte> copy, out address))
        {
            return false;
        }

        MemoryMarshal.AsBytes(span).CopyTo(copy);
        return true;
    }

    private static bool TryEncode(ScratchStack low, string text, int extra, string parameter, out ulong address, out int bytes)
    {
        bytes = 0;
        if (!low.TryTakePlace(Encoding.UTF8.GetByteCount(text) + (long)extra, out Span<byte> copy, out address))
        {
            return false;
        }

        bytes = TextArguments.Encode(text, copy, parameter);
        return true;
    }
}
