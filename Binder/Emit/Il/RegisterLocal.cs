using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>One register, taken out of a frame to be looked at.</summary>
/// <param name="bits">Its width.</param>
/// <param name="low">Its word; the low one where it has two.</param>
/// <param name="high">The high word of a register of 128 bits, else null.</param>
internal readonly struct RegisterLocal(int bits, LocalBuilder low, LocalBuilder? high = null)
{
    public int Bits { get; } = bits;

    public LocalBuilder Low { get; } = low;

    public LocalBuilder? High { get; } = high;

    public static RegisterLocal Declare(IlWriter il, int bits) => new(bits, il.Local(typeof(ulong)), bits == 128 ? il.Local(typeof(ulong)) : null);

    /// <summary>Takes the register whose words are pushed.</summary>
    /// <param name="il">The method.</param>
    /// <param name="pushWord">Pushes the low word for 0, the high one for 1.</param>
    public void Take(IlWriter il, Action<int> pushWord)
    {
        pushWord(0);
        il.Store(Low);
        if (High is not null)
        {
            pushWord(1);
            il.Store(High);
        }
    }
}
