using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Addresses and counts of memory in registers that are wider than the shape's pointers.</summary>
internal static class NarrowAddresses
{
    /// <summary>Leaves where upper bits are not 0 and the shape says that they must be; elsewhere nobody looks at them.</summary>
    public static void Check(KernelMethod method)
    {
        AbiShape shape = method.Plan.Shape;
        if (shape.NarrowArguments != NarrowRule.Refuse || HostAddresses.BitsIn(shape) >= 64)
        {
            return;
        }

        foreach (ArgumentPlan argument in method.Plan.Arguments.Where(argument => argument.IsMemory))
        {
            for (int i = 0; i < argument.Registers && method.IsInRegister(argument.FirstRegister); i++)
            {
                Check(method, argument.FirstRegister + i);
            }
        }

        if (method.Plan.Answer.HasArea)
        {
            Check(method, method.Plan.Answer.AreaRegister);
        }
    }

    private static void Check(KernelMethod method, int register)
    {
        method.Il.Note("if the address has more bits than a pointer of the shape: malformed");
        method.PushRegister(register);
        method.PushNative(register);
        method.Il.BranchIfNotEqual(method.Malformed);
    }
}
