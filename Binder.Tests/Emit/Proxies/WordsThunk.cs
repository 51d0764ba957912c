using Binder.Native;
using static Binder.Native.X64Register;

namespace Binder.Tests.Proxies;

/// <summary>A thunk by the contract of the Linux one: writes its seven arguments into a buffer, answers what stands behind them.</summary>
internal static unsafe class WordsThunk
{
    private const int AnswerIndex = 7;

    private static readonly ulong[] s_buffer = GC.AllocateArray<ulong>(AnswerIndex + 1, pinned: true);
    private static readonly Lazy<LinuxAbi> s_abi = new(() => LinuxAbi.Over(ExecutableMemory.Map(Assemble()).Address));

    /// <summary>The direct way to it.</summary>
    public static LinuxAbi Abi => s_abi.Value;

    public static long Answer
    {
        set => s_buffer[AnswerIndex] = (ulong)value;
    }

    /// <summary>The number and the six words of the last call.</summary>
    public static ulong[] Last => s_buffer[..AnswerIndex];

    public static void Required()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test runs native code and needs Linux on x86-64.");
        }
    }

    private static byte[] Assemble()
    {
        X64Assembler code = new();
        fixed (ulong* buffer = s_buffer)
        {
            code.Constant(Rax, (long)buffer);
        }

        code.Store(Rax, 0, Rdi);
        code.Store(Rax, 8, Rsi);
        code.Store(Rax, 16, Rdx);
        code.Store(Rax, 24, Rcx);
        code.Store(Rax, 32, R8);
        code.Store(Rax, 40, R9);
        code.Load(R10, Rsp, 8);
        code.Store(Rax, 48, R10);
        code.Load(Rax, Rax, 8 * AnswerIndex);
        code.Return();
        return code.ToArray();
    }
}
