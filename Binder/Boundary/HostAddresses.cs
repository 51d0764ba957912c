namespace Binder.Boundary;

/// <summary>Whether addresses of this process fit into what a shape has for them.</summary>
internal static class HostAddresses
{
    /// <summary>The width of an address of this process.</summary>
    public static int Bits => nint.Size * 8;

    /// <summary>How many bits of an address cross in a shape: those of its pointers, and no more than a register has.</summary>
    public static int BitsIn(AbiShape shape) => Math.Min(shape.RegisterBits, shape.PointerBits);

    /// <summary>Whether every address of this process crosses whole. Where not, what it points to is copied to <see cref="ScratchStack.CurrentLow"/>.</summary>
    public static bool FitInto(AbiShape shape) => BitsIn(shape) >= Bits;
}
