using System.Reflection;
using System.Runtime.InteropServices;

namespace Binder.Tests.Contracts;

[TestClass]
public sealed class AttributeTests
{
    private const long Close = 3;

    [SyscallInterface]
    private interface ICalls
    {
        [Syscall(7), Short] void Literal();
        [Syscall(Close), Blocking] void Constant();
        [Syscall(ulong.MaxValue)] void Largest();
        [Syscall(Trouble.Big)] void Member();
        [Syscall(-1)] void Negative();
        [Syscall("write")] void Named();
        [Syscall(null!)] void Null();

        [Syscall("all")]
        [return: LengthOf(nameof(buffer))]
        nint All(
            [Out, MaxCount(9)] Span<byte> buffer, [FixedLength(4), Sensitive] ReadOnlySpan<int> four,
            [NulTerminated] ReadOnlySpan<byte> path, [LengthOf(nameof(four), InBytes = true)] int bytes);
    }

    [Capability]
    private readonly record struct Handle;

    [Handles(typeof(ICalls)), Handles(typeof(IDisposable))]
    private sealed class Handler;

    [TestMethod]
    [DataRow(nameof(ICalls.Literal), 7UL)]
    [DataRow(nameof(ICalls.Constant), 3UL)]
    [DataRow(nameof(ICalls.Largest), ulong.MaxValue)]
    [DataRow(nameof(ICalls.Member), Trouble.Big)]
    [DataRow(nameof(ICalls.Negative), -1)]
    public void A_call_by_number_keeps_the_number_as_it_was_written(string method, object number)
    {
        SyscallAttribute syscall = Of<SyscallAttribute>(Method(method));
        Assert.AreEqual(number, syscall.Number);
        Assert.IsNull(syscall.Name);
    }

    [TestMethod]
    public void A_call_by_name_has_the_name_for_a_number()
    {
        SyscallAttribute syscall = Of<SyscallAttribute>(Method(nameof(ICalls.Named)));
        Assert.AreEqual("write", syscall.Name);
        Assert.AreEqual("write", syscall.Number);
    }

    [TestMethod]
    public void A_call_by_no_name_is_kept_for_the_diagnostic() => Assert.IsNull(Of<SyscallAttribute>(Method(nameof(ICalls.Null))).Name);

    [TestMethod]
    public void Parameters_keep_what_is_said_of_them()
    {
        MethodInfo all = Method(nameof(ICalls.All));
        ParameterInfo[] parameters = all.GetParameters();
        Assert.AreEqual(9, Of<MaxCountAttribute>(parameters[0]).Count);
        Assert.AreEqual(4, Of<FixedLengthAttribute>(parameters[1]).Length);
        Assert.IsTrue(parameters[1].IsDefined(typeof(SensitiveAttribute)));
        Assert.IsTrue(parameters[2].IsDefined(typeof(NulTerminatedAttribute)));
        LengthOfAttribute bytes = Of<LengthOfAttribute>(parameters[3]);
        Assert.AreEqual(("four", true), (bytes.Parameter, bytes.InBytes));
        LengthOfAttribute answer = all.ReturnParameter.GetCustomAttribute<LengthOfAttribute>()!;
        Assert.AreEqual(("buffer", false), (answer.Parameter, answer.InBytes));
    }

    [TestMethod]
    public void Types_keep_what_is_said_of_them()
    {
        Assert.IsTrue(typeof(ICalls).IsDefined(typeof(SyscallInterfaceAttribute)));
        Assert.IsTrue(typeof(Handle).IsDefined(typeof(CapabilityAttribute)));
        Assert.AreEquivalent(
            [typeof(ICalls), typeof(IDisposable)], typeof(Handler).GetCustomAttributes<HandlesAttribute>().Select(handles => handles.Contract));
    }

    [TestMethod]
    public void Calls_keep_how_long_they_last()
    {
        Assert.IsTrue(Method(nameof(ICalls.Literal)).IsDefined(typeof(ShortAttribute)));
        Assert.IsTrue(Method(nameof(ICalls.Constant)).IsDefined(typeof(BlockingAttribute)));
    }

    private static MethodInfo Method(string name) => typeof(ICalls).GetMethod(name)!;

    private static T Of<T>(ICustomAttributeProvider member) where T : Attribute => (T)member.GetCustomAttributes(typeof(T), false).Single();
}
