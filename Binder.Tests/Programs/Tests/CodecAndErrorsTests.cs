using Binder.Tests.Children;
using Binder.Tests.Kernel;
using Programs;

namespace Binder.Tests.Programs;

/// <summary>CodecAndErrors.cs: a codec of the program's own, ways to look at results, and a program's contracts bound at once.</summary>
[TestClass]
public sealed class CodecAndErrorsTests
{
    [TestMethod]
    public void A_value_comes_back_from_the_programs_codec()
    {
        Foo foo = new(1, new FooOptions.B(3, true), 3, 4UL);
        Assert.AreEqual(foo, CodecAndErrors.Run(foo));
        Assert.AreEqual(foo with { A = Option.None, Options = new FooOptions.C(9, 8) }, CodecAndErrors.Run(foo with { A = Option.None, Options = new FooOptions.C(9, 8) }));
        Assert.ThrowsExactly<SyscallEncodingException>(() => CodecAndErrors.Run(foo with { Options = null! }));
    }

    [TestMethod]
    public void Results_say_what_the_kernel_answered()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new MyKernel());
        Assert.AreEqual("none", CodecAndErrors.Errors(SyscallBinder.Bind<IPosix>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess))));
        Assert.AreEqual("again", CodecAndErrors.Errors(SyscallBinder.Bind<IPosix>(new Interrupted(failsToWrite: false))));
        Assert.ThrowsExactly<IOException>(() => CodecAndErrors.Errors(SyscallBinder.Bind<IPosix>(new Interrupted(failsToWrite: true))));
    }

    [TestMethod]
    public async Task Results_convert_as_the_program_says()
    {
        Assert.AreEqual("text", CodecAndErrors.Same(true).Value);
        Assert.AreEqual(Errno.EINVAL, CodecAndErrors.Same(false).Error);
        Assert.AreEqual(Errno.None, CodecAndErrors.Twice(true).Value);
        Assert.AreEqual(Errno.EINVAL, CodecAndErrors.Twice(false).Error);
        Assert.AreEqual(Errno.None, CodecAndErrors.Implicit().Value);
        Assert.AreEqual(5, CodecAndErrors.Strings(0).Value);
        Assert.AreEqual("bad", CodecAndErrors.Strings(1).Error);
        Assert.AreEqual(7, CodecAndErrors.Strings(2).Value);
        Assert.AreEqual(0L, CodecAndErrors.Widen(0).Value);
        Assert.AreEqual(6L, CodecAndErrors.Widen(6).Value);
        Assert.HasCount(2, CodecAndErrors.Iface([1, 2]).Value);
        Assert.AreEqual(5, (await CodecAndErrors.Async().ConfigureAwait(false)).Value);
        Assert.IsTrue(Even.IsValid(new(4)));
    }

    [TestMethod]
    public void Value_that_its_type_calls_illegal_does_not_decode()
    {
        SyscallCodec<Even> codec = SyscallCodec.For<Even>(AbiShape.Packed(64, 6));
        TrapFrame frame = default;
        codec.Encode(new(6), ref frame, default);
        Assert.AreEqual(new Even(6), codec.Decode(frame, UserMemory.CurrentProcess).Value);
        frame[0] = 7;
        Assert.AreEqual(SyscallErrorKind.InvalidData, codec.Decode(frame, UserMemory.CurrentProcess).Error.Kind);
    }

    [TestMethod]
    public void Binding_a_whole_assembly_tells_everything_that_is_wrong_in_it()
    {
        TestKernel.NeedsNativeCode();

        // These tests have broken contracts, and many that are not Linux's.
        ChildResult result = Child.Run(nameof(CodecAndErrorsProgram)).MustSucceed();
        string[] told = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.IsTrue(Array.TrueForAll(told, line => line.StartsWith("SB", StringComparison.Ordinal) && line.Contains("; ", StringComparison.Ordinal)), result.Error);
        Assert.IsTrue(Array.Exists(told, line => line.Contains(nameof(IFoo), StringComparison.Ordinal)), result.Error);
        Assert.AreEqual("", result.Output);
    }

    /// <summary>A kernel that is interrupted when it opens.</summary>
    private sealed class Interrupted(bool failsToWrite) : SyscallAbi(AbiShape.LinuxX64)
    {
        public override void Trap(ref TrapFrame frame) => frame[0] = frame.Number switch
        {
            257 => unchecked((ulong)-(long)Errno.EINTR),
            1 when failsToWrite => unchecked((ulong)-(long)Errno.ENOSPC),
            _ => 1,
        };
    }
}
