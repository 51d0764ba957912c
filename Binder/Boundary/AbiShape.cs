namespace Binder;

/// <summary>
/// An ABI as data: which registers a call has, how values are laid into them, and how answers come back. Equal by content.
/// </summary>
/// <remarks>A shape that contradicts itself is reported when something is bound to it, as a diagnostic, never later.</remarks>
public sealed partial record AbiShape
{
    /// <summary>The width of every register: 32, 64 or 128 bits.</summary>
    public required int RegisterBits { get; init; }

    /// <summary>The width of addresses and native-size integers: 32 or 64 bits (64 unless set).</summary>
    public int PointerBits { get; init; } = 64;

    /// <summary>
    /// The argument registers in order, 1 to 16: host registers by their hardware number where a native way is used
    /// (x86-64: rax 0, rcx 1, rdx 2, rbx 3, rsp 4, rbp 5, rsi 6, rdi 7, r8 to r15; arm64: x0 to x30), elsewhere any
    /// distinct numbers.
    /// </summary>
    public required RegisterList ArgumentRegisters { get; init; }

    /// <summary>
    /// Where answers come back, as indices of argument registers. Left empty it is register 0 for
    /// <see cref="ErrorConvention.NegativeErrno"/> and all argument registers otherwise.
    /// </summary>
    public RegisterList ReturnRegisters { get; init; }

    /// <summary>Host registers that nothing may use; naming one as an argument register is a diagnostic.</summary>
    public RegisterList ReservedRegisters { get; init; }

    /// <summary>How values are laid into registers.</summary>
    public AbiEncoding Encoding { get; init; }

    /// <summary>What the kernel side makes of register bits beyond an argument's own width, and the user side of those beyond an answer's.</summary>
    public NarrowRule NarrowArguments { get; init; }

    /// <summary>Whether the kernel side checks the alignment of a caller's addresses.</summary>
    public AlignmentRule Alignment { get; init; }

    /// <summary>How an answer says that the call failed.</summary>
    public ErrorConvention Errors { get; init; }

    /// <summary>How strings cross.</summary>
    public StringForm Strings { get; init; }

    /// <summary>The numbers of calls that are declared by name.</summary>
    public SyscallNumbers Numbers { get; init; } = SyscallNumbers.Empty;

    /// <summary>The shape of answers where it differs from that of arguments; null: the same.</summary>
    /// <remarks>
    /// Register i of that shape is the argument register that <see cref="ReturnRegisters"/> names in place i, so that there must be as many,
    /// of the same width. Its <see cref="Encoding"/>, <see cref="NarrowArguments"/> and <see cref="PointerBits"/> say how values lie in answers;
    /// the rest of it is not read: errors are told as the outer shape's <see cref="Errors"/> says.
    /// </remarks>
    public AbiShape? Answers { get; init; }

    /// <summary>A shape that always packs: a stream of bytes over the registers, the rest in a spill area.</summary>
    /// <param name="registerBits">32, 64 or 128.</param>
    /// <param name="registers">3 to 16; two of them are kept for the spill area's address and the return area's.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another width or count.</exception>
    public static AbiShape Packed(int registerBits, int registers)
    {
        if (registerBits is not (32 or 64 or 128))
        {
            throw new ArgumentOutOfRangeException(nameof(registerBits), registerBits, "Registers are 32, 64 or 128 bits wide.");
        }

        if (registers is < 3 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(registers), registers, "Packed encoding needs 3 to 16 registers.");
        }

        return new()
        {
            RegisterBits = registerBits,
            ArgumentRegisters = RegisterList.Range(0, registers),
            ReturnRegisters = RegisterList.Range(0, registers),
            Encoding = AbiEncoding.Packed,
            NarrowArguments = NarrowRule.Refuse,
            Alignment = AlignmentRule.Unchecked,
            Errors = ErrorConvention.Tagged,
            Strings = StringForm.Counted,
        };
    }

    /// <summary>Whether everything that the shapes say is equal, the numbers of calls included.</summary>
    // Written by hand: what the compiler makes asks a generic comparer for every property, each compiled when the first shape is compared.
    public bool Equals(AbiShape? other) => ReferenceEquals(this, other) || (other is not null
        && RegisterBits == other.RegisterBits
        && PointerBits == other.PointerBits
        && Encoding == other.Encoding
        && NarrowArguments == other.NarrowArguments
        && Alignment == other.Alignment
        && Errors == other.Errors
        && Strings == other.Strings
        && ArgumentRegisters == other.ArgumentRegisters
        && ReturnRegisters == other.ReturnRegisters
        && ReservedRegisters == other.ReservedRegisters
        && Numbers.Equals(other.Numbers)
        && (Answers is null ? other.Answers is null : Answers.Equals(other.Answers)));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (((RegisterBits * 31) + (int)Encoding) * 31) + ArgumentRegisters.GetHashCode() + (ReturnRegisters.GetHashCode() * 17) + Numbers.GetHashCode();
}
