using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

/// <summary>What is read in place is what reflection tells.</summary>
[TestClass]
public sealed class DeclaredMarksTests
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [SyscallInterface]
    private interface IMarks
    {
        [Syscall(ulong.MaxValue)]
        int Highest(int a, byte b);

        [Obsolete("Foreign"), Short, Syscall(7)]
        int Short();

        [Blocking, Syscall(0x0102030405060708)]
        void Blocking(string? text);

        [Syscall("name")]
        int Named();

        [Syscall((object)(short)9)]
        int Boxed();

        [Syscall(Errno.EPERM)]
        int Member();

        int Unmarked();

        [Syscall(1)]
        int Out([Out] Span<byte> data);

        [Syscall(2)]
        int Optional(int value = 5);

        [Syscall(3)]
        [return: LengthOf("data")]
        int Returned(Span<byte> data);

        [Syscall(4)]
        int Described([MaxCount(3)] ReadOnlySpan<byte> data);
    }

    [TestMethod]
    public void Contracts_of_a_whole_assembly_agree()
    {
        int marked = 0;
        foreach (Type type in typeof(DeclaredMarksTests).Assembly.GetTypes())
        {
            Assert.IsTrue(DeclaredMarks.TryOpen(type, out DeclaredMarks marks));
            bool isMarked = type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false);
            Assert.AreEqual(isMarked, marks.IsContract(type), type.FullName);
            marked += isMarked ? 1 : 0;
            Agree(type);
        }

        Assert.IsGreaterThan(100, marked);
    }

    [TestMethod]
    public void Only_names_and_boxed_numbers_are_left_to_reflection()
    {
        Assert.IsTrue(DeclaredMarks.TryOpen(typeof(IMarks), out DeclaredMarks marks));
        List<string> left = [];
        foreach (MethodInfo method in typeof(IMarks).GetMethods())
        {
            if (!marks.TryRead(method, out _))
            {
                left.Add(method.Name);
            }
        }

        Assert.AreSequenceEqual([nameof(IMarks.Named), nameof(IMarks.Boxed), nameof(IMarks.Member)], left);
    }

    [TestMethod]
    [DataRow(nameof(IMarks.Highest), false)]
    [DataRow(nameof(IMarks.Short), false)]
    [DataRow(nameof(IMarks.Out), true)]
    [DataRow(nameof(IMarks.Optional), true)]
    [DataRow(nameof(IMarks.Returned), true)]
    [DataRow(nameof(IMarks.Described), true)]
    public void Parameters_that_carry_anything_are_found(string name, bool areDescribed)
    {
        Assert.IsTrue(DeclaredMarks.TryOpen(typeof(IMarks), out DeclaredMarks marks));
        Assert.IsTrue(marks.TryRead(typeof(IMarks).GetMethod(name)!, out CallAttributes attributes));
        Assert.AreEqual(areDescribed, attributes.DescribesParameters);
    }

    [TestMethod]
    public void Attributes_used_in_their_own_assembly_are_left_to_reflection() =>
        Assert.IsFalse(DeclaredMarks.TryOpen(typeof(SyscallTable), out _));

    [TestMethod]
    public void A_dynamic_type_is_left_to_reflection()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Marks"), AssemblyBuilderAccess.RunAndCollect);
        TypeBuilder type = assembly.DefineDynamicModule("Marks").DefineType(
            "IMarks", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        Assert.IsFalse(DeclaredMarks.TryOpen(type.CreateType(), out _));
    }

    [TestMethod]
    public void A_namesake_of_the_attribute_marks_nothing()
    {
        PersistedAssemblyBuilder other = EmittedImages.New("Other");
        TypeBuilder namesake = other.DefineDynamicModule("Main").DefineType(typeof(SyscallInterfaceAttribute).FullName!, TypeAttributes.Public, typeof(Attribute));
        ConstructorBuilder constructor = namesake.DefineDefaultConstructor(MethodAttributes.Public);
        namesake.CreateType();
        PersistedAssemblyBuilder assembly = EmittedImages.New("UsesNamesake");
        TypeBuilder fooled = assembly.DefineDynamicModule("Main").Interfaces("IFooled");
        fooled.SetCustomAttribute(new CustomAttributeBuilder(constructor, []));
        fooled.CreateType();

        using LoadedImage loaded = new(assembly.Image(), other.Image());
        Type type = loaded.Assembly.GetType("IFooled", throwOnError: true)!;
        Assert.IsTrue(DeclaredMarks.TryOpen(type, out DeclaredMarks marks));
        Assert.IsFalse(marks.IsContract(type));
    }

    private static void Agree(Type type)
    {
        MethodInfo[] methods = type.GetMethods(Declared);
        CallAttributes[] read = CallAttributes.Of(type, methods);
        for (int i = 0; i < methods.Length; i++)
        {
            CallAttributes expected = CallAttributes.Of(methods[i]);
            Assert.AreEqual(Text(expected.Syscall), Text(read[i].Syscall), methods[i].Name);
            Assert.AreEqual((expected.IsShort, expected.IsBlocking), (read[i].IsShort, read[i].IsBlocking), methods[i].Name);
            Assert.IsTrue(read[i].DescribesParameters || CarryNothing(methods[i]), methods[i].Name);
        }
    }

    /// <summary>What is given, whatever it is, with its type: numbers of two types are not the same.</summary>
    private static string Text(SyscallAttribute? syscall) => $"{syscall?.Number?.GetType()} {syscall?.Number}";

    private static bool CarryNothing(MethodInfo method) =>
        method.GetParameters().Append(method.ReturnParameter).All(parameter => parameter.GetCustomAttributes(inherit: false).Length == 0);
}
