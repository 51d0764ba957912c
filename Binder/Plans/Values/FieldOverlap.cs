using System.Reflection;
using System.Runtime.InteropServices;

namespace Binder.Plans;

/// <summary>Finds out whether fields of an explicit layout share bytes.</summary>
internal static class FieldOverlap
{
    public static bool IsIn(FieldInfo[] fields)
    {
        List<(int Start, int End)> taken = [];
        foreach (FieldInfo field in fields)
        {
            int start = field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? 0;
            int end = start + UnmanagedTypes.SizeOf(field.FieldType);
            if (taken.Exists(other => start < other.End && other.Start < end))
            {
                return true;
            }

            taken.Add((start, end));
        }

        return false;
    }
}
