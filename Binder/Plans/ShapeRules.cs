using Binder.Model;

namespace Binder.Plans;

/// <summary>SB4xxx: what is wrong with a shape, whatever is bound to it.</summary>
internal static class ShapeRules
{
    /// <summary>Checks a shape that calls are to be bound to.</summary>
    /// <returns>Whether the shape agrees with itself, so that more can be said of what is bound to it.</returns>
    public static bool Check(AbiShape shape, DiagnosticList problems)
    {
        bool agrees = CheckItself(shape, problems);
        CheckWhatIsBuilt(shape, problems);
        return agrees;
    }

    /// <summary>Checks a shape that single values are to travel in: how calls fail and answer plays no part.</summary>
    /// <returns>Whether the shape agrees with itself.</returns>
    public static bool CheckItself(AbiShape shape, DiagnosticList problems)
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
        if (shape.Answers is { } answers)
        {
            CheckAnswers(shape, answers, problems);
        }

        return problems.Errors == before;
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

        if (shape.Encoding == AbiEncoding.Packed && count is 1 or 2)
        {
            Add(problems, "SB4010", nameof(AbiShape.ArgumentRegisters), $"{count} argument registers and packed encoding, which keeps two for addresses.", "Write 3 to 16, or AbiEncoding.Registers.");
        }

        if (count > 2 && shape.Errors == ErrorConvention.Tagged && (shape.Answers ?? shape).Encoding == AbiEncoding.Packed && shape.ReturnRegisters.Count is 1 or 2)
        {
            Add(problems, "SB4010", nameof(AbiShape.ReturnRegisters), $"{shape.ReturnRegisters.Count} return registers and packed answers, which keep two.", "Name 3 to 16, or let the answers have AbiEncoding.Registers.");
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

        if (count > 0 && (HasTwice(shape.ReturnRegisters) || !AreIndices(shape.ReturnRegisters, count)))
        {
            Add(problems, "SB4006", nameof(AbiShape.ReturnRegisters), $"the return registers {shape.ReturnRegisters}.", count == 1 ? "Write [0], the index of the only argument register." : $"Name different indices of argument registers, 0 to {count - 1}.");
        }

    }

    /// <summary>Of the shape of answers only this much is read: its count of registers, and how values lie in them.</summary>
    private static void CheckAnswers(AbiShape shape, AbiShape answers, DiagnosticList problems)
    {
        int returns = shape.ReturnRegisters.Count > 0 ? shape.ReturnRegisters.Count
            : shape.Errors == ErrorConvention.NegativeErrno ? 1
            : shape.ArgumentRegisters.Count;
        int count = answers.ArgumentRegisters.Count;
        if (count != returns)
        {
            Add(problems, "SB4007", nameof(AbiShape.Answers), $"{returns} return register{(returns == 1 ? "" : "s")} and answers of {count} register{(count == 1 ? "" : "s")}.", "Let both counts agree.");
        }

        if (answers.RegisterBits != shape.RegisterBits)
        {
            Add(problems, "SB4011", AnswersOwn(nameof(AbiShape.RegisterBits)), $"registers of {shape.RegisterBits} bits and answers in registers of {answers.RegisterBits}, which are the same registers.", $"Write {shape.RegisterBits} in both.");
        }

        if (answers.PointerBits is not (32 or 64))
        {
            Add(problems, "SB4002", AnswersOwn(nameof(AbiShape.PointerBits)), $"pointers of {answers.PointerBits} bits in its answers.", "Write 32 or 64.");
        }

        if (answers.Answers is not null)
        {
            Add(problems, "SB4012", AnswersOwn(nameof(AbiShape.Answers)), "answers that have answers of their own.", "Leave it null.");
        }

        CheckMember(typeof(AbiEncoding), (int)answers.Encoding, (int)AbiEncoding.Auto, AnswersOwn(nameof(AbiShape.Encoding)), problems);
        CheckMember(typeof(NarrowRule), (int)answers.NarrowArguments, (int)NarrowRule.TruncateLowBitBool, AnswersOwn(nameof(AbiShape.NarrowArguments)), problems);
    }

    private static string AnswersOwn(string property) => $"{nameof(AbiShape.Answers)}.{property}";

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
        if (shape.Errors is > ErrorConvention.Tagged and <= ErrorConvention.CarryFlag)
        {
            Add(problems, "SB4008", nameof(AbiShape.Errors), $"the error convention {shape.Errors}, which this version does not carry.", "Write ErrorConvention.NegativeErrno or ErrorConvention.Tagged.");
        }
    }
}
