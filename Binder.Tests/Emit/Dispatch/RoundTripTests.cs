using System.Text;
using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>What a proxy sends is what the handler gets, and what that answers is what the proxy returns.</summary>
[TestClass]
public sealed class RoundTripTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["Linux"] = Shapes.Linux,
        ["refusing"] = Shapes.Refusing,
        ["counted strings"] = Shapes.Counted,
        ["callee-saved"] = Shapes.CalleeSaved,
        ["aligned"] = Shapes.Aligned,
        ["32 bits"] = Shapes.Narrow,
        ["32 bits, truncating"] = Shapes.Narrow with { NarrowArguments = NarrowRule.Truncate },
        ["pointers of 32 bits"] = Shapes.HalfPointers,
        ["pointers of 32 bits, counted strings"] = Shapes.HalfPointers with { NarrowArguments = NarrowRule.Truncate, Strings = StringForm.Counted },
        ["16 registers by pointer"] = Shapes.Linux with { ArgumentRegisters = RegisterList.Range(0, 16), ReservedRegisters = [], NarrowArguments = NarrowRule.Refuse },
    };

    private static readonly Gen<long> s_answers = Gen.OneOf(Gen.Long, Gen.Int.Select(value => (long)value)).Where(value => value is < -4095 or > -1);

    private static readonly Gen<int> s_counts = Gen.OneOf(Gen.Int, Gen.Int[0, 3000]).Where(value => value is < -4095 or > -1);

    private static readonly Gen<Errno> s_errors = Gen.Int[1, 4095].Select(value => (Errno)value);

    private static readonly Gen<Pair> s_pairs = Gen.Select(Gen.Long, Gen.Long).Select((first, second) => new Pair(first, second));

    private static readonly Gen<string> s_texts = Gen.OneOf(Gen.String[0, 30], Gen.String[Gen.OneOf('a', 'ä', '€'), 0, 1200])
        .Where(text => !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar));

    private static readonly Gen<byte[]> s_bytes = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Byte.Array[1000, 1100]);

    public static IEnumerable<string> AllShapes => s_shapes.Keys;

    public static IEnumerable<string> WideShapes => s_shapes.Where(shape => shape.Value.RegisterBits == 64).Select(shape => shape.Key);

    private static int Rounds => TestLength.Choose(60, 3000);

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Scalars(string shape) => ForEachWay<NarrowTrips, INarrowTrips>(shape, new NarrowTrips(), (user, handler) =>
    {
        Gen.Select(Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort), Gen.Int, Gen.UInt, s_counts, s_errors).Sample(
            (small, e, f, value, error) =>
            {
                foreach (Result<int, Errno> answer in (Result<int, Errno>[])[value, Result.Fail(error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Integers(small.Item1, small.Item2, small.Item3, small.Item4, e, f));
                    Assert.AreEqual((small.Item1, small.Item2, small.Item3, small.Item4, e, f), handler.Seen);
                }
            },
            iter: Rounds,
            threads: 1);

        Gen.Select(Gen.Bool, Gen.Char, Gen.Short, Gen.Int, Gen.Int, Gen.UInt).Sample(
            (a, b, c, d, e, f) =>
            {
                handler.Answer = a;
                Assert.AreEqual(a, user.Mixed(a, b, BitConverter.Int16BitsToHalf(c), BitConverter.Int32BitsToSingle(d), e, f));
                Assert.AreEqual((a, b, c, d, (nint)e, (nuint)f), handler.Seen);
            },
            iter: Rounds,
            threads: 1);

        Gen.Select(Gen.Short, Gen.Short, Gen.SByte, s_counts, s_errors).Sample(
            (x, y, level, value, error) =>
            {
                foreach (Result<uint, SyscallError<Errno>> answer in (Result<uint, SyscallError<Errno>>[])[(uint)value, Result.Fail(SyscallError.Failed(error))])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Record(new(x, new(y)), (Level)level));
                    Assert.AreEqual((new Point(x, new(y)), (Level)level), handler.Seen);
                }

                foreach (Result<Unit, OwnError> answer in (Result<Unit, OwnError>[])[Unit.Value, Result.Fail((OwnError)(ushort)error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.OneRecord(new(y)));
                    Assert.AreEqual(new Boxed(y), handler.Seen);
                }
            },
            iter: Rounds,
            threads: 1);

        handler.Seen = null;
        user.Nothing();
        Assert.AreEqual("nothing", handler.Seen);
    });

    [TestMethod]
    [DynamicData(nameof(WideShapes))]
    public void Wide_scalars_and_records(string shape) => ForEachWay<WideTrips, IWideTrips>(shape, new WideTrips(), (user, handler) =>
        Gen.Select(Gen.Select(Gen.Long, Gen.ULong, Gen.Long), s_pairs, Gen.Select(Gen.Short, Gen.Short, Gen.Bool), s_answers, s_errors).Sample(
            (longs, pair, small, value, error) =>
            {
                foreach (Result<long, Errno> answer in (Result<long, Errno>[])[value, Result.Fail(error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Longs(longs.Item1, longs.Item2, BitConverter.Int64BitsToDouble(longs.Item3), (Wide)value));
                    Assert.AreEqual((longs.Item1, longs.Item2, longs.Item3, (Wide)value), handler.Seen);
                }

                foreach (Result<Pair, Errno> answer in (Result<Pair, Errno>[])[pair, Result.Fail(error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Area(longs.Item1, new(small.Item1)));
                    Assert.AreEqual((longs.Item1, new Boxed(small.Item1)), handler.Seen);
                }

                Outer outer = new(new(small.Item1, new(small.Item2)), pair, small.Item3);
                handler.Answer = BitConverter.Int64BitsToDouble(value);
                Assert.AreEqual(value, BitConverter.DoubleToInt64Bits(user.Nested(outer)));
                Assert.AreEqual(outer, handler.Seen);
            },
            iter: Rounds,
            threads: 1));

    [TestMethod]
    [DynamicData(nameof(WideShapes))]
    public void Spans(string shape) => ForEachWay<WideTrips, IWideTrips>(shape, new WideTrips(), (user, handler) =>
    {
        Gen.Select(s_bytes, Gen.Int.Array[0, 400], Gen.Int, Gen.Short, s_counts, s_errors).Sample(
            (bytes, numbers, file, other, value, error) =>
            {
                foreach (Result<int, Errno> answer in (Result<int, Errno>[])[value, Result.Fail(error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Read(file, bytes));
                    Assert.AreEqual((file, Convert.ToHexString(bytes)), handler.Seen);
                }

                int[] changed = [.. numbers];
                handler.Answer = value;
                Assert.AreEqual(value, user.Write(changed, other));
                Assert.AreEqual((string.Join(',', numbers), other), handler.Seen);
                CollectionAssert.AreEqual(numbers.Reverse().ToArray(), changed);
            },
            iter: Rounds,
            threads: 1);

        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], Gen.Byte, s_pairs, s_pairs, s_errors).Sample(
            (one, another, value, back, old, error) =>
            {
                (int filled, int length) = (Math.Min(one, another), Math.Max(one, another));
                handler.Back = back;
                foreach (Result<nint, Errno> answer in (Result<nint, Errno>[])[filled, Result.Fail(error)])
                {
                    Pair[] data = [.. Enumerable.Repeat(old, length)];
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Fill(value, data));
                    Assert.AreEqual((value, length, true), handler.Seen);
                    int written = answer.IsOk ? filled : 0;
                    CollectionAssert.AreEqual((Pair[])[.. Enumerable.Repeat(back, written), .. Enumerable.Repeat(old, length - written)], data);
                }
            },
            iter: Rounds,
            threads: 1);

        Gen.Select(s_pairs.Array[0, 80], Gen.Int[0, 80], Gen.Long, Gen.Long, s_pairs, s_counts).Sample(
            (data, count, first, second, back, value) =>
            {
                count = Math.Min(count, data.Length);
                long[] two = [first, second];
                (handler.Answer, handler.Back) = (value, back);
                Assert.AreEqual(value, user.Lengths(count, data, two));
                Assert.AreEqual((count, string.Join(',', data[..count]), $"{first},{second}"), handler.Seen);
                CollectionAssert.AreEqual(new[] { back.First, back.First }, two);
            },
            iter: Rounds,
            threads: 1);
    });

    [TestMethod]
    [DynamicData(nameof(WideShapes))]
    public void Strings_and_references(string shape) => ForEachWay<WideTrips, IWideTrips>(shape, new WideTrips(), (user, handler) =>
    {
        Gen.Select(s_texts, s_texts.Null(), s_bytes, Gen.Bool, s_counts, s_errors).Sample(
            (text, maybe, bytes, flag, value, error) =>
            {
                foreach (Result<int, Errno> answer in (Result<int, Errno>[])[value, Result.Fail(error)])
                {
                    handler.Answer = answer;
                    Assert.AreEqual(answer, user.Text(text, maybe));
                    Assert.AreEqual((text, maybe), handler.Seen);
                }

                byte[] path = [.. bytes.Where(one => one != 0)];
                handler.Answer = value;
                Assert.AreEqual(value, user.Path(flag ? [.. path, 0] : path, flag));
                Assert.AreEqual((Convert.ToHexString(path), flag), handler.Seen);
            },
            iter: Rounds,
            threads: 1);

        Gen.Select(s_pairs, s_pairs, s_pairs, s_answers).Sample(
            (one, two, back, value) =>
            {
                (handler.Answer, handler.Back) = (value, back);
                Pair changed = two;
                Assert.AreEqual(value, user.References(one, ref changed, out Pair three));
                Assert.AreEqual((one, two), handler.Seen);
                Assert.AreEqual(back, changed);
                Assert.AreEqual(one, three);
            },
            iter: Rounds,
            threads: 1);
    });

    private static void ForEachWay<THandler, TContract>(string shape, THandler handler, Action<TContract, THandler> check)
        where THandler : class
        where TContract : class
    {
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], handler);
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            check(SyscallBinder.Bind<TContract>(abi), handler);
        }
    }
}
