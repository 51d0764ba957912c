using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class ScalarDecodingTests
{
    private const int NativeSize = 0;

    private static readonly (ulong Number, int Bits, bool IsSigned, bool IsBool)[] s_scalars =
    [
        (1, 8, true, false), (2, 8, false, false), (3, 16, true, false), (4, 16, false, false), (5, 32, true, false), (6, 32, false, false),
        (7, 16, false, false), (8, 8, false, true), (9, 16, false, false), (10, 32, false, false), (11, NativeSize, true, false),
        (12, NativeSize, false, false), (13, 8, true, false), (14, 16, false, false), (15, NativeSize, false, false),
        (21, 64, true, false), (22, 64, false, false), (23, 64, false, false), (24, 64, true, false),
    ];

    /// <summary>Any word, and words that are nearly or exactly some value's extension.</summary>
    private static readonly Gen<ulong> s_words = Gen.OneOf(
        Gen.ULong,
        Gen.ULong[0, 3],
        Gen.SByte.Select(value => (ulong)(long)value),
        Gen.Short.Select(value => (ulong)(long)value),
        Gen.Int.Select(value => (ulong)(long)value),
        Gen.Byte.Select(value => (ulong)value),
        Gen.UShort.Select(value => (ulong)value),
        Gen.UInt.Select(value => (ulong)value),
        Gen.Select(Gen.ULong[0, 3], Gen.Int[0, 63]).Select((value, shift) => value << shift),
        Gen.Select(Gen.Int, Gen.Int[0, 63]).Select((value, bit) => (ulong)(long)value ^ (1ul << bit)));

    public static IEnumerable<string> Rules => Shapes.NarrowingNames;

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Word_decodes_exactly_as_the_rule_says_or_is_malformed_and_the_handler_is_not_called(string rule)
    {
        AbiShape shape = Shapes.Narrowing(rule);
        NarrowRecorder handler = shape.RegisterBits == 32 ? new NarrowRecorder() : new WideRecorder();
        using HostedKernel kernel = HostedKernel.Create(shape, handler);
        SyscallAbi[] ways = [.. KernelWays.To(kernel)];
        foreach ((ulong number, int bits, bool isSigned, bool isBool) in s_scalars)
        {
            if (number > 20 && shape.RegisterBits == 32)
            {
                continue;
            }

            int width = bits == NativeSize ? shape.PointerBits : bits;
            Gen.Select(s_words, Gen.Int[0, ways.Length - 1]).Sample(
                (word, way) =>
                {
                    ulong? expected = isBool ? Boolean(word, shape.NarrowArguments) : Integer(word, width, isSigned, shape);
                    handler.Seen = null;
                    long answer = ways[way].Raw(number, word, 1, 2);
                    Assert.AreEqual(expected, handler.Seen, $"call {number}, word {word:X}");
                    Assert.AreEqual(expected is null ? KernelWays.Negative(Errno.EINVAL) : 0, answer, $"call {number}, word {word:X}");
                },
                iter: TestLength.Choose(400, 20_000),
                threads: 1);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Handle_decodes_as_the_native_integer_that_stands_for_it(string rule)
    {
        AbiShape shape = Shapes.Narrowing(rule);
        HandleRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(shape, handler);
        s_words.Sample(
            word =>
            {
                ulong? expected = Integer(word, shape.PointerBits, isSigned: true, shape);
                handler.Seen = null;
                TrapFrame frame = new(1, 7, word);
                kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
                Assert.AreEqual((nint?)(long?)expected, handler.Seen, $"word {word:X}");
            },
            iter: TestLength.Choose(1000, 20_000),
            threads: 1);
    }

    [TestMethod]
    public void Claims_arrive_unchecked_as_the_words_say()
    {
        ClaimRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(0, abi.Raw(1, ulong.MaxValue, 1, ulong.MaxValue - 7, ulong.MaxValue));
            Assert.AreEqual((new UserPointer<int>(nuint.MaxValue), new ReadOnlyUserPointer<long>(1), new UserSlice<int>(nuint.MaxValue - 7, nuint.MaxValue)), handler.Seen);
        }
    }

    private static ulong? Boolean(ulong word, NarrowRule rule) => rule switch
    {
        NarrowRule.Refuse => word <= 1 ? word : null,
        NarrowRule.Truncate => (byte)word <= 1 ? (byte)word : null,
        _ => word % 2,
    };

    /// <summary>The rule by arithmetic on numbers without a width.</summary>
    private static ulong? Integer(ulong word, int bits, bool isSigned, AbiShape shape)
    {
        Int128 value = word % (UInt128.One << bits) is var low && isSigned && low >= UInt128.One << (bits - 1)
            ? (Int128)low - (Int128.One << bits)
            : (Int128)low;
        ulong extended = unchecked((ulong)value);
        ulong inRegister = shape.RegisterBits == 32 ? (uint)extended : extended;
        return shape.NarrowArguments == NarrowRule.Refuse && word != inRegister ? null : extended;
    }
}

[SyscallInterface]
internal interface IHandles
{
    [Syscall(1)] void Close(int how, Microsoft.Win32.SafeHandles.SafeFileHandle handle);
}

[Handles(typeof(IHandles))]
internal sealed class HandleRecorder
{
    public nint? Seen { get; set; }

    public void Close(int how, nint handle) => Seen = handle;
}

[SyscallInterface]
internal interface IClaims
{
    [Syscall(1)] void Take(UserPointer<int> pointer, ReadOnlyUserPointer<long> other, UserSlice<int> slice);
}

[Handles(typeof(IClaims))]
internal sealed class ClaimRecorder
{
    public (UserPointer<int>, ReadOnlyUserPointer<long>, UserSlice<int>) Seen { get; private set; }

    public void Take(UserPointer<int> pointer, ReadOnlyUserPointer<long> other, UserSlice<int> slice) => Seen = (pointer, other, slice);
}
