using System.Runtime.InteropServices;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Answers;

/// <summary>An answer that cannot be sent is told with its reason; its caller gets a defined error, and nothing of it.</summary>
[TestClass]
public sealed class UnsendableTests
{
    private const long Failed = -(long)Errno.EIO;

    private readonly List<UnsendableAnswer> _heard = [];

    [TestMethod]
    public void Reason_names_the_call_what_it_was_answered_with_and_what_to_answer()
    {
        NarrowAnswers handler = new() { IntAnswer = _ => default, UnitAnswer = _ => Result.Fail((Errno)5000), NativeAnswer = nint.MaxValue };
        using HostedKernel kernel = Create(Shapes.HalfPointers, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(
                "IntOrError was answered with default(Result), which is neither a value nor an error. Return a value, or Result.Fail(error).", Reason(abi, 18));
            Assert.AreEqual("UnitOrError failed with 5000, and error numbers are 1 to 4095. Fail with a member of the error's type.", Reason(abi, 19));
            Assert.AreEqual(
                "Int was answered with -5, and callers take -4095 to -1 for errors. Answer with Result.Fail where it is one, else give the value by an `out` parameter.",
                Reason(abi, 5, unchecked((ulong)-5)));
            Assert.AreEqual(
                "NInt was answered with 0x7FFFFFFFFFFFFFFF, and a pointer of the shape has 32 bits. Answer with what fits, or set AbiShape.PointerBits to 64.",
                Reason(abi, 11, 1));
        }
    }

    [TestMethod]
    public void Nothing_is_written_where_a_bool_is_neither_or_a_capability_is_0()
    {
        using HostedKernel kernel = Create(Shapes.Linux, new Writer());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach ((ulong number, string place) in ((ulong, string)[])[(1, "choice"), (2, "choice"), (3, "choices"), (4, "choices"), (5, "tokens"), (6, "its answer")])
            {
                byte before = number is 2 or 3 ? (byte)1 : (byte)0xA5;
                space.Reset(before);
                Assert.AreEqual(0, abi.Raw(number, 1, space.Writable, 4, space.Writable + 64), $"call {number}");
                space.Reset(before);
                Assert.AreEqual(
                    $"{Writer.Names[number]} left in {place} a bool that is neither 0 nor 1, a capability that is 0, a tag of no variant, or a value that its own "
                        + "IsValid refuses. Write true or false, capabilities of SyscallContext.Issue, constants of the union, and what is valid.",
                    Reason(abi, number, 0, space.Writable, 4, space.Writable + 64));
                Assert.IsTrue(space.IsUntouched(before), $"call {number}");
            }
        }
    }

    [TestMethod]
    public void Elements_that_the_answer_does_not_count_may_hold_anything()
    {
        using HostedKernel kernel = Create(Shapes.Linux, new Writer());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(2, abi.Raw(7, 2, space.Writable, 4));
            CollectionAssert.AreEqual(new[] { 1, 2 }, space.At<int>(0, 2).ToArray());
            Assert.IsFalse(space.At<byte>(8, CallerSpace.WritableBytes - 8).ContainsAnyExcept((byte)0xA5));
            Assert.Contains("TokensCounted left in tokens", Reason(abi, 7, 3, space.Writable, 4));
            Assert.Contains("and tokens has not as much", Reason(abi, 7, 5, space.Writable, 4));
        }
    }

    [TestMethod]
    public void Tagged_answers_are_refused_for_their_scalars_and_errors_too()
    {
        AbiShape shape = TaggedShapes.Of(64);
        foreach ((object handler, string reason) in ((object, string)[])[
            (new Answering<Token, Fault> { Next = default(Token) }, "Answer was answered with a capability that is 0"),
            (new Answering<Unit, Token> { Next = Result.Fail(SyscallError.Failed(default(Token))) }, "Answer was answered with a capability that is 0"),
            (new Answering<int, Fault>(), "Answer was answered with default(Result)")])
        {
            using HostedKernel kernel = Create(shape, handler);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                TrapFrame frame = new(3, 9, 9, 9, 9, 9);
                abi.Trap(ref frame);
                Assert.AreEqual(new TrapFrame(3, 0, 9, 3, 9, 0x201), frame);
                Assert.StartsWith(reason, _heard.Single().Cause!.Message);
                _heard.Clear();
            }
        }
    }

    [TestMethod]
    public void Answers_that_are_no_constant_of_their_closed_enum_are_not_sent()
    {
        // 257 has the tag of a constant once it is cut to its byte.
        foreach (int number in (int[])[0, 3, 257, -255])
        {
            _heard.Clear();
            foreach (NarrowRule rule in Enum.GetValues<NarrowRule>())
            {
                foreach (object handler in (object[])[
                    new Answering<Ripeness, Fault> { Next = (Ripeness)number }, new Answering<Unit, Ripeness> { Next = Result.Fail(SyscallError.Failed((Ripeness)number)) }])
                {
                    using HostedKernel kernel = Create(TaggedShapes.Of(64, rule), handler);
                    foreach (SyscallAbi abi in KernelWays.To(kernel))
                    {
                        TrapFrame frame = new(3, 9, 9, 9, 9, 9);
                        abi.Trap(ref frame);
                        Assert.AreEqual(new TrapFrame(3, 0, 9, 3, 9, 0x201), frame);
                        Assert.AreEqual($"Answer was answered with 0x{number:X}, which is no constant of its closed enum. Answer with one that is.", _heard.Single().Cause!.Message);
                        _heard.Clear();
                    }
                }
            }

            using HostedKernel linux = Create(Shapes.Linux, new Orchard { Next = (Ripeness)number });
            Assert.AreEqual($"Ripe was answered with 0x{number:X}, which is no constant of its closed enum. Answer with one that is.", Reason(linux.Abi, 1));
        }

        using HostedKernel good = Create(Shapes.Linux, new Orchard { Next = Ripeness.Ripe });
        Assert.AreEqual(2, good.Abi.Raw(1));
    }

    [TestMethod]
    public void What_a_handler_throws_of_a_call_of_its_own_is_its_failure_and_no_answer()
    {
        using HostedKernel kernel = Create(Shapes.Linux, new Thrower());
        List<Exception> failures = [];
        kernel.HandlerFailed += (_, e) => failures.Add(e.Exception);
        Assert.AreEqual(Failed, kernel.Abi.Raw(1));
        Assert.IsInstanceOfType<SyscallEncodingException>(failures.Single());
        Assert.IsEmpty(_heard);
    }

    private HostedKernel Create(AbiShape shape, params object[] handlers) =>
        HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = _heard.Add }, handlers);

    private string Reason(SyscallAbi abi, ulong number, params ReadOnlySpan<ulong> words)
    {
        _heard.Clear();
        Assert.AreEqual(Failed, abi.Raw(number, words), $"call {number}");
        UnsendableAnswer answer = _heard.Single();
        Assert.AreEqual(number, answer.Number);
        return ((SyscallEncodingException)answer.Cause!).Message;
    }
}

