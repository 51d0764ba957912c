using System.Reflection.Emit;
using Binder.Emit;
using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class NumberSwitchTests
{
    private static readonly Gen<ulong> s_numbers = Gen.OneOf(
        Gen.ULong[0, 400],
        Gen.ULong,
        Gen.ULong[0, 30].Select(number => number + (1ul << 32)),
        Gen.ULong[0, 30].Select(number => ulong.MaxValue - number),
        Gen.ULong[0, 3].Select(number => (1ul << 63) + number),
        Gen.Select(Gen.ULong[0, 15], Gen.ULong[0, 40]).Select((block, number) => (block * 1000) + number),
        Gen.OneOf(0ul, 1ul << 31, 1ul << 32, 1ul << 63, ulong.MaxValue));

    [TestMethod]
    public void Switch_finds_what_a_dictionary_finds()
    {
        s_numbers.HashSet[0, 300].Sample(
            numbers =>
            {
                ulong[] known = [.. numbers.Order()];
                Func<ulong, int> find = Compile(known);
                Dictionary<ulong, int> places = known.Select((number, place) => (number, place)).ToDictionary();
                foreach (ulong near in known.Prepend(0ul).Append(1ul << 32))
                {
                    foreach (ulong number in (ulong[])[near, near - 1, near + 1, near + 2, near + 9, near + (1ul << 32), near ^ (1ul << 63), (uint)near, ~near])
                    {
                        Assert.AreEqual(places.GetValueOrDefault(number, -1), find(number));
                    }
                }
            },
            iter: TestLength.Choose(60, 2000));
    }

    private static Func<ulong, int> Compile(ulong[] numbers)
    {
        DynamicMethod method = new("Find", typeof(int), [typeof(ulong)], typeof(NumberSwitchTests).Module);
        IlWriter il = new(method.GetILGenerator());
        LocalBuilder number = il.Local(typeof(ulong));
        Label unknown = il.Label();
        il.LoadArgument(0);
        il.Store(number);
        (ulong Number, Label Branch)[] branches = Array.ConvertAll(numbers, known => (known, il.Label()));
        new NumberSwitch(il, number, unknown).Emit(branches);
        for (int i = 0; i < branches.Length; i++)
        {
            il.Mark(branches[i].Branch);
            il.Constant(i);
            il.Return();
        }

        il.Mark(unknown);
        il.Constant(-1);
        il.Return();
        return method.CreateDelegate<Func<ulong, int>>();
    }
}
