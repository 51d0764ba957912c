using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>
/// Says which syscall a method of a contract, or a message type, is: by its number, or by a name that the shape's
/// <c>SyscallNumbers</c> turn into a number.
/// </summary>
/// <remarks>
/// The attribute keeps what was written and judges nothing: a negative number, an unknown name or an empty one is a diagnostic when
/// the contract is bound. A call given by number is named after its method or message type.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct)]
[SuppressMessage("Design", "CA1019:Define accessors for attribute arguments", Justification =
    "Number is an object because it keeps an enum member or integer constant as it was written; it is the accessor of every form.")]
public sealed class SyscallAttribute : Attribute
{
    /// <summary>The syscall with this number. Integer constants of every type that are not negative arrive here.</summary>
    /// <param name="number">The number; the whole range of 64 bits is allowed.</param>
    public SyscallAttribute(ulong number) => Number = number;

    /// <summary>The syscall with this name, such as <c>"write"</c>; its number depends on the shape.</summary>
    /// <param name="name">The name as the shape's numbers have it, case and all.</param>
    public SyscallAttribute(string name) => (Number, Name) = (name, name);

    /// <summary>The syscall whose number is this enum member or integer constant.</summary>
    /// <param name="number">An enum member or an integer; anything else is a diagnostic.</param>
    public SyscallAttribute(object number) => Number = number;

    /// <summary>The number as it was given (a <see cref="ulong"/>, an enum member, another integer), or the name when a name was given.</summary>
    public object Number { get; }

    /// <summary>The name, or null when the call was given by number.</summary>
    public string? Name { get; }
}
