using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Strings and paths of the user side: into the proxy's stack when short, into the thread's pinned memory when long.</summary>
internal static unsafe class TextArguments
{
    /// <summary>The address of the string's UTF-8 bytes and a NUL; 0 for null.</summary>
    /// <param name="text">The string.</param>
    /// <param name="buffer">On the caller's stack.</param>
    /// <param name="parameter">Named when the string is refused.</param>
    /// <exception cref="SyscallEncodingException">It holds a NUL, or half a surrogate pair.</exception>
    public static ulong NulTerminated(string? text, ref TextBuffer buffer, string parameter)
    {
        if (text is null)
        {
            return 0;
        }

        RefuseInnerNul(text, parameter);
        Span<byte> target = Encode(text, 1, ref buffer, parameter, out int bytes);
        target[bytes] = 0;
        return Address(target);
    }

    /// <summary>The address of the string's UTF-8 bytes, and their count; 0 and 0 for null.</summary>
    /// <exception cref="SyscallEncodingException">It holds half a surrogate pair.</exception>
    public static ulong Counted(string? text, ref TextBuffer buffer, string parameter, out ulong count)
    {
        count = 0;
        if (text is null)
        {
            return 0;
        }

        Span<byte> target = Encode(text, 0, ref buffer, parameter, out int bytes);
        count = (ulong)bytes;
        return Address(target);
    }

    /// <summary>The address of a path of bytes that ends with a NUL: its own where it has one, else of a copy; 0 for default.</summary>
    /// <param name="path">Pinned by the caller.</param>
    /// <param name="buffer">On the caller's stack.</param>
    /// <param name="parameter">Named when the path is refused.</param>
    /// <exception cref="SyscallEncodingException">It holds a NUL before its end.</exception>
    public static ulong Path(ReadOnlySpan<byte> path, ref TextBuffer buffer, string parameter)
    {
        ref byte first = ref MemoryMarshal.GetReference(path);
        if (Unsafe.IsNullRef(ref first))
        {
            return 0;
        }

        int end = path.IndexOf((byte)0);
        if (end >= 0)
        {
            return end == path.Length - 1 ? (ulong)Unsafe.AsPointer(ref first) : throw InnerNul(parameter);
        }

        Span<byte> target = path.Length < TextBuffer.Length ? buffer : ScratchStack.Current.Take(path.Length + 1L);
        path.CopyTo(target);
        target[path.Length] = 0;
        return Address(target);
    }

    private static Span<byte> Encode(string text, int extra, ref TextBuffer buffer, string parameter, out int bytes)
    {
        // UTF-8 needs at most three bytes for a UTF-16 code unit.
        Span<byte> target = (text.Length * 3L) + extra <= TextBuffer.Length
            ? MemoryMarshal.CreateSpan(ref Unsafe.As<TextBuffer, byte>(ref buffer), TextBuffer.Length)
            : ScratchStack.Current.Take(Encoding.UTF8.GetByteCount(text) + (long)extra);
        bytes = Encode(text, target, parameter);
        return target;
    }

    /// <summary>Writes the string's UTF-8 bytes, for which there is room, and answers how many they are.</summary>
    /// <exception cref="SyscallEncodingException">It holds half a surrogate pair.</exception>
    internal static int Encode(string text, Span<byte> target, string parameter)
    {
        OperationStatus status = System.Text.Unicode.Utf8.FromUtf16(text, target, out _, out int bytes, replaceInvalidSequences: false);
        return status == OperationStatus.Done ? bytes : throw new SyscallEncodingException(
            $"{parameter} holds half of a surrogate pair, which UTF-8 cannot say. Send a well-formed string.");
    }

    /// <exception cref="SyscallEncodingException">The string holds a NUL.</exception>
    internal static void RefuseInnerNul(string text, string parameter)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw InnerNul(parameter);
        }
    }

    internal static SyscallEncodingException InnerNul(string parameter) => new(
        $"{parameter} holds a NUL before its end, where the kernel would stop reading. Take it out.");

    /// <summary>The address of stack or pinned memory, which alone may be passed here.</summary>
    private static ulong Address(Span<byte> memory) => (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
}
