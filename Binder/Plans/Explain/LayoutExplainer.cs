using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Where the fields of arguments and of codecs' values lie, as data.</summary>
internal static class LayoutExplainer
{
    public static ValueLayout Explain(CodecPlan plan)
    {
        if (plan.Stream is { } stream)
        {
            StreamPlaces places = ArgumentPlaces(plan.Layout, stream);
            StreamFields fields = new(places);
            fields.Add(plan.Value, "");
            return Packed(plan.Layout, stream, places, fields, plan.WhyPacked);
        }

        List<FieldPlacement> found = [];
        AddLeaves(found, plan.Layout, plan.Value, "", first: 0);
        return InRegisters(found);
    }

    /// <param name="plan">The call.</param>
    /// <param name="placed">Is told where each argument lies in a packed stream.</param>
    public static ValueLayout Explain(CallPlan plan, Action<ArgumentPlan, ByteRange, ByteRange> placed)
    {
        if (plan.Stream is not { } stream)
        {
            return InRegisters(RegisterFields(plan));
        }

        StreamPlaces places = ArgumentPlaces(plan.Layout, stream);
        StreamFields fields = new(places);
        foreach (ArgumentPlan argument in plan.Arguments)
        {
            ByteRange first = fields.Next;
            if (argument is ValueArgument value)
            {
                fields.Add(value.Value, FieldPaths.Of(argument));
            }
            else
            {
                for (int word = 0; word < argument.Registers; word++)
                {
                    fields.Add(argument.Word(plan.Shape), FieldPaths.Word(argument, word));
                }
            }

            placed(argument, first, new(fields.Next.Min - first.Min, fields.Next.Max - first.Max));
        }

        return Packed(plan.Layout, stream, places, fields, plan.WhyPacked);
    }

    /// <summary>Where the answer lies, or its value where a register tells errors.</summary>
    public static ValueLayout ExplainAnswer(CallPlan plan)
    {
        AnswerPlan answer = plan.Answer;
        if (answer.Stream is { } stream)
        {
            StreamPlaces places = new(stream, plan.Shape.RegisterBits, register => AnswerText.Register(plan, register), "area");
            StreamFields fields = new(places);
            fields.Add(stream.Values[0], "");
            return new(AbiEncoding.Packed, fields.Found, new(stream.MinBytes, stream.MaxBytes), places.DataRegisters()) { WhyPacked = answer.WhyPacked };
        }

        if (answer.HasArea)
        {
            int size = UnmanagedTypes.SizeOf(answer.Value);
            return new(AbiEncoding.Registers, [new("", MemberNames.Of(answer.Value), new(size, size), "area")], new(size, size), []);
        }

        return InRegisters([.. answer.Leaves.Select((leaf, i) =>
            InRegister(plan.Layout, leaf.Scalar, FieldPaths.Of("", leaf), AnswerText.Register(plan, i)))]);
    }

    private static StreamPlaces ArgumentPlaces(FrameLayout layout, StreamPlan stream)
    {
        RegisterNames names = new(layout.Shape);
        return new(stream, layout.Shape.RegisterBits, register => names[register], "spill");
    }

    private static List<FieldPlacement> RegisterFields(CallPlan plan)
    {
        RegisterNames names = new(plan.Shape);
        List<FieldPlacement> found = [];
        foreach (ArgumentPlan argument in plan.Arguments)
        {
            if (argument is ValueArgument value)
            {
                AddLeaves(found, plan.Layout, value.Value, FieldPaths.Of(argument), value.FirstRegister);
                continue;
            }

            for (int word = 0; word < argument.Registers; word++)
            {
                found.Add(InRegister(plan.Layout, argument.Word(plan.Shape), FieldPaths.Word(argument, word), names[argument.FirstRegister + word]));
            }
        }

        return found;
    }

    private static void AddLeaves(List<FieldPlacement> found, FrameLayout layout, ValuePlan value, string path, int first)
    {
        RegisterNames names = new(layout.Shape);
        for (int i = 0; i < value.Leaves.Length; i++)
        {
            Leaf leaf = value.Leaves[i];
            found.Add(InRegister(layout, leaf.Scalar, FieldPaths.Of(path, leaf), names[first + i]));
        }
    }

    private static FieldPlacement InRegister(FrameLayout layout, ScalarPlan scalar, string path, string name)
    {
        int bits = Math.Min(scalar.Bits, layout.Shape.RegisterBits);
        string place = bits == layout.Shape.RegisterBits ? name : $"{name} bits 0-{bits - 1}, {(scalar.IsSigned ? "sign" : "zero")}-extended";
        return new(path, MemberNames.Of(scalar.Type), new(bits / 8, bits / 8), place) { Register = name, Cases = FieldPaths.Cases(scalar) };
    }

    private static ValueLayout InRegisters(IReadOnlyList<FieldPlacement> found)
    {
        int bytes = found.Sum(static field => field.Bytes.Max);
        return new(AbiEncoding.Registers, found, new(bytes, bytes), [.. found.Select(static field => field.Register!)]);
    }

    private static ValueLayout Packed(FrameLayout layout, StreamPlan stream, StreamPlaces places, StreamFields fields, string? why) =>
        new(AbiEncoding.Packed, fields.Found, new(stream.MinBytes, stream.MaxBytes), places.DataRegisters())
        {
            WhyPacked = why,
            SpillRegister = stream.MaxSpill == 0 ? null : new RegisterNames(layout.Shape)[layout.SpillRegister],
            MaxSpill = stream.MaxSpill,
        };
}
