using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>The fields of an emitted dispatcher that hold the handlers, and the constructor that takes them as an array.</summary>
internal static class HandlerFields
{
    /// <param name="module">Where the dispatcher is emitted.</param>
    /// <param name="type">The dispatcher.</param>
    /// <param name="handlers">The handlers' types.</param>
    /// <param name="visibility">Who reads the fields.</param>
    public static FieldBuilder[] Define(EmittedModule module, TypeBuilder type, Type[] handlers, FieldAttributes visibility)
    {
        FieldBuilder[] fields = Array.ConvertAll(handlers, handler => type.DefineField(
            "_" + handler.Name, FieldType(handler), visibility | FieldAttributes.InitOnly));
        EmitConstructor(module, type, fields);
        return fields;
    }

    /// <summary>A struct is called in the box that it came in, by the methods of its interfaces.</summary>
    private static Type FieldType(Type handler) => handler.IsClass ? handler : typeof(object);

    private static void EmitConstructor(EmittedModule module, TypeBuilder type, FieldBuilder[] fields)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(object[])]);
        IlWriter il = module.Write(constructor);
        il.LoadArgument(0);
        il.Call(type.BaseType!.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, [])!);
        for (int i = 0; i < fields.Length; i++)
        {
            il.LoadArgument(0);
            il.LoadArgument(1);
            il.Constant(i);
            il.LoadElementReference();
            il.CastClass(fields[i].FieldType);
            il.Store(fields[i]);
        }

        il.Return();
    }
}
