using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder;

/// <summary>
/// What a handler may know of the call it serves. It owns a copy of the frame, so it may be kept, and passed by value to
/// asynchronous methods.
/// </summary>
public readonly struct SyscallContext : IEquatable<SyscallContext>
{
    private readonly SyscallCaller _caller;
    private readonly CancellationToken _cancellation;
    private readonly string? _name;
    private readonly int _words;
    private readonly TrapFrame _frame;

    /// <summary>Copies only the words that the shape uses: copying all of them would cost as much as a call.</summary>
    internal SyscallContext(ref TrapFrame frame, int words, string? name, SyscallCaller caller, CancellationToken cancellation)
    {
        Unsafe.SkipInit(out _frame);
        TrapFrame.CopyUsed(frame, ref _frame, words);
        _words = words;
        _name = name;
        _caller = caller;
        _cancellation = cancellation;
    }

    /// <summary>The number of the call.</summary>
    public ulong Number => _frame.Number;

    /// <summary>The name that the contract gives the call; null where a number without a contract is served.</summary>
    public string? Name => _name;

    /// <summary>The registers as the caller sent them. Words that the shape does not use have no meaning.</summary>
    [UnscopedRef]
    public ref readonly TrapFrame Frame => ref _frame;

    /// <summary>Who calls.</summary>
    public SyscallCaller Caller => _caller;

    /// <summary>What the caller's addresses mean.</summary>
    public UserMemory Memory => _caller.Memory;

    /// <summary>Cancelled when the kernel is disposed.</summary>
    public CancellationToken Cancellation => _cancellation;

    /// <summary>Makes a capability: the only way to get one that is not <c>default</c>.</summary>
    /// <typeparam name="T">A struct marked <c>[Capability]</c> with one integer field.</typeparam>
    /// <param name="value">Its value, not 0, and no wider than its field.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or too wide.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is no capability, or this is <c>default</c> and no kernel's.</exception>
    public T Issue<T>(ulong value)
        where T : struct
    {
        RequireCall();
        return CapabilityBits<T>.ToCapability(value);
    }

    /// <summary>Reads a capability's value.</summary>
    /// <typeparam name="T">A struct marked <c>[Capability]</c> with one integer field.</typeparam>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is no capability, or this is <c>default</c> and no kernel's.</exception>
    public ulong Reveal<T>(in T capability)
        where T : struct
    {
        RequireCall();
        return CapabilityBits<T>.ToValue(capability);
    }

    /// <summary>The right to issue and to reveal is a kernel's, which gives it with the call; <c>default</c> anybody can write.</summary>
    private void RequireCall()
    {
        if (_caller is null)
        {
            ThrowNoCall();
        }
    }

    [DoesNotReturn]
    private static void ThrowNoCall() => throw new InvalidOperationException(
        "This SyscallContext is default and belongs to no call. Capabilities are issued and revealed by the context that a kernel gives to a handler: take it as the handler's first parameter.");

    /// <summary>Whether both tell of equal registers, sent by the same caller under the same name.</summary>
    public bool Equals(SyscallContext other)
    {
        if (_words != other._words || _caller != other._caller || _name != other._name || Number != other.Number)
        {
            return false;
        }

        for (int i = 0; i < _words; i++)
        {
            if (_frame[i] != other._frame[i])
            {
                return false;
            }
        }

        return _cancellation == other._cancellation;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SyscallContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, _name, _caller, _words > 0 ? _frame[0] : 0);

    /// <summary>Whether both tell of equal registers, sent by the same caller under the same name.</summary>
    public static bool operator ==(in SyscallContext left, in SyscallContext right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(in SyscallContext left, in SyscallContext right) => !left.Equals(right);
}
