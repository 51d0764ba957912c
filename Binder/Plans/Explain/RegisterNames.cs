namespace Binder.Plans;

/// <summary>What people call a shape's registers.</summary>
internal readonly struct RegisterNames(AbiShape shape)
{
    private static readonly string[] s_x64 =
        ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

    /// <summary>The System V order of the x86-64 kernel interface, which no other shape has by chance.</summary>
    private static readonly RegisterList s_linuxX64 = [7, 6, 2, 10, 8, 9];

    private bool IsX64 => shape.ArgumentRegisters == s_linuxX64;

    /// <summary>Only arm64 has a register 31, the stack pointer, to keep from use.</summary>
    private bool IsArm64 => shape.ReservedRegisters.Contains(31);

    /// <summary>An argument register: by its name where the shape is that of Linux on x86-64 or arm64, else by its number.</summary>
    public string this[int register] => IsX64 ? s_x64[shape.ArgumentRegisters[register]]
        : $"{(IsArm64 ? 'x' : 'r')}{shape.ArgumentRegisters[register]}";

    /// <summary>A register of the answers: rax on x86-64 Linux.</summary>
    public string Answer(int register) => IsX64 && register == 0 ? "rax" : this[register];
}
