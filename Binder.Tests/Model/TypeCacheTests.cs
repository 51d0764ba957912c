using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Binder.Model;

namespace Binder.Tests.Model;

[TestClass]
public sealed class TypeCacheTests
{
    private static readonly TypeCache<object> Cache = new();

    [TestMethod]
    public void What_is_known_is_found_of_types_that_stay_and_of_types_that_can_unload()
    {
        foreach (Type type in new[] { typeof(TypeCacheTests), Unloadable() })
        {
            object known = new();
            Assert.IsFalse(Cache.TryGet(type, out _));
            Cache.Add(type, known);
            Assert.IsTrue(Cache.TryGet(type, out object? found));
            Assert.AreSame(known, found);
        }
    }

    [TestMethod]
    public void A_type_that_can_unload_is_let_go_though_what_is_known_refers_to_it()
    {
        WeakReference type = AddUnloadable();
        for (int i = 0; i < 10 && type.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(type.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AddUnloadable()
    {
        Type type = Unloadable();
        Cache.Add(type, new[] { type });
        return new WeakReference(type);
    }

    private static Type Unloadable() => AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unloadable"), AssemblyBuilderAccess.RunAndCollect)
        .DefineDynamicModule("Unloadable").DefineType("IUnloadable", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public).CreateType();
}
