namespace Binder;

/// <summary>Where everything of one call travels in one shape.</summary>
/// <param name="Number">The call's number in the shape.</param>
/// <param name="Name">The call's name.</param>
/// <param name="Signature">The method, as C# writes it.</param>
/// <param name="Arguments">Where each parameter travels, in words.</param>
/// <param name="Layout">Where each field of the parameters travels, to the byte.</param>
/// <param name="Answer">Where the answer travels, and how it says that the call failed, in words.</param>
/// <param name="AnswerLayout">Where each field of the answer travels, to the byte; of one in registers or in unpacked memory, where its value does.</param>
public sealed record SyscallExplanation(
    ulong Number,
    string Name,
    string Signature,
    IReadOnlyList<ValuePlacement> Arguments,
    ValueLayout Layout,
    string Answer,
    ValueLayout AnswerLayout)
{
    /// <summary>The register that has the address of the memory for the answer; null where the answer needs none.</summary>
    public string? AreaRegister { get; init; }

    /// <summary>How many bytes that memory has; 0 where the answer needs none.</summary>
    public int AreaBytes { get; init; }

    /// <summary>All of it, in lines.</summary>
    public override string ToString()
    {
        string area = AreaRegister is null ? "" : $"\nreturn area: {AreaBytes} bytes at the address in {AreaRegister}";
        string answer = AnswerLayout.Encoding == AbiEncoding.Packed ? $"\nanswer {AnswerLayout}" : "";
        return $"{Number} {Name}: {Signature}\narguments {Layout}\nanswer: {Answer}{area}{answer}";
    }
}

/// <summary>Where one parameter travels.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Place">The registers and what they hold, as <c>rsi address, rdx count</c>; of a packed stream its bytes, as <c>bytes 8-15</c>.</param>
public sealed record ValuePlacement(string Name, string Type, string Place);
