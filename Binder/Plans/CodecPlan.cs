using System.Diagnostics.CodeAnalysis;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Where one type's values travel when nothing else does: a scalar a register, or a packed stream.</summary>
internal sealed class CodecPlan
{
    private CodecPlan(FrameLayout layout, ValuePlan value, StreamPlan? stream) => (Layout, Value, Stream) = (layout, value, stream);

    public FrameLayout Layout { get; }

    public ValuePlan Value { get; }

    /// <summary>The stream; null where the value travels in registers, leaf i of it in argument register i.</summary>
    public StreamPlan? Stream { get; }

    /// <inheritdoc cref="CallPlan.WhyPacked"/>
    public string? WhyPacked { get; private init; }

    /// <exception cref="SyscallBindingException">The type cannot travel in the shape.</exception>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static CodecPlan Of(Type type, AbiShape shape)
    {
        DiagnosticList problems = new();
        if (!ShapeRules.CheckItself(shape, problems))
        {
            problems.ThrowIfErrors();
        }

        FrameLayout layout = new(shape);
        ValuePlan? value = new ValuePlanner(shape).Plan(type, out Refusal? refusal);
        bool packs = shape.Encoding == AbiEncoding.Packed;
        SyscallDiagnostic? misfit = null;
        if (value is not null && !packs)
        {
            misfit = value.RefuseFlat(shape) is { } flat ? TravelDiagnostics.CannotTravel(type, flat with { Cure = $"{Refusals.Pack(shape)}." })
                : value.Leaves.Length > layout.Registers ? TravelDiagnostics.TooManyScalars(type, value.Leaves.Length, shape)
                : null;
            packs = misfit is not null && shape.Encoding == AbiEncoding.Auto && layout.CanPack;
        }

        if (refusal is not null)
        {
            problems.Add(TravelDiagnostics.CannotTravel(type, Refusals.Codec(type, refusal)));
        }
        else if (misfit is not null && !packs)
        {
            problems.Add(misfit);
        }

        problems.ThrowIfErrors();
        return new(layout, value!, packs ? new StreamPlan(PackedLayout.OfArguments(layout), shape.PointerBits, [value!]) : null) { WhyPacked = misfit?.Reason };
    }
}