[SyscallInterface]
internal interface IWriter
{
    [Syscall(1)] void OutOne(int isGood, out Choice choice);

    [Syscall(2)] void RefOne(int isGood, ref Choice choice);

    [Syscall(3)] void Both(int isGood, Span<Choice> choices);

    [Syscall(4)] void Written(int isGood, [Out] Span<Choice> choices, out int number);

    [Syscall(5)] void Tokens(int isGood, [Out] Span<Token> tokens);

    [Syscall(6)] Choices Area(int isGood);

    [Syscall(7)]
    [return: LengthOf(nameof(tokens))] int TokensCounted(int count, [Out] Span<Token> tokens);
}

/// <summary>Writes good values, or bits that are none.</summary>
[Handles(typeof(IWriter))]
internal sealed class Writer
{
    public static string[] Names { get; } = ["", "OutOne", "RefOne", "Both", "Written", "Tokens", "Area", "TokensCounted"];

    public static void OutOne(int isGood, out Choice choice) => choice = Of(isGood);

    public static void RefOne(int isGood, ref Choice choice) => choice = Of(isGood);

    public static void Both(int isGood, Span<Choice> choices) => choices[^1] = Of(isGood);

    public static void Written(int isGood, Span<Choice> choices, out int number)
    {
        number = 5;
        choices[^1] = Of(isGood);
    }

    public static void Tokens(int isGood, Span<Token> tokens) => TokensCounted(isGood == 0 ? tokens.Length - 1 : tokens.Length + 1, tokens);

    public static Choices Area(int isGood) => new(1, 2, Of(isGood));

    /// <summary>One fewer than it says: the last one is 0.</summary>
    public static int TokensCounted(int count, Span<Token> tokens)
    {
        for (int i = 0; i < Math.Min(count, tokens.Length) && i < (count == 3 ? 2 : 4); i++)
        {
            tokens[i] = new(i + 1);
        }

        return count;
    }

    private static Choice Of(int isGood)
    {
        Choice choice = new(7, true);
        if (isGood == 0)
        {
            MemoryMarshal.AsBytes(new Span<Choice>(ref choice))[4] = 2;
        }

        return choice;
    }
}

internal record struct Choices(long First, long Second, Choice Third);

[SyscallInterface]
internal interface IThrower
{
    [Syscall(1)] void Throw();
}

internal sealed class Thrower : IThrower
{
    public void Throw() => throw new SyscallEncodingException("of a call of its own");
}

[SyscallUnion(TagSize = 1)]
internal enum Ripeness
{
    Green = 1,
    Ripe = 2,
}

[SyscallInterface]
internal interface IOrchard
{
    [Syscall(1)] Ripeness Ripe();
}

internal sealed class Orchard : IOrchard
{
    public Ripeness Next { get; set; }

    public Ripeness Ripe() => Next;
}
