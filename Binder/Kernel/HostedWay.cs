using Binder.Boundary;
using Binder.Native;

namespace Binder.Kernel;

/// <summary>
/// The native way into the kernels of a shape: one page of code for the whole process and for good, named after no kernel. Shapes
/// that differ only in what the way does not see share one.
/// </summary>
internal sealed class HostedWay
{
    private static readonly Lock s_making = new();
    private static readonly Dictionary<AbiShape, HostedWay> s_byShape = [];
    private static HostedWay[] s_ways = [];

    private HostedWay(AbiShape shape, int cookie)
    {
        Layout = new FrameLayout(shape);
        Rejections = new RejectionWriter(shape);
        ByPointer = shape.RegisterBits > 64 || !HostedThunks.CanCarry(shape.ArgumentRegisters.AsSpan());
        Address = (ByPointer
            ? HostedThunks.ByPointer(KernelGate.Entry, cookie)
            : HostedThunks.For(shape.ArgumentRegisters.AsSpan(), Layout.Returns, KernelGate.Entry, cookie)).Address;
    }

    /// <summary>The trap, for <see cref="NativeCall.HostedTrap"/>.</summary>
    public nint Address { get; }

    /// <summary>Whether the entry sees the frame that is given, because the host's registers cannot carry it.</summary>
    public bool ByPointer { get; }

    public FrameLayout Layout { get; }

    /// <summary>Answers calls whose kernel is gone.</summary>
    public RejectionWriter Rejections { get; }

    /// <summary>The way of a shape, made when it is first asked for.</summary>
    /// <exception cref="PlatformNotSupportedException">Binder has no native code for this machine.</exception>
    /// <exception cref="ArgumentException">The shape's return registers are no indices of its argument registers.</exception>
    /// <exception cref="InvalidOperationException">The system refuses executable memory.</exception>
    public static HostedWay For(AbiShape shape)
    {
        NativePlatform.Require("The hosted trap");

        // Without numbers and encoding: what is never freed must not hold much, nor be made anew for every table of numbers.
        AbiShape seen = new()
        {
            RegisterBits = shape.RegisterBits,
            ArgumentRegisters = shape.ArgumentRegisters,
            ReturnRegisters = shape.ReturnRegisters,
            Errors = shape.Errors,
        };
        lock (s_making)
        {
            if (!s_byShape.TryGetValue(seen, out HostedWay? way))
            {
                way = new(seen, s_ways.Length);
                Volatile.Write(ref s_ways, [.. s_ways, way]);
                s_byShape.Add(seen, way);
            }

            return way;
        }
    }

    /// <summary>The way whose page holds a cookie.</summary>
    public static HostedWay At(int cookie)
    {
        HostedWay[] ways = Volatile.Read(ref s_ways);
        if (cookie >= ways.Length)
        {
            // Read before the page was made, though used after it.
            Interlocked.MemoryBarrier();
            ways = Volatile.Read(ref s_ways);
        }

        return ways[cookie];
    }
}
