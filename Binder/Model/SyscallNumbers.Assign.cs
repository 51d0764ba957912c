namespace Binder;

public sealed partial class SyscallNumbers
{
    /// <summary>Gives numbers to the calls of a table that are declared by name, in order of name (ordinal).</summary>
    /// <param name="table">The calls; those declared by number keep it, and nobody else gets it.</param>
    /// <param name="first">The first number to give.</param>
    /// <param name="earlier">
    /// What was assigned before: its names keep their numbers, called or not, so that no number ever changes its meaning.
    /// </param>
    /// <exception cref="InvalidOperationException">There are no numbers left up to 2^64-1.</exception>
    public static SyscallNumbers Assign(SyscallTable table, ulong first, SyscallNumbers? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        Dictionary<string, ulong> assigned = [];
        HashSet<ulong> taken = [];
        foreach ((string name, ulong number) in (earlier ?? Empty).Entries)
        {
            assigned[name] = number;
            taken.Add(number);
        }

        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (SyscallDescriptor call in table.Calls)
        {
            if (call.DeclaredNumber is { } declared)
            {
                taken.Add(declared);
            }
            else if (!assigned.ContainsKey(call.Name))
            {
                names.Add(call.Name);
            }
        }

        ulong next = first;
        bool exhausted = false;
        foreach (string name in names)
        {
            while (!exhausted && taken.Contains(next))
            {
                exhausted = ++next == 0;
            }

            if (exhausted)
            {
                throw new InvalidOperationException($"No number from {first} on is left for '{name}'; begin lower.");
            }

            assigned[name] = next;
            exhausted = ++next == 0;
        }

        return From(assigned);
    }
}
