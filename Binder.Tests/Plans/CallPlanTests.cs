using System.Runtime.InteropServices;
using Binder.Model;
using Binder.Plans;

namespace Binder.Tests.Plans;

/// <summary>Which registers a plan gives, and how answers are carried.</summary>
[TestClass]
public sealed class CallPlanTests
{
    [TestMethod]
    public void Parameters_take_registers_in_order_and_the_area_the_next_one()
    {
        CallPlan plan = Plan(nameof(ICalls.All), AbiShape.LinuxX64);
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 3 }, plan.Arguments.Select(argument => argument.FirstRegister).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 0, 2, 1 }, plan.Arguments.Select(argument => argument.Registers).ToArray());
        Assert.AreEqual(4, plan.Answer.AreaRegister);
        Assert.AreEqual(AnswerCarrier.Area, plan.Answer.Carrier);
    }

    [TestMethod]
    public void A_string_takes_the_registers_of_the_shapes_form()
    {
        Assert.AreEqual(1, Plan(nameof(ICalls.Text), AbiShape.LinuxX64).Arguments[1].FirstRegister);
        Assert.AreEqual(2, Plan(nameof(ICalls.Text), AbiShape.LinuxX64 with { Strings = StringForm.Counted }).Arguments[1].FirstRegister);
    }

    [TestMethod]
    public void A_parameter_says_which_way_its_bytes_go()
    {
        CollectionAssert.AreEqual(
            new[] { BufferAccess.In, BufferAccess.InOut, BufferAccess.Out },
            Plan(nameof(ICalls.Buffers), AbiShape.LinuxX64).Arguments.Cast<SpanArgument>().Select(span => span.Access).ToArray());
        CollectionAssert.AreEqual(
            new[] { BufferAccess.In, BufferAccess.InOut, BufferAccess.Out, BufferAccess.In },
            Plan(nameof(ICalls.References), AbiShape.LinuxX64).Arguments.Cast<ReferenceArgument>().Select(by => by.Access).ToArray());
    }

    [TestMethod]
    public void Answers_are_carried_by_what_they_hold()
    {
        AssertAnswer(nameof(ICalls.Nothing), AnswerForm.Plain, AnswerCarrier.Nothing);
        AssertAnswer(nameof(ICalls.Wrapped), AnswerForm.Result, AnswerCarrier.Registers);
        AssertAnswer(nameof(ICalls.Handle), AnswerForm.ResultOfSyscallError, AnswerCarrier.Handle);
        AssertAnswer(nameof(ICalls.All), AnswerForm.Plain, AnswerCarrier.Area);
        AssertAnswer(nameof(ICalls.Counted), AnswerForm.Result, AnswerCarrier.Registers);

        static void AssertAnswer(string method, AnswerForm form, AnswerCarrier carrier)
        {
            AnswerPlan answer = Plan(method, AbiShape.LinuxX64).Answer;
            Assert.AreEqual((form, carrier), (answer.Form, answer.Carrier), method);
        }
    }

    [TestMethod]
    public void A_counting_answer_names_its_span()
    {
        AnswerPlan answer = Plan(nameof(ICalls.Counted), AbiShape.LinuxX64).Answer;
        Assert.AreEqual(1, answer.CountedParameter);
        Assert.IsTrue(answer.CountsBytes);
        Assert.AreEqual(-1, Plan(nameof(ICalls.Wrapped), AbiShape.LinuxX64).Answer.CountedParameter);
    }

    [TestMethod]
    public void Leaves_keep_the_order_of_declaration_private_fields_included()
    {
        ValuePlan plan = new ValuePlanner(AbiShape.LinuxX64).Plan(typeof(Outer), out Refusal? refusal)!;
        Assert.IsNull(refusal);
        CollectionAssert.AreEqual(
            new[] { "_first 8", "Second._a 32 signed", "Second._b 64", "Third 16" },
            plan.Leaves.Select(Text).ToArray());

        static string Text(Leaf leaf) =>
            $"{string.Join('.', leaf.Path.Select(field => field.Name))} {leaf.Scalar.Bits}{(leaf.Scalar.IsSigned ? " signed" : "")}";
    }

    [TestMethod]
    public void Native_sizes_have_the_shapes_pointer_width()
    {
        AbiShape narrow = AbiShape.LinuxX64 with { PointerBits = 32 };
        foreach (Type type in new[] { typeof(nint), typeof(nuint), typeof(byte*), typeof(void**) })
        {
            Assert.AreEqual(64, ((ScalarPlan)new ValuePlanner(AbiShape.LinuxX64).Plan(type, out _)!).Bits);
            Assert.AreEqual(32, ((ScalarPlan)new ValuePlanner(narrow).Plan(type, out _)!).Bits);
        }
    }

    [TestMethod]
    public void The_number_is_the_declared_one_or_the_shapes()
    {
        Assert.AreEqual(257ul, Plan(nameof(ICalls.Text), AbiShape.LinuxX64).Number);
        Assert.AreEqual(56ul, Plan(nameof(ICalls.Text), AbiShape.LinuxArm64).Number);
        Assert.AreEqual(1ul, Plan(nameof(ICalls.Nothing), AbiShape.LinuxArm64).Number);
    }

    private static CallPlan Plan(string method, AbiShape shape)
    {
        DiagnosticList problems = new();
        CallPlan plan = SyscallTable.Of<ICalls>().Plan(shape, problems).Single().Calls.Single(call => call.Call.Method.Name == method);
        problems.ThrowIfErrors();
        return plan;
    }

    internal readonly struct Inner(int a, ulong b)
    {
        private readonly int _a = a;
        private readonly ulong _b = b;

        public override string ToString() => $"{_a} {_b}";
    }

    internal readonly struct Outer(byte first, Inner second)
    {
        private readonly byte _first = first;
        public readonly Inner Second = second;
        public readonly char Third = (char)first;

        public override string ToString() => $"{_first}";
    }

    internal readonly record struct Nothing;

    internal readonly record struct Fd(int Value);

    [SyscallInterface]
    internal interface ICalls
    {
        [Syscall(1)] void Nothing();

        [Syscall(2)] Inner All(int first, Nothing nothing, ReadOnlySpan<byte> data, out int last);

        [Syscall("openat")] int Text(string path, int flags);

        [Syscall(4)] void Buffers(ReadOnlySpan<byte> read, Span<byte> changed, [Out] Span<byte> written);

        [Syscall(5)] void References(in int a, ref int b, out int c, ref readonly int d);

        [Syscall(6)] Result<Fd, Errno> Wrapped();

        [Syscall(7)] Result<Microsoft.Win32.SafeHandles.SafeFileHandle, SyscallError<Errno>> Handle();

        [Syscall(8)][return: LengthOf(nameof(buffer), InBytes = true)] Result<nint, Errno> Counted(int file, [Out] Span<int> buffer);
    }
}
