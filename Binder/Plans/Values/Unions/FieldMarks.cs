using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>The attributes of a field: its own, those of the property that it stores, and those of the parameter that a positional record has for it.</summary>
internal static class FieldMarks
{
    [RequiresUnreferencedCode("Reads the members of the field's type.")]
    public static IReadOnlyList<T> Of<T>(FieldInfo field)
        where T : Attribute
    {
        List<T> found = [.. field.GetCustomAttributes<T>()];
        Type type = field.DeclaringType!;
        string name = FieldNames.Of(field);
        if (type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } property
            && property.PropertyType == field.FieldType)
        {
            found.AddRange(property.GetCustomAttributes<T>(inherit: false));
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            foreach (ParameterInfo parameter in constructor.GetParameters())
            {
                if (parameter.Name == name && parameter.ParameterType == field.FieldType)
                {
                    found.AddRange(parameter.GetCustomAttributes<T>(inherit: false));
                }
            }
        }

        return found;
    }
}
