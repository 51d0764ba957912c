using static Binder.Native.Arm64Condition;
using static Binder.Native.Arm64Register;

namespace Binder.Native;

/// <summary>
/// The fault-safe copy on arm64, a function <c>(destination, source, bytes)</c> that gives the bytes left.
/// <list type="table">
/// <item><term>In</term><description>destination x0, source x1, bytes x2: they stay.</description></item>
/// <item><term>Wide part</term><description>pairs of words, then the bits of the rest. x3 is how far it came, and alone moves: wherever it
/// faults, the part by bytes can take over. (A pair that straddles two pages may be stored in part: its bytes are stored again.) Where the
/// next block lies in one page on either side, that would fault at once, so that all the rest is left.</description></item>
/// <item><term>By bytes</term><description>Only after a fault; its own fault ends the copy.</description></item>
/// <item><term>Out</term><description>x0: 0, or the bytes that were not copied.</description></item>
/// <item><term>Clobbers</term><description>x3…x7: what the standard leaves to the caller.</description></item>
/// </list>
/// The processor ignores the top byte of an address, and so does this.
/// </summary>
internal static class Arm64Copy
{
    private const int Block = 16;

    public static RecoverableCode Assemble()
    {
        Arm64Assembler code = new();
        code.Constant(X3, 0);
        code.Compare(X2, Block);
        int small = code.BranchIf(Lower);
        code.Subtract(X7, X2, Block);

        int wide = code.Position;
        code.Add(X6, X1, X3);
        code.LoadPair(X4, X5, X6);
        code.Add(X6, X0, X3);
        code.StorePair(X6, X4, X5);
        code.Add(X3, X3, Block);
        code.Compare(X3, X7);
        code.BranchIf(LowerOrSame, wide);
        code.Land(small);
        for (int bytes = Block / 2; bytes > 0; bytes /= 2)
        {
            int not = code.BranchIfZero(X2, int.Log2(bytes));
            code.LoadPart(bytes, X4, X1, X3);
            code.StorePart(bytes, X0, X3, X4);
            code.Add(X3, X3, bytes);
            code.Land(not);
        }

        int wideEnd = code.Position;
        code.Constant(X0, 0);
        code.Return();

        int byBytes = code.Position;
        code.Compare(X3, X2);
        int whole = code.BranchIf(HigherOrSame);
        int byteStart = code.Position;
        code.LoadPart(1, X4, X1, X3);
        code.StorePart(1, X0, X3, X4);
        int byteEnd = code.Position;
        code.Add(X3, X3, 1);
        code.Branch(byBytes);

        int afterWide = code.Position;
        foreach (Arm64Register side in (ReadOnlySpan<Arm64Register>)[X1, X0])
        {
            code.Add(X4, side, X3);
            code.KeepLow(X4, X4, int.Log2(FaultSafeCopy.SmallestPage));
            code.Compare(X4, FaultSafeCopy.SmallestPage - Block);
            code.BranchIf(Higher, byBytes);
        }

        code.Land(whole);
        int left = code.Position;
        code.Subtract(X0, X2, X3);
        code.Return();
        return new RecoverableCode(code.ToArray(), [new(wide, wideEnd, afterWide), new(byteStart, byteEnd, left)]);
    }
}
