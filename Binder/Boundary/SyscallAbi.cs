using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder;

/// <summary>A way to reach a kernel. Derive one to bring your own: say its shape, and carry a frame across in <see cref="Trap"/>.</summary>
/// <param name="shape">The shape of the calls that this way carries.</param>
public abstract class SyscallAbi(AbiShape shape)
{
    /// <summary>The shape of the calls that this way carries.</summary>
    public AbiShape Shape { get; } = shape ?? throw new ArgumentNullException(nameof(shape));

    /// <summary>What the addresses in this way's frames mean: this process's memory, unless overridden.</summary>
    public virtual UserMemory Memory => UserMemory.CurrentProcess;

    /// <summary>The address of a thunk that takes number and six words itself, or 0 where every call goes through <see cref="Trap"/>.</summary>
    internal virtual nint DirectThunk => 0;

    /// <summary>
    /// A static method (<see cref="SyscallAbi"/>, ref <see cref="TrapFrame"/>) that does what <see cref="Trap"/> does, for proxies of this class of ABI
    /// alone: it can be inlined into them, whatever other ABIs the process has. Null: they call <see cref="Trap"/>.
    /// </summary>
    internal virtual MethodInfo? StaticTrap => null;

    /// <summary>Where untyped calls put their words; made by the first of them.</summary>
    private FrameLayout Layout => field ??= new FrameLayout(Shape);

    /// <summary>
    /// Carries one call across and brings its answer back, in the frame's words that the shape's
    /// <see cref="AbiShape.ReturnRegisters"/> name. Returns when the call has ended.
    /// </summary>
    public abstract void Trap(ref TrapFrame frame);

    /// <summary>Makes a call without a contract.</summary>
    /// <param name="number">The call's number.</param>
    /// <param name="arguments">At most as many words as the shape has argument registers; the others are 0.</param>
    /// <returns>Register 0 of the answer, raw: no error is thrown (see <c>LinuxAbi.Check</c>).</returns>
    /// <exception cref="ArgumentException">More arguments than the shape has registers.</exception>
    [OverloadResolutionPriority(1)]
    public nint Call(ulong number, params ReadOnlySpan<SyscallWord> arguments)
    {
        int registers = Shape.ArgumentRegisters.Count;
        if (arguments.Length > registers)
        {
            throw new ArgumentException(
                $"The shape has {registers} argument registers; {arguments.Length} arguments were given.", nameof(arguments));
        }

        FrameLayout layout = Layout;
        ulong mask = Shape.RegisterBits == 32 ? uint.MaxValue : ulong.MaxValue;
        TrapFrame frame = new() { Number = number };
        for (int i = 0; i < arguments.Length; i++)
        {
            frame[layout.Word(i)] = arguments[i].Bits & mask;
        }

        Trap(ref frame);
        ulong answer = frame[layout.AnswerWord(0)];
        return Shape.RegisterBits == 32 ? (int)(uint)answer : unchecked((nint)answer);
    }

    /// <inheritdoc cref="Call(ulong, ReadOnlySpan{SyscallWord})"/>
    public nint Call(ulong number, params ReadOnlySpan<nuint> arguments) =>
        Call(number, System.Runtime.InteropServices.MemoryMarshal.Cast<nuint, SyscallWord>(arguments));
}
