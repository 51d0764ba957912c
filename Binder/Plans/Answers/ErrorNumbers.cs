using System.Globalization;

namespace Binder.Plans;

/// <summary>The types of errors that travel as negative error numbers: Errno, or an enum whose members are numbers that can be told from values.</summary>
internal static class ErrorNumbers
{
    /// <summary>Why a type cannot be such an error; null where it can.</summary>
    public static Refusal? Refuse(Type error)
    {
        if (error == typeof(Errno))
        {
            return null;
        }

        if (!error.IsEnum)
        {
            return Refusals.ErrorType(error);
        }

        if (UnmanagedTypes.SizeOf(error) < sizeof(short))
        {
            return Refusals.NarrowErrorType(error);
        }

        foreach (object value in Enum.GetValuesAsUnderlyingType(error))
        {
            if (Convert.ToDecimal(value, CultureInfo.InvariantCulture) is < 1 or > 4095)
            {
                return Refusals.ErrorValue(error, value);
            }
        }

        return null;
    }
}
