using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>Access to the words of a frame.</summary>
internal static class FrameIl
{
    private static readonly MethodInfo s_word =
        typeof(TrapFrame).GetMethod(nameof(TrapFrame.Word), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly MethodInfo s_setNumber = typeof(TrapFrame).GetProperty(nameof(TrapFrame.Number))!.SetMethod!;
    private static readonly MethodInfo s_getNumber = typeof(TrapFrame).GetProperty(nameof(TrapFrame.Number))!.GetMethod!;

    /// <summary>The frame's address on the stack becomes the address of one of its words.</summary>
    public static void WordAddress(IlWriter il, int word)
    {
        il.Constant(word);
        il.Call(s_word);
    }

    /// <summary>How many bytes behind a frame's address a word is: for code with so many accesses that the compiler would give up inlining them.</summary>
    public static int Offset(int word) => (word + 1) * sizeof(ulong);

    public static void SetNumber(IlWriter il) => il.Call(s_setNumber);

    public static void GetNumber(IlWriter il) => il.Call(s_getNumber);

    /// <summary>Pushes a word of the frame that an argument points to.</summary>
    public static void LoadWordOfArgument(IlWriter il, int argument, int word)
    {
        il.LoadArgument(argument);
        WordAddress(il, word);
        il.LoadWord();
    }

    /// <summary>Pushes a word of a frame in a local.</summary>
    public static void LoadWord(IlWriter il, LocalBuilder frame, int word)
    {
        il.LoadAddress(frame);
        WordAddress(il, word);
        il.LoadWord();
    }
}
