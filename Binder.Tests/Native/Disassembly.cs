using Iced.Intel;
using Decoder = Iced.Intel.Decoder;

namespace Binder.Tests.Native;

/// <summary>Machine code as text, in Intel's order with decimal numbers.</summary>
internal static class Disassembly
{
    public static unsafe string Of(nint address, int length) => Of(new ReadOnlySpan<byte>((void*)address, length));

    public static string Of(ReadOnlySpan<byte> code) => string.Join('\n', Decode(code).Select(Text));

    public static List<Instruction> Decode(ReadOnlySpan<byte> code)
    {
        Decoder decoder = Decoder.Create(64, code.ToArray());
        List<Instruction> instructions = [];
        while (decoder.IP < (ulong)code.Length)
        {
            instructions.Add(decoder.Decode());
        }

        return instructions;
    }

    public static string Text(Instruction instruction)
    {
        IntelFormatter formatter = new();
        formatter.Options.NumberBase = NumberBase.Decimal;
        StringOutput output = new();
        formatter.Format(instruction, output);
        return output.ToStringAndReset();
    }
}
