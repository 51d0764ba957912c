namespace Binder.Native;

/// <summary>What is wrong with a hosted trap's registers, in words.</summary>
internal static class HostedShape
{
    /// <summary>For argument registers that cannot be carried.</summary>
    /// <param name="argumentRegisters">As they were given.</param>
    /// <param name="cure">Where they cannot, and which ones can: "on x86-64: name …".</param>
    public static ArgumentException Registers(ReadOnlySpan<int> argumentRegisters, string cure) => new(
        $"Registers {string.Join(", ", argumentRegisters.ToArray())} cannot carry a call {cure}, or pass frames by pointer.",
        nameof(argumentRegisters));

    /// <summary>Throws where return registers are not different indices of argument registers.</summary>
    public static void CheckReturns(ReadOnlySpan<int> argumentRegisters, ReadOnlySpan<int> returnRegisters)
    {
        for (int i = 0; i < returnRegisters.Length; i++)
        {
            int word = returnRegisters[i];
            if (word < 0 || word >= argumentRegisters.Length || returnRegisters[..i].Contains(word))
            {
                throw new ArgumentException(
                    $"Return register {i} is {word}: name different indices of the {argumentRegisters.Length} argument registers.",
                    nameof(returnRegisters));
            }
        }
    }
}
