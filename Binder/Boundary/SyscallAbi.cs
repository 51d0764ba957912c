using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder;

/// <summary>A way to reach a kernel. Derive one to bring your own: say its shape, and carry a frame across in <see cref="Trap"/>.</summary>
/// <param name="shape">The shape of the calls that this way carries.</param>
public abstract class SyscallAbi(AbiShape shape)
{
    private MemoryLender? _lender;
    private volatile bool _isLenderKnown;

    /// <summary>The shape of the calls that this way carries.</summary>
    public AbiShape Shape { get; } = shape ?? throw new ArgumentNullException(nameof(shape));

    /// <summary>What the addresses in this way's frames mean: this process's memory, unless overridden.</summary>
    public virtual UserMemory Memory => UserMemory.CurrentProcess;

    /// <summary>
    /// Who lends the memory of calls that are made through this way. Null, unless overridden: what a frame points at lies in the memory of whoever calls. It is
    /// asked for once, when something is first bound or performed, and then holds for good.
    /// </summary>
    public virtual MemoryLender? Lender => null;

    /// <summary>What <see cref="Lender"/> was when it was first asked for: proxies are emitted for memory that is lent, or for memory that is not.</summary>
    internal MemoryLender? LastingLender
    {
        get
        {
            if (!_isLenderKnown)
            {
                _lender = Lender;
                _isLenderKnown = true;
            }

            return _lender;
        }
    }

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
    /// <exception cref="SyscallEncodingException">
    /// A word does not fit into the shape's registers, as an address of a 64-bit process may not into 32 bits; nothing was sent.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public nint Call(ulong number, params ReadOnlySpan<SyscallWord> arguments)
    {
        CheckCount(arguments.Length);
        FrameLayout layout = Layout;
        TrapFrame frame = new() { Number = number };
        for (int i = 0; i < arguments.Length; i++)
        {
            int word = layout.Word(i);
            frame[word] = Shape.RegisterBits == 32 ? Narrow(arguments[i], i) : arguments[i].Bits;
            if (Shape.RegisterBits == 128)
            {
                frame[word + 1] = arguments[i].HighBits;
            }
        }

        Trap(ref frame);
        ulong answer = frame[layout.AnswerWord(0)];
        return Shape.RegisterBits == 32 ? (int)(uint)answer : unchecked((nint)answer);
    }

    /// <inheritdoc cref="Call(ulong, ReadOnlySpan{SyscallWord})"/>
    public nint Call(ulong number, params ReadOnlySpan<nuint> arguments)
    {
        CheckCount(arguments.Length);
        Span<SyscallWord> words = stackalloc SyscallWord[TrapFrame.MaxWords];
        for (int i = 0; i < arguments.Length; i++)
        {
            words[i] = arguments[i];
        }

        return Call(number, words[..arguments.Length]);
    }

    private void CheckCount(int arguments)
    {
        int registers = Shape.ArgumentRegisters.Count;
        if (arguments > registers)
        {
            throw new ArgumentException($"The shape has {registers} argument registers; {arguments} arguments were given.", nameof(arguments));
        }
    }

    /// <summary>The word in 32 bits, of which it must be the extension, by sign or by zeroes.</summary>
    private static ulong Narrow(SyscallWord word, int index)
    {
        long bits = (long)word.Bits;
        return bits == (int)bits || bits == (uint)bits ? (uint)bits : throw new SyscallEncodingException(
            $"argument {index} (counted from 0) is 0x{bits:X}, which does not fit into the shape's registers of 32 bits. "
            + "Send an integer that does; for an address, bind a contract, whose proxies copy to where 32 bits reach.");
    }
}
