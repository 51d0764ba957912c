using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

/// <summary>Names that are read in place are the names that reflection tells.</summary>
[TestClass]
public sealed class MethodNamesTests
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private interface IOddNames
    {
        void Größe();

        void A();

        void 名();
    }

    [TestMethod]
    [DataRow(typeof(MethodNamesTests))]
    [DataRow(typeof(SyscallTable))]
    [DataRow(typeof(object))]
    public void Names_of_a_whole_assembly_agree(Type one)
    {
        int count = 0;
        foreach (Type type in one.Assembly.GetTypes())
        {
            MethodInfo[] methods = type.GetMethods(Declared);
            Assert.AreSequenceEqual(methods.Select(method => method.Name), MethodNames.Of(type, methods), type.FullName);
            count += methods.Length;
        }

        Assert.IsGreaterThan(100, count);
    }

    [TestMethod]
    public void Names_that_are_not_ASCII_agree() => Agree(typeof(IOddNames));

    [TestMethod]
    public void Names_of_a_closed_generic_type_agree() => Agree(typeof(Dictionary<string, int>));

    [TestMethod]
    public void Names_of_a_dynamic_type_agree()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Names"), AssemblyBuilderAccess.RunAndCollect);
        TypeBuilder type = assembly.DefineDynamicModule("Names").DefineType(
            "INames", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        type.DefineMethod("Call", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, typeof(void), []);
        Agree(type.CreateType());
    }

    private static void Agree(Type type)
    {
        MethodInfo[] methods = type.GetMethods(Declared);
        Assert.IsNotEmpty(methods);
        Assert.AreSequenceEqual(methods.Select(method => method.Name), MethodNames.Of(type, methods));
    }
}
