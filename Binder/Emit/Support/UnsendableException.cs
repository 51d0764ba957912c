using System.Diagnostics.CodeAnalysis;
using Binder.Model;

namespace Binder.Emit;

/// <summary>
/// Goes from emitted code to the kernel that serves the call, and no further: a type of its own, since a handler may throw any other.
/// </summary>
/// <param name="reason">What follows the call's name in the message, with <see cref="Parameter"/> for a parameter.</param>
/// <param name="parameter">The place of the parameter; -1: what the handler returned.</param>
/// <param name="cause">What an encoding threw, where that is the reason.</param>
[SuppressMessage("Design", "CA1032", Justification = "Thrown in one place, with a reason.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the kernel that called the code which throws it.")]
internal sealed class UnsendableException(string reason, int parameter, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>Stands for the parameter's name in a reason.</summary>
    public const string Parameter = "{parameter}";

    /// <summary>What the kernel's owner is told.</summary>
    /// <param name="call">The call; null where nobody knows more than its number.</param>
    /// <param name="number">Its number.</param>
    public SyscallEncodingException Explain(SyscallDescriptor? call, ulong number)
    {
        string place = parameter < 0 ? "its answer" : call?.Method.GetParameters()[parameter].Name ?? $"parameter {parameter}";
        return new($"{call?.Name ?? $"Call {number}"} {Message.Replace(Parameter, place, StringComparison.Ordinal)}", InnerException!);
    }
}
