using Binder.Model;

namespace Binder.Tests.Model;

[TestClass]
public sealed class TypeMapTests
{
    private static readonly Type[] Types = [.. typeof(object).Assembly.GetTypes().Take(1000)];

    [TestMethod]
    public void What_is_known_of_any_number_of_types_is_found()
    {
        TypeMap<Type> map = new();
        foreach (Type type in Types)
        {
            Assert.IsFalse(map.TryGet(type, out _));
            Assert.IsTrue(map.TryAdd(type, type));
        }

        foreach (Type type in Types)
        {
            Assert.IsTrue(map.TryGet(type, out Type? found));
            Assert.AreSame(type, found);
        }

        Assert.IsFalse(map.TryGet(typeof(TypeMapTests), out _));
    }

    [TestMethod]
    public void What_was_added_first_stays()
    {
        TypeMap<string> map = new();
        Assert.IsTrue(map.TryAdd(typeof(int), "first"));
        Assert.IsFalse(map.TryAdd(typeof(int), "second"));
        Assert.IsTrue(map.TryGet(typeof(int), out string? found));
        Assert.AreEqual("first", found);
    }

    [TestMethod]
    public async Task What_was_added_is_found_while_another_thread_adds()
    {
        TypeMap<Type> map = new();
        int added = 0;
        Task adding = Task.Run(() =>
        {
            foreach (Type type in Types)
            {
                map.TryAdd(type, type);
                Volatile.Write(ref added, added + 1);
            }
        });
        while (Volatile.Read(ref added) is var count && count < Types.Length)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(map.TryGet(Types[i], out Type? found));
                Assert.AreSame(Types[i], found);
            }

            await Task.Yield();
        }

        await adding;
    }
}
