using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Binder.Tests.Proxies;

/// <summary>What a test's kernel does with addresses, which are all of this process.</summary>
internal static unsafe class Memory
{
    private static byte s_last;

    public static byte[] Bytes(ulong address, ulong count) => new ReadOnlySpan<byte>((void*)address, checked((int)count)).ToArray();

    /// <summary>The bytes up to the NUL.</summary>
    public static byte[] Terminated(ulong address) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)address).ToArray();

    public static string Text(ulong address) => Encoding.UTF8.GetString(Terminated(address));

    public static T[] Values<T>(ulong address, int count)
        where T : unmanaged => new ReadOnlySpan<T>((void*)address, count).ToArray();

    /// <summary>Writes 1, 2, 3…</summary>
    public static void Count(ulong address, int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            ((byte*)address)[i] = (byte)(i + 1);
        }
    }

    public static ref T At<T>(ulong address)
        where T : unmanaged => ref *(T*)address;

    /// <summary>The float of these bits. Not as a constant: compilers make signaling NaN quiet when they fold.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <summary>Fills the part of the stack that the next calls will use, so that what they do not write shows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DirtyStack()
    {
        Span<byte> junk = stackalloc byte[32 * 1024];
        junk.Fill(0xCD);
        s_last = junk[^1];
    }
}
