using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>Where the runtime has laid the fields of structs.</summary>
internal static class FieldOffsets
{
    /// <summary>The bytes from the beginning of the struct that declares a field to the field.</summary>
    [RequiresDynamicCode("Emits IL.")]
    public static int Of(FieldInfo field)
    {
        DynamicMethod method = new("OffsetOf", typeof(int), [], field.Module, skipVisibility: true);
        IlWriter il = new(method.GetILGenerator());
        LocalBuilder value = il.Local(field.DeclaringType!);
        il.LoadAddress(value);
        il.LoadAddress(field);
        il.Convert(typeof(nuint));
        il.LoadAddress(value);
        il.Convert(typeof(nuint));
        il.Subtract();
        il.Convert(typeof(int));
        il.Return();
        return method.CreateDelegate<Func<int>>()();
    }
}
