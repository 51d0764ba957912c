using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>What a call declares of its duration, which decides how the garbage collector is told of it.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Named as the attribute is.")]
public enum SyscallTransition
{
    /// <summary>Nothing declared: a full transition.</summary>
    Ordinary,

    /// <summary><c>[Short]</c>: under 1 µs, never blocks or calls back; the transition is suppressed where that is safe.</summary>
    Short,

    /// <summary><c>[Blocking]</c>: may block; a full transition.</summary>
    Blocking,
}
