using Binder;

namespace OwnAbi;

/// <summary>An ABI of one's own: what its registers are like, and how a call reaches the kernel. Here each call is also shown.</summary>
internal sealed class ShowingAbi(HostedKernel kernel) : SyscallAbi(Own)
{
    /// <summary>Five registers of 64 bits; registers where everything fits, else one packed stream; answers in the last four.</summary>
    public static AbiShape Own { get; } = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = RegisterList.Range(0, 5),
        ReturnRegisters = [1, 2, 3, 4],
        Encoding = AbiEncoding.Auto,
        Errors = ErrorConvention.Tagged,
        Strings = StringForm.Counted,
        Answers = AbiShape.Packed(registerBits: 64, registers: 4),
    };

    public override void Trap(ref TrapFrame frame)
    {
        ulong number = frame.Number;
        string sent = Words(frame);
        kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
        Console.WriteLine($"  call {number}: {sent} -> {Words(frame)}");
    }

    private static string Words(TrapFrame frame) => string.Join(' ', Enumerable.Range(0, Own.ArgumentRegisters.Count).Select(i => Word(frame[i])));

    /// <summary>Addresses differ from run to run.</summary>
    private static string Word(ulong word) => word > uint.MaxValue ? "(large)" : $"{word:x}";
}
