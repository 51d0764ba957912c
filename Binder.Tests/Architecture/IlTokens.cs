using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Binder.Tests.Architecture;

/// <summary>Finds the types, members and signatures that a method body names.</summary>
internal static class IlTokens
{
    private static readonly Dictionary<ushort, OperandType> s_operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value, code => code.OperandType);

    /// <summary>Each token of the body, with the offset of its instruction.</summary>
    internal static IEnumerable<(int Offset, EntityHandle Token)> Read(byte[] il)
    {
        for (int next = 0; next < il.Length;)
        {
            int offset = next;
            OperandType operand = s_operands[il[next] == 0xFE ? (ushort)(0xFE00 | il[next + 1]) : il[next]];
            next += il[next] == 0xFE ? 2 : 1;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig)
            {
                yield return (offset, MetadataTokens.EntityHandle(Int32At(il, next)));
            }

            next += SizeOf(operand, il, next);
        }
    }

    private static int SizeOf(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Int32At(il, at)),
        _ => 4,
    };

    private static int Int32At(byte[] il, int at) => BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at));
}
