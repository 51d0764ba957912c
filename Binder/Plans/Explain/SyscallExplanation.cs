namespace Binder;

/// <summary>Where everything of one call travels in one shape, in words.</summary>
/// <param name="Number">The call's number in the shape.</param>
/// <param name="Name">The call's name.</param>
/// <param name="Signature">The method, as C# writes it.</param>
/// <param name="Arguments">Where each parameter travels.</param>
/// <param name="Answer">Where the answer travels, and how it says that the call failed.</param>
public sealed record SyscallExplanation(
    ulong Number, string Name, string Signature, IReadOnlyList<ValuePlacement> Arguments, string Answer);

/// <summary>Where one parameter travels.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Place">The registers and what they hold, as <c>rsi address, rdx count</c>.</param>
public sealed record ValuePlacement(string Name, string Type, string Place);
