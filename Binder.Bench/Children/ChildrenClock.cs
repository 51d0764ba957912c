using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Bench.Children;

/// <summary>The processor time of all children that have ended: what other programs take of the machine meanwhile is not in it.</summary>
internal static class ChildrenClock
{
    private const int Children = -1; // RUSAGE_CHILDREN, getrusage(2)

    public static double Milliseconds
    {
        get
        {
            if (getrusage(Children, out Usage usage) != 0)
            {
                throw new InvalidOperationException("getrusage knows no children.");
            }

            return (usage[0] * 1e3) + (usage[1] / 1e3) + (usage[2] * 1e3) + (usage[3] / 1e3);
        }
    }

    [DllImport("libc")]
    private static extern int getrusage(int who, out Usage usage);

    /// <summary>struct rusage: seconds and microseconds as user, seconds and microseconds in the kernel, and 14 counts.</summary>
    [InlineArray(18)]
    private struct Usage
    {
        private long _first;
    }
}
