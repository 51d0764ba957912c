using System.Reflection;

namespace Binder.Plans;

/// <summary>A union that is an enum: its constants are the tags, and the only values.</summary>
internal sealed class EnumUnion(Type type)
{
    public ScalarPlan? Plan(out Refusal? refusal)
    {
        int bytes = type.GetCustomAttribute<SyscallUnionAttribute>(inherit: false)!.TagSize;
        refusal = Unions.IsTagSize(bytes) ? null : Refusals.TagSize(type, bytes);
        if (refusal is not null)
        {
            return null;
        }

        ulong most = Unions.MostOf(bytes);
        SortedSet<ulong> members = [];
        foreach (string name in Enum.GetNames(type))
        {
            if (Unions.TagOf(Enum.Parse(type, name)) is not { } tag || tag > most)
            {
                refusal = Refusals.TagTooWide(type, name, most);
                return null;
            }

            members.Add(tag);
        }

        refusal = members.Count == 0 ? Refusals.NoVariants(type) : null;
        return refusal is null ? ScalarPlan.Closed(type, bytes, [.. members]) : null;
    }
}
