namespace Binder.Plans;

/// <summary>Which types are to be asked whether a value is legal.</summary>
internal static class Validation
{
    public static bool IsAsked(Type type)
    {
        foreach (Type implemented in type.GetInterfaces())
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IValidated<>) && implemented.GetGenericArguments()[0] == type)
            {
                return true;
            }
        }

        return false;
    }
}
