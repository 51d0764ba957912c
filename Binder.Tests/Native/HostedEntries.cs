using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>Kernel sides for hosted pages, and what they saw of the last call on this thread.</summary>
internal static unsafe class HostedEntries
{
    [ThreadStatic]
    private static Seen? t_last;

    public static Seen Last => t_last ?? throw new InvalidOperationException("No call arrived.");

    public static nint Record => (nint)(delegate* unmanaged<void*, ulong, int, void>)&RecordAndAnswer;

    public static nint Collect => (nint)(delegate* unmanaged<void*, ulong, int, void>)&CollectAndAnswer;

    public static nint Increment => (nint)(delegate* unmanaged<void*, ulong, int, void>)&IncrementWord0;

    public static nint Nest => (nint)(delegate* unmanaged<void*, ulong, int, void>)&TrapAgain;

    public static nint Thread => (nint)(delegate* unmanaged<void*, ulong, int, nint, void>)&AnswerThread;

    /// <summary>What <see cref="Record"/> puts into a word.</summary>
    public static ulong Answer(ulong word) => ~word * 3;

    /// <summary>Cookie: the count of words.</summary>
    [UnmanagedCallersOnly]
    private static void RecordAndAnswer(void* frame, ulong token, int cookie)
    {
        ulong* words = (ulong*)frame;
        t_last = new Seen((nuint)frame, words[0], new ReadOnlySpan<ulong>(words + 1, cookie).ToArray(), token);
        words[0] = 0xBAD;
        for (int i = 1; i <= cookie; i++)
        {
            words[i] = Answer(words[i]);
        }
    }

    [UnmanagedCallersOnly]
    private static void CollectAndAnswer(void* frame, ulong token, int cookie)
    {
        GC.Collect();
        ((ulong*)frame)[1] = (ulong)new byte[100].Length;
    }

    [UnmanagedCallersOnly]
    private static void IncrementWord0(void* frame, ulong token, int cookie) => ((ulong*)frame)[1]++;

    [UnmanagedCallersOnly]
    private static void AnswerThread(void* frame, ulong token, int cookie, nint thread) => ((ulong*)frame)[1] = (ulong)thread;

    /// <summary>Counts word 0 down through traps of the page whose address is the token, and adds one on the way back.</summary>
    [UnmanagedCallersOnly]
    private static void TrapAgain(void* frame, ulong token, int cookie)
    {
        ulong* words = (ulong*)frame;
        if (words[1] == 0)
        {
            return;
        }

        ulong* inner = stackalloc ulong[7];
        new ReadOnlySpan<ulong>(words, 7).CopyTo(new Span<ulong>(inner, 7));
        inner[1] = words[1] - 1;
        NativeCall.HostedTrap((nint)token, inner, token);
        words[1] = inner[1] + 1;
    }

    /// <summary>The frame's address, its number and words, and the token, as they arrived.</summary>
    internal sealed record Seen(nuint Frame, ulong Number, ulong[] Words, ulong Token);
}
