namespace Binder.Tests.Contracts;

[TestClass]
public sealed class SyscallExceptionTests
{
    [TestMethod]
    public void ValueOrThrow_throws_the_error_itself()
    {
        SyscallException thrown = Thrown<int, Trouble>(Result.Fail(Trouble.Big));
        Assert.AreEqual(SyscallErrorKind.Failed, thrown.Kind);
        Assert.AreEqual(Trouble.Big, thrown.Error);
        Assert.AreEqual("The call failed: Big.", thrown.Message);
    }

    [TestMethod]
    public void ValueOrThrow_takes_a_syscall_error_apart()
    {
        SyscallException thrown = Thrown<int, SyscallError<Trouble>>(Result.Fail(SyscallError.Failed(Trouble.Small)));
        Assert.AreEqual(SyscallErrorKind.Failed, thrown.Kind);
        Assert.AreEqual(Trouble.Small, thrown.Error);
        Assert.AreEqual("The call failed: Small.", thrown.Message);
    }

    [TestMethod]
    public void ValueOrThrow_tells_a_refusal_by_its_kind()
    {
        SyscallException thrown = Thrown<int, SyscallError<Trouble>>(Result.Fail(SyscallError<Trouble>.InvalidNumber));
        Assert.AreEqual(SyscallErrorKind.InvalidNumber, thrown.Kind);
        Assert.IsNull(thrown.Error);
        Assert.IsFalse(thrown.Is(Trouble.None));
        Assert.AreEqual("The kernel refused the call: InvalidNumber.", thrown.Message);
    }

    [TestMethod]
    public void A_null_error_is_thrown_too() => Assert.AreEqual("The call failed: null.", Thrown<int, string?>(Result.Fail<string?>(null)).Message);

    [TestMethod]
    public void Is_compares_type_and_value()
    {
        SyscallException thrown = Thrown<int, string>(Result.Fail("bad"));
        Assert.IsTrue(thrown.Is("bad"));
        Assert.IsTrue(thrown.Is<object>("bad"));
        Assert.IsFalse(thrown.Is("good"));
        Assert.IsFalse(Thrown<int, Trouble>(Result.Fail(Trouble.Big)).Is((int)Trouble.Big));
    }

    [TestMethod]
    public void Plain_exceptions_are_failures_without_an_error()
    {
        InvalidCastException inner = new();
        foreach (SyscallException plain in (SyscallException[])[new(), new("because"), new("because", inner)])
        {
            Assert.AreEqual(SyscallErrorKind.Failed, plain.Kind);
            Assert.IsNull(plain.Error);
            Assert.IsFalse(plain.Is(Trouble.None));
        }
        Assert.AreEqual("because", new SyscallException("because").Message);
        Assert.AreSame(inner, new SyscallException("because", inner).InnerException);
    }

    private static SyscallException Thrown<T, TError>(Result<T, TError> result) =>
        Assert.ThrowsExactly<SyscallException>(() => result.ValueOrThrow());
}
