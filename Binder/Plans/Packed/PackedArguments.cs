using Binder.Boundary;

namespace Binder.Plans;

/// <summary>The parameters of a method as one packed stream.</summary>
internal static class PackedArguments
{
    public static StreamPlan Plan(FrameLayout layout, ArgumentPlan[] arguments)
    {
        List<ValuePlan> values = [];
        foreach (ArgumentPlan argument in arguments)
        {
            if (argument is ValueArgument value)
            {
                values.Add(value.Value);
                continue;
            }

            for (int word = 0; word < argument.Registers; word++)
            {
                values.Add(argument.Word(layout.Shape));
            }
        }

        return new(PackedLayout.OfArguments(layout), layout.Shape.PointerBits, values);
    }
}
