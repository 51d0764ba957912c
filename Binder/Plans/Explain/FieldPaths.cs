using System.Globalization;
using System.Reflection;

namespace Binder.Plans;

/// <summary>What explanations call the parts of values.</summary>
internal static class FieldPaths
{
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Of(string path, Leaf leaf) => leaf.Path.Aggregate(path, static (joined, field) => Join(joined, FieldNames.Of(field)));

    /// <summary>A field by its name; of the library's own options, results and errors by the property that shows it.</summary>
    public static string Name(ValuePlan holder, FieldInfo field)
    {
        string name = FieldNames.Of(field);
        return MemoryLayout.IsTagged(holder.Type) ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.TrimStart('_')) : name;
    }

    /// <summary>A word of a parameter that is no value: an address, a count, a handle.</summary>
    public static string Word(ArgumentPlan argument, int word) =>
        !argument.IsMemory ? Of(argument) : Join(Of(argument), word == 0 ? "Address" : "Length");

    public static string Of(ArgumentPlan argument) => argument.Parameter.Name ?? $"{argument.Index}";

    /// <summary>The values of a closed enum; none for every other scalar.</summary>
    public static IReadOnlyList<FieldCase> Cases(ScalarPlan scalar) => scalar.Members is null ? []
        : Array.ConvertAll(scalar.Members, member => new FieldCase(Enum.GetName(scalar.Type, Enum.ToObject(scalar.Type, member)) ?? "", member));
}
