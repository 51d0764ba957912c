using Binder.Linux;

namespace Binder;

public sealed partial record AbiShape
{
    /// <summary>
    /// The Linux kernel's own interface on x86-64: the number in rax, arguments in rdi, rsi, rdx, r10, r8, r9, the answer in rax;
    /// rcx and r11 are lost (syscall(2); System V ABI, x86-64, A.2.1).
    /// </summary>
    public static AbiShape LinuxX64 => X64.Shape;

    /// <summary>The Linux kernel's own interface on arm64: the number in x8, arguments in x0 to x5, the answer in x0 (syscall(2)).</summary>
    public static AbiShape LinuxArm64 => Arm64.Shape;

    private static AbiShape Linux(RegisterList arguments, RegisterList reserved, SyscallNumbers numbers) => new()
    {
        RegisterBits = 64,
        PointerBits = 64,
        ArgumentRegisters = arguments,
        ReturnRegisters = [0],
        ReservedRegisters = reserved,
        Encoding = AbiEncoding.Registers,
        NarrowArguments = NarrowRule.Truncate,
        Alignment = AlignmentRule.Unchecked,
        Errors = ErrorConvention.NegativeErrno,
        Strings = StringForm.NulTerminated,
        Numbers = numbers,
    };

    // One class each, so that a program reads the table of numbers that it uses, and no other.
    private static class X64
    {
        public static readonly AbiShape Shape = Linux([7, 6, 2, 10, 8, 9], reserved: [0, 1, 4, 11], LinuxNumbers.X64);
    }

    private static class Arm64
    {
        public static readonly AbiShape Shape = Linux([0, 1, 2, 3, 4, 5], reserved: [8, 31], LinuxNumbers.Arm64);
    }
}
