namespace Binder;

/// <summary>
/// Marks a class as a handler of a contract that it need not implement. Its methods match the contract's by name, a trailing
/// <c>Async</c> ignored; what matches nothing, or twice, is a diagnostic.
/// </summary>
/// <remarks>
/// Such a method may take a <c>SyscallContext</c> first, return a <see cref="ValueTask{TResult}"/> (the caller's thread waits for
/// it), and take a <see cref="ReadOnlyUserSlice{T}"/> where the contract has a span, or a <see cref="UserSlice{T}"/> where that is a
/// <see cref="Span{T}"/>. Where the contract has a SafeHandle it takes or returns an nint.
/// </remarks>
/// <param name="contract">The interface, marked with <see cref="SyscallInterfaceAttribute"/>, whose calls are handled.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class HandlesAttribute(Type contract) : Attribute
{
    /// <summary>The interface whose calls are handled.</summary>
    public Type Contract { get; } = contract;
}
