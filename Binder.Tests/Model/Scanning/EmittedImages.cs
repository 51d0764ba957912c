using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace Binder.Tests.Model.Scanning;

/// <summary>Assemblies made for scanning: written as images, loaded where a test wants them.</summary>
internal static class EmittedImages
{
    private const TypeAttributes Interface = TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public;

    internal static PersistedAssemblyBuilder New(string name) => new(new AssemblyName(name), typeof(object).Assembly);

    internal static TypeBuilder Interfaces(this ModuleBuilder module, string name, params Type[] bases) =>
        module.DefineType(name, Interface, null, bases);

    internal static TypeBuilder Marked(this TypeBuilder type)
    {
        type.SetCustomAttribute(MarkOf(typeof(SyscallInterfaceAttribute)));
        return type;
    }

    internal static CustomAttributeBuilder MarkOf(Type attribute) => new(attribute.GetConstructor(Type.EmptyTypes)!, []);

    internal static byte[] Image(this PersistedAssemblyBuilder assembly)
    {
        using MemoryStream image = new();
        assembly.Save(image);
        return image.ToArray();
    }

    internal static Assembly Load(this AssemblyLoadContext context, byte[] image)
    {
        using MemoryStream stream = new(image);
        return context.LoadFromStream(stream);
    }

    /// <summary>Of every five types one is an interface, of every fifty one a contract; attributes stand on types, fields and methods.</summary>
    internal static byte[] WithTypes(int count)
    {
        PersistedAssemblyBuilder assembly = New($"With{count}Types");
        ModuleBuilder module = assembly.DefineDynamicModule("Main");
        CustomAttributeBuilder other = MarkOf(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
        for (int i = 0; i < count; i++)
        {
            TypeBuilder type = i % 5 == 0 ? module.Interfaces($"Space{i / 20}.I{i}") : module.DefineType($"Space{i / 20}.Class{i}", TypeAttributes.Public);
            if (i % 3 == 0)
            {
                type.SetCustomAttribute(other);
            }

            if (i % 50 == 0)
            {
                type.Marked();
            }
            else if (i % 5 != 0)
            {
                type.DefineField("field", typeof(int), FieldAttributes.Public).SetCustomAttribute(other);
            }

            type.CreateType();
        }

        return assembly.Image();
    }
}
