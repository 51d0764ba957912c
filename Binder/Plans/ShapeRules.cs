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
        CheckWhatIsBuilt(shape, (code, property, reason, cure) => Add(problems, code, property, reason, cure));
        return agrees;
    }

    /// <summary>Checks a shape that single values are to travel in: how calls fail and answer plays no part.</summary>
    /// <returns>Whether the shape agrees with itself.</returns>
    public static bool CheckItself(AbiShape shape, DiagnosticList problems)
    {
        int before = problems.Errors;
        Check(shape.RegisterBits is 32 or 64 or 128, "SB4001", nameof(AbiShape.RegisterBits), $"registers of {shape.RegisterBits} bits.", "Write 32, 64 or 128.");
        Check(shape.PointerBits is 32 or 64, "SB4002", nameof(AbiShape.PointerBits), $"pointers of {shape.PointerBits} bits.", "Write 32 or 64.");
        CheckRegisters(shape, Add);
        CheckMember((int)shape.Encoding, shape.Encoding, nameof(AbiShape.Encoding), Add);
        CheckMember((int)shape.NarrowArguments, shape.NarrowArguments, nameof(AbiShape.NarrowArguments), Add);
        CheckMember((int)shape.Alignment, shape.Alignment, nameof(AbiShape.Alignment), Add);
        CheckMember((int)shape.Errors, shape.Errors, nameof(AbiShape.Errors), Add);
        CheckMember((int)shape.Strings, shape.Strings, nameof(AbiShape.Strings), Add);
        return problems.Errors == before;

        void Add(string code, string property, string reason, string cure) => ShapeRules.Add(problems, code, property, reason, cure);

        void Check(bool holds, string code, string property, string reason, string cure)
        {
            if (!holds)
            {
                Add(code, property, reason, cure);
            }
        }
    }

    private static void Add(DiagnosticList problems, string code, string property, string reason, string cure) =>
        problems.Add(ContractDiagnostics.Error(code, $"AbiShape.{property}", "the shape has " + reason, cure));

    private static void CheckRegisters(AbiShape shape, Action<string, string, string, string> add)
    {
        int count = shape.ArgumentRegisters.Count;
        if (count is < 1 or > 16)
        {
            add("SB4003", nameof(AbiShape.ArgumentRegisters), $"{count} argument registers.", "Write 1 to 16.");
        }

        if (shape.Encoding == AbiEncoding.Packed && count is 1 or 2)
        {
            add("SB4010", nameof(AbiShape.ArgumentRegisters), $"{count} argument registers and packed encoding, which keeps two for addresses.", "Write 3 to 16, or AbiEncoding.Registers.");
        }

        if (HasTwice(shape.ArgumentRegisters))
        {
            add("SB4004", nameof(AbiShape.ArgumentRegisters), $"an argument register twice: {shape.ArgumentRegisters}.", "Name each register once.");
        }

        foreach (int register in shape.ArgumentRegisters.AsSpan())
        {
            if (shape.ReservedRegisters.Contains(register))
            {
                add("SB4005", nameof(AbiShape.ReservedRegisters), $"the argument register {register} among those that nothing may use.", "Take it out of one of the lists.");
            }
        }

        int answers = shape.ReturnRegisters.Count;
        if (count > 0 && (HasTwice(shape.ReturnRegisters) || !AreIndices(shape.ReturnRegisters, count)))
        {
            add("SB4006", nameof(AbiShape.ReturnRegisters), $"the return registers {shape.ReturnRegisters}.", count == 1 ? "Write [0], the index of the only argument register." : $"Name different indices of argument registers, 0 to {count - 1}.");
        }

        int answerCount = shape.Answers?.ArgumentRegisters.Count ?? answers;
        if (answers > 0 && answerCount != answers)
        {
            add("SB4007", nameof(AbiShape.Answers), $"{answers} return registers and answers of {answerCount} registers.", "Let both counts agree.");
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
    private static void CheckMember<T>(int number, T value, string property, Action<string, string, string, string> add)
        where T : struct, Enum
    {
        if (number < 0 || number > MostOf(property))
        {
            add("SB4009", property, $"the value {value}, which is no member of {typeof(T).Name}.", $"Write one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    private static int MostOf(string property) => property switch
    {
        nameof(AbiShape.Encoding) => (int)AbiEncoding.Auto,
        nameof(AbiShape.NarrowArguments) => (int)NarrowRule.TruncateLowBitBool,
        nameof(AbiShape.Alignment) => (int)AlignmentRule.Checked,
        nameof(AbiShape.Errors) => (int)ErrorConvention.CarryFlag,
        _ => (int)StringForm.Counted,
    };

    /// <summary>What a shape may say and this version does not carry.</summary>
    private static void CheckWhatIsBuilt(AbiShape shape, Action<string, string, string, string> add)
    {
        if (shape.RegisterBits == 128)
        {
            add("SB4008", nameof(AbiShape.RegisterBits), "registers of 128 bits, which this version does not carry.", "Write 32 or 64.");
        }

        if (shape.Errors is > ErrorConvention.NegativeErrno and <= ErrorConvention.CarryFlag)
        {
            add("SB4008", nameof(AbiShape.Errors), $"the error convention {shape.Errors}, which this version does not carry.", "Write ErrorConvention.NegativeErrno.");
        }

        if (shape.Answers is not null)
        {
            add("SB4008", nameof(AbiShape.Answers), "answers of another shape, which this version does not carry.", "Leave AbiShape.Answers null.");
        }
    }
}
