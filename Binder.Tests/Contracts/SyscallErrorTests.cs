namespace Binder.Tests.Contracts;

[TestClass]
public sealed class SyscallErrorTests
{
    [TestMethod]
    public void Kinds_are_in_the_order_of_their_tags() => Assert.AreSequenceEqual(
        [SyscallErrorKind.InvalidData, SyscallErrorKind.InvalidNumber, SyscallErrorKind.AllocationFailed, SyscallErrorKind.Failed],
        Enumerable.Range(0, 4).Select(tag => (SyscallErrorKind)tag));

    [TestMethod]
    public void Refusals_have_their_kind_and_no_error()
    {
        (SyscallError<Trouble>, SyscallErrorKind)[] refusals =
        [
            (SyscallError<Trouble>.InvalidData, SyscallErrorKind.InvalidData),
            (SyscallError<Trouble>.InvalidNumber, SyscallErrorKind.InvalidNumber),
            (SyscallError<Trouble>.AllocationFailed, SyscallErrorKind.AllocationFailed),
        ];
        foreach ((SyscallError<Trouble> refusal, SyscallErrorKind kind) in refusals)
        {
            Assert.AreEqual(kind, refusal.Kind);
            Assert.AreEqual(kind.ToString(), refusal.ToString());
            Assert.IsFalse(refusal.TryGetFailed(out Trouble error));
            Assert.AreEqual(Trouble.None, error);
            Assert.Contains(kind.ToString(), Assert.ThrowsExactly<InvalidOperationException>(() => refusal.Error).Message);
        }
    }

    [TestMethod]
    public void Failed_carries_the_error()
    {
        SyscallError<Trouble> failed = SyscallError.Failed(Trouble.Big);
        Assert.AreEqual(SyscallErrorKind.Failed, failed.Kind);
        Assert.AreEqual(Trouble.Big, failed.Error);
        Assert.IsTrue(failed.TryGetFailed(out Trouble error));
        Assert.AreEqual(Trouble.Big, error);
        Assert.AreEqual("Failed(Big)", failed.ToString());
        Assert.AreEqual(SyscallError<Trouble>.Failed(Trouble.Big), failed);
        Assert.AreNotEqual(SyscallError<Trouble>.Failed(Trouble.Small), failed);
    }

    [TestMethod]
    public void The_default_is_InvalidData() => Assert.AreEqual(SyscallError<Trouble>.InvalidData, default);

    [TestMethod]
    public void Patterns_take_it_apart()
    {
        Result<Unit, SyscallError<Trouble>> answer = Result.Fail(SyscallError.Failed(Trouble.Small));
        Assert.IsTrue(answer is { IsOk: false, Error: { Kind: SyscallErrorKind.Failed, Error: Trouble.Small } });
    }
}
