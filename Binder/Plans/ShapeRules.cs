using Binder.Model;

namespace Binder.Plans;

/// <summary>SB4xxx: what is wrong with a shape, whatever is bound to it.</summary>
internal static class ShapeRules
{
    /// <returns>Whether the shape agrees with itself, so that more can be said of what is bound to it.</returns>
    public static bool Check(AbiShape shape, DiagnosticList problems)
    {
        int before = problems.Errors;
        if (shape.RegisterBits is not (32 or 64 or 128))
        {
            Add(problems, "SB4001", nameof(AbiShape.RegisterBits), $"registers of {shape.RegisterBits} bits.", "Write 32, 64 or 128.");
        }

        if (shape.PointerBits is not (32 or 64))
        {
            Add(problems, "SB4002", nameof(AbiShape.PointerBits), $"pointers of {shape.PointerBits} bits.", "Write 32 or 64.");
        }

        CheckRegisters(shape, problems);
        CheckMember(typeof(AbiEncoding), (int)shape.Encoding, (int)AbiEncoding.Auto, nameof(AbiShape.Encoding), problems);
        CheckMember(typeof(NarrowRule), (int)shape.NarrowArguments, (int)NarrowRule.TruncateLowBitBool, nameof(AbiShape.NarrowArguments), problems);
        CheckMember(typeof(AlignmentRule), (int)shape.Alignment, (int)AlignmentRule.Checked, nameof(AbiShape.Alignment), problems);
        CheckMember(typeof(ErrorConvention), (int)shape.Errors, (int)ErrorConvention.CarryFlag, nameof(AbiShape.Errors), problems);
        CheckMember(typeof(StringForm), (int)shape.Strings, (int)StringForm.Counted, nameof(AbiShape.Strings), problems);
        bool agrees = problems.Errors == before;
        CheckWhatIsBuilt(shape, problems);
        return agrees;
    }

    private static void Add(DiagnosticList problems, string code, string property, string reason, string cure) =>
        problems.Add(ContractDiagnostics.Error(code, $"AbiShape.{property}", "the shape has " + reason, cure));

    private static void CheckRegisters(AbiShape shape, DiagnosticList problems)
    {
        int count = shape.ArgumentRegisters.Count;
        if (count is < 1 or > 16)
        {
            Add(problems, "SB4003", nameof(AbiShape.ArgumentRegisters), $"{count} argument registers.", "Write 1 to 16.");
        }

        if (HasTwice(shape.ArgumentRegisters))
        {
            Add(problems, "SB4004", nameof(AbiShape.ArgumentRegisters), $"an argument register twice: {shape.ArgumentRegisters}.", "Name each register once.");
        }

        foreach (int register in shape.ArgumentRegisters.AsSpan())
        {
            if (shape.ReservedRegisters.Contains(register))
            {
                Add(problems, "SB4005", nameof(AbiShape.ReservedRegisters), $"the argument register {register} among those that nothing may use.", "Take it out of one of the lists.");
            }
        }

        int answers = shape.ReturnRegisters.Count;
        if (count > 0 && (HasTwice(shape.ReturnRegisters) || !AreIndices(shape.ReturnRegisters, count)))
        {
            Add(problems, "SB4006", nameof(AbiShape.ReturnRegisters), $"the return registers {shape.ReturnRegisters}.", count == 1 ? "Write [0], the index of the only argument register." : $"Name different indices of argument registers, 0 to {count - 1}.");
        }

        int answerCount = shape.Answers?.ArgumentRegisters.Count ?? answers;
        if (answers > 0 && answerCount != answers)
        {
            Add(problems, "SB4007", nameof(AbiShape.Answers), $"{answers} return registers and answers of {answerCount} registers.", "Let both counts agree.");
        }
    }

    // Loops, not LINQ over integers: that is compiled anew in every program, before its first call.
    private static bool HasTwice(RegisterList registers)
    {
        ReadOnlySpan<int> all = registers.AsSpan();
        for (int i = 1; i < all.Length; i++)
        {
            for (int other = 0; other < i; other++)
            {
                if (all[i] == all[other])
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AreIndices(RegisterList registers, int count)
    {
        foreach (int index in registers.AsSpan())
        {
            if (index < 0 || index >= count)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members of these enums are 0, 1, 2, …</summary>
    private static void CheckMember(Type type, int value, int most, string property, DiagnosticList problems)
    {
        if (value < 0 || value > most)
        {
            Add(problems, "SB4009", property, $"the value {value}, which is no member of {type.Name}.", $"Write one of {string.Join(", ", Enum.GetNames(type))}.");
        }
    }

    /// <summary>What a shape may say and this version does not carry.</summary>
    private static void CheckWhatIsBuilt(AbiShape shape, DiagnosticList problems)
    {
        if (shape.Encoding == AbiEncoding.Packed)
        {
            Add(problems, "SB4008", nameof(AbiShape.Encoding), "packed encoding, which this version does not carry.", "Write AbiEncoding.Registers.");
        }

        if (shape.RegisterBits == 128)
        {
            Add(problems, "SB4008", nameof(AbiShape.RegisterBits), "registers of 128 bits, which this version does not carry.", "Write 32 or 64.");
        }

        if (shape.Errors is > ErrorConvention.NegativeErrno and <= ErrorConvention.CarryFlag)
        {
            Add(problems, "SB4008", nameof(AbiShape.Errors), $"the error convention {shape.Errors}, which this version does not carry.", "Write ErrorConvention.NegativeErrno.");
        }

        if (shape.Answers is not null)
        {
            Add(problems, "SB4008", nameof(AbiShape.Answers), "answers of another shape, which this version does not carry.", "Leave AbiShape.Answers null.");
        }
    }
}
