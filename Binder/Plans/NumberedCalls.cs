namespace Binder.Plans;

/// <summary>
/// Finds two calls of one contract that have the same number. Contracts mostly go by ascending numbers, so that only one which does not is
/// searched for; a dictionary would be one more instantiation for the runtime to load before a program's first call.
/// </summary>
internal sealed class NumberedCalls(int capacity)
{
    private readonly ulong[] _numbers = new ulong[capacity];
    private readonly SyscallDescriptor[] _calls = new SyscallDescriptor[capacity];
    private int _count;
    private ulong _highest;

    /// <summary>Adds a call.</summary>
    /// <returns>The first call that was added with the number; null where there is none.</returns>
    public SyscallDescriptor? Add(ulong number, SyscallDescriptor call)
    {
        SyscallDescriptor? first = _count > 0 && number <= _highest ? Find(number) : null;
        (_numbers[_count], _calls[_count]) = (number, call);
        _count++;
        _highest = Math.Max(_highest, number);
        return first;
    }

    private SyscallDescriptor? Find(ulong number)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_numbers[i] == number)
            {
                return _calls[i];
            }
        }

        return null;
    }
}
