using System.Globalization;
using System.Reflection;

namespace Binder.Model;

/// <summary>What <c>[Syscall(…)]</c> is given: a number, or a name.</summary>
internal static class GivenNumber
{
    /// <summary>One of both is set, or an error is told.</summary>
    public static void Read(MemberInfo member, object? given, DiagnosticList problems, out string? name, out ulong? number)
    {
        (name, number) = (null, null);
        switch (given)
        {
            case string text when SyscallNumbers.IsName(text):
                name = text;
                break;
            case ulong or uint or ushort or byte or Enum or long or int or short or sbyte or char:
                if (given is Enum)
                {
                    given = Convert.ChangeType(given, Enum.GetUnderlyingType(given.GetType()), CultureInfo.InvariantCulture);
                }

                if (given is ulong unsigned)
                {
                    number = unsigned;
                    break;
                }

                long signed = given is char character ? character : Convert.ToInt64(given, CultureInfo.InvariantCulture);
                if (signed >= 0)
                {
                    number = (ulong)signed;
                }
                else
                {
                    problems.Add(ContractDiagnostics.NegativeNumber(member, signed));
                }

                break;
            default:
                problems.Add(ContractDiagnostics.NotANumber(member, given));
                break;
        }
    }
}
