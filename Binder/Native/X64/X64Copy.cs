using static Binder.Native.X64Condition;
using static Binder.Native.X64Register;

namespace Binder.Native;

/// <summary>
/// The fault-safe copy on x86-64, a System V function <c>(destination, source, bytes)</c> that gives the bytes left.
/// <list type="table">
/// <item><term>In</term><description>destination rdi, source rsi, bytes rdx.</description></item>
/// <item><term>Wide part</term><description>up to <see cref="MaxWide"/> bytes by words, the width in which encoders store, because wider loads
/// wait for their stores. rcx is how far it came, and alone moves: wherever it faults, the part by bytes can take over. Where the next block
/// lies in one page on either side, that would fault at once, so that all the rest is left.</description></item>
/// <item><term>Few words</term><description>8 to 32 bytes by entries of their own, which need no question; rcx is 0 in them.</description></item>
/// <item><term>By bytes</term><description>rep movsb, whose registers tell exactly where it faults.</description></item>
/// <item><term>Out</term><description>rax: 0, or the bytes that were not copied.</description></item>
/// <item><term>Clobbers</term><description>rcx, rdx, rsi, rdi, r8…r11: what System V leaves to the caller.</description></item>
/// </list>
/// </summary>
internal static class X64Copy
{
    /// <summary>Above this rep movsb is as fast; far below, where the processor starts it slowly, it takes two to three times as long.</summary>
    public const int MaxWide = 384;

    private const int Block = 32;

    private static ReadOnlySpan<X64Register> Words => [Rax, R9, R10, R11];

    public static RecoverableCode Assemble()
    {
        X64Assembler code = new();
        code.Zero(Rcx);
        code.Compare(Rdx, MaxWide);
        int notMany = code.JumpIf(BelowOrEqual);

        int byBytes = code.Position;
        code.Move(Rcx, Rdx);
        int bytes = code.Position;
        code.RepeatMoveBytes();
        int left = code.Position;
        code.Move(Rax, Rcx);
        code.Return();

        int afterWide = code.Position;
        code.Add(Rsi, Rcx);
        code.Add(Rdi, Rcx);
        code.Subtract(Rdx, Rcx);
        foreach (X64Register side in (ReadOnlySpan<X64Register>)[Rsi, Rdi])
        {
            code.Move(Rax, side);
            code.And32(Rax, FaultSafeCopy.SmallestPage - 1);
            code.Compare32(Rax, FaultSafeCopy.SmallestPage - Block);
            code.JumpIf(Above, byBytes);
        }

        code.Move(Rax, Rdx);
        code.Return();

        code.Land(notMany);
        code.Move(R8, Rdx);
        code.Subtract(R8, Block);
        int small = code.JumpIf(Below);
        int wide = code.Position;
        CopyWords(code, Block);
        code.Compare(Rcx, R8);
        code.JumpIf(BelowOrEqual, wide);
        code.Land(small);
        code.TestLow(Rdx, Block - 1);
        int multipleOfBlock = code.JumpIf(Equal);
        CopyWhere(code, 16);
        CopyWhere(code, 8);
        code.TestLow(Rdx, 7);
        int multipleOfWord = code.JumpIf(Equal);
        CopyWhere(code, 4);
        CopyWhere(code, 2);
        CopyWhere(code, 1);
        int wideEnd = code.Position;
        code.Land(multipleOfBlock);
        code.Land(multipleOfWord);
        code.Zero(Rax);
        code.Return();
        int few = FewWords(code);
        return new RecoverableCode(
            code.ToArray(), [new(wide, wideEnd, afterWide), new(bytes, left, left), new(few, code.Position, afterWide)])
        {
            FewWords = few - RecoverableCode.FewWordsStride,
        };
    }

    /// <summary>Entries for one word to four: no more than a block, so that what is true of a block's fault is true of theirs.</summary>
    /// <returns>Where the first one is.</returns>
    private static int FewWords(X64Assembler code)
    {
        const int Stride = RecoverableCode.FewWordsStride;
        int first = (code.Position + Stride - 1) / Stride * Stride;
        for (int words = 1; words <= RecoverableCode.MostFewWords; words++)
        {
            code.FillTo(first + ((words - 1) * Stride));
            code.Zero(Rcx);
            MoveWords(code, words * 8);
            code.Zero(Rax);
            code.Return();
        }

        return first;
    }

    /// <summary>Copies so many bytes where their bit of the length is set.</summary>
    private static void CopyWhere(X64Assembler code, int bytes)
    {
        code.TestLow(Rdx, (byte)bytes);
        int not = code.JumpIf(Equal);
        if (bytes > 8)
        {
            CopyWords(code, bytes);
        }
        else
        {
            code.LoadPart(bytes, Rax, Rsi, Rcx);
            code.StorePart(bytes, Rdi, Rcx, Rax);
            code.Add(Rcx, bytes);
        }

        code.Land(not);
    }

    private static void CopyWords(X64Assembler code, int bytes)
    {
        MoveWords(code, bytes);
        code.Add(Rcx, bytes);
    }

    /// <summary>Copies up to four words, all loads before all stores.</summary>
    private static void MoveWords(X64Assembler code, int bytes)
    {
        for (int at = 0; at < bytes; at += 8)
        {
            code.LoadPart(8, Words[at / 8], Rsi, Rcx, at);
        }

        for (int at = 0; at < bytes; at += 8)
        {
            code.StorePart(8, Rdi, Rcx, Words[at / 8], at);
        }
    }
}
