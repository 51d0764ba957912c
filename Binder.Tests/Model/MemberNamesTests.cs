using System.Collections;
using System.Reflection;
using Binder.Model;

namespace Binder.Tests.Model;

file interface IFileLocal
{
    int Method(int parameter);
}

[TestClass]
public sealed class MemberNamesTests
{
    private static class Outer<TOuter>
    {
        internal static class Middle
        {
            internal interface IInner<TInner>
            {
                TInner this[TOuter index] { get; }

                ref readonly TInner Get<TMethod>(in TOuter[] first, TMethod second);
            }
        }
    }

    private sealed class Explicit : IEnumerable<KeyValuePair<int, string>>, IFileLocal
    {
        IEnumerator<KeyValuePair<int, string>> IEnumerable<KeyValuePair<int, string>>.GetEnumerator() => throw new InvalidOperationException();

        IEnumerator IEnumerable.GetEnumerator() => throw new InvalidOperationException();

        int IFileLocal.Method(int parameter) => parameter;
    }

    public static IEnumerable<(string Expected, Type Type)> Types() =>
    [
        ("nint", typeof(IntPtr)),
        ("object", typeof(object)),
        ("void", typeof(void)),
        ("int?", typeof(int?)),
        ("int[][,]", typeof(int[][,])),
        ("int?[,,]", typeof(int?[,,])),
        ("byte**", typeof(byte).MakePointerType().MakePointerType()),
        ("int&", typeof(int).MakeByRefType()),
        ("(int, string)", typeof((int, string))),
        ("((int, int), bool[])", typeof(((int, int), bool[]))),
        ("ValueTuple<int>", typeof(ValueTuple<int>)),
        ("Tuple<int, int>", typeof(Tuple<int, int>)),
        ("Dictionary<string, List<int>>", typeof(Dictionary<string, List<int>>)),
        ("Dictionary<TKey, TValue>", typeof(Dictionary<,>)),
        ("Dictionary<string, int>.Enumerator", typeof(Dictionary<string, int>.Enumerator)),
        ("MemberNamesTests.Outer<int>.Middle.IInner<string>", typeof(Outer<int>.Middle.IInner<string>)),
        ("MemberNamesTests.Outer<TOuter>.Middle.IInner<TInner>", typeof(Outer<>.Middle.IInner<>)),
        ("IFileLocal", typeof(IFileLocal)),
        ("TValue", typeof(Dictionary<,>).GetGenericArguments()[1]),
        ("Environment.SpecialFolder", typeof(Environment.SpecialFolder)),
    ];

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void A_type_is_called_as_in_C_sharp(string expected, Type type) => Assert.AreEqual(expected, MemberNames.Of(type));

    [TestMethod]
    public unsafe void A_function_pointer_says_what_it_takes_and_gives()
    {
        Assert.AreEqual("delegate* unmanaged<int, byte*, void>", MemberNames.Of(typeof(delegate* unmanaged<int, byte*, void>)));
        Assert.AreEqual("delegate*<string>", MemberNames.Of(typeof(delegate*<string>)));
    }

    [TestMethod]
    public void A_member_stands_behind_its_type_and_a_parameter_behind_its_method()
    {
        MethodInfo method = typeof(IFileLocal).GetMethod(nameof(IFileLocal.Method))!;
        Assert.AreEqual("IFileLocal.Method", MemberNames.Of(method));
        Assert.AreEqual("IFileLocal.Method(parameter)", MemberNames.Of(method.GetParameters()[0]));
        Assert.AreEqual("IFileLocal.Method(return)", MemberNames.Of(method.ReturnParameter));
        Assert.AreEqual("string.Length", MemberNames.Of(typeof(string).GetProperty(nameof(string.Length))!));
        Assert.AreEqual("object..ctor", MemberNames.Of(typeof(object).GetConstructor([])!));
    }

    [TestMethod]
    public void An_indexer_is_called_this() => Assert.AreEqual(
        "MemberNamesTests.Outer<int>.Middle.IInner<string>.this[int]",
        MemberNames.Of(typeof(Outer<int>.Middle.IInner<string>).GetProperty("Item")!));

    [TestMethod]
    public void A_signature_has_modifiers_and_type_parameters() => Assert.AreEqual(
        "ref readonly string Get<TMethod>(in int[] first, TMethod second)",
        MemberNames.Signature(typeof(Outer<int>.Middle.IInner<string>).GetMethod("Get")!));

    [TestMethod]
    public void An_explicit_implementation_is_called_by_the_last_words_of_its_name()
    {
        const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        Assert.AreEquivalent(
            [
                "MemberNamesTests.Explicit.IEnumerable<System.Collections.Generic.KeyValuePair<System.Int32,System.String>>.GetEnumerator",
                "MemberNamesTests.Explicit.IEnumerable.GetEnumerator",
                "MemberNamesTests.Explicit.IFileLocal.Method",
            ],
            typeof(Explicit).GetMethods(Private).Select(MemberNames.Of));
    }
}
