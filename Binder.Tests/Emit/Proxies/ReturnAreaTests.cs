using System.Runtime.CompilerServices;

namespace Binder.Tests.Proxies;

/// <summary>An answer of several scalars comes back in memory, whose address travels in the next free register.</summary>
[TestClass]
public sealed unsafe class ReturnAreaTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void The_area_is_zero_before_the_call_and_its_content_is_the_answer(Way way)
    {
        ScriptedKernel kernel = new();
        byte[] before = [];
        kernel.OnCall = (ref frame) =>
        {
            before = Memory.Bytes(frame[2], (ulong)sizeof(Times));
            Memory.At<Times>(frame[2]) = new(5, -6);
        };
        IAreas calls = kernel.Bind<IAreas>(way);

        Memory.DirtyStack();
        Assert.AreEqual(new Times(5, -6), calls.Read(7, 8));
        CollectionAssert.AreEqual(new byte[sizeof(Times)], before);
        CollectionAssert.AreEqual(new ulong[] { 7, 8, kernel.Words[2], 0, 0, 0 }, kernel.Words);

        Memory.DirtyStack();
        Assert.AreEqual(new Times(5, -6), calls.TryRead(7, 8).Value);
        CollectionAssert.AreEqual(new byte[sizeof(Times)], before);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void What_the_kernel_leaves_is_zero(Way way)
    {
        ScriptedKernel kernel = new() { OnCall = (ref frame) => Memory.At<long>(frame[2]) = 1 };
        Memory.DirtyStack();
        Assert.AreEqual(new Times(1, 0), kernel.Bind<IAreas>(way).Read(0, 0));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void An_error_is_told_by_the_register(Way way)
    {
        ScriptedKernel kernel = new() { Answer = -22 };
        IAreas calls = kernel.Bind<IAreas>(way);
        Assert.AreEqual(Errno.EINVAL, calls.TryRead(0, 0).Error);
        Assert.AreEqual(SyscallError.Failed(Errno.EINVAL), calls.TryEverything().Error);
        Assert.AreEqual(
            "Read failed: Invalid argument (EINVAL).", Assert.ThrowsExactly<SyscallException>(() => calls.Read(0, 0)).Message);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Types_without_a_flat_form_come_back_by_their_layout(Way way)
    {
        ScriptedKernel kernel = new() { OnCall = (ref frame) => Memory.Count(frame[0], frame.Number == 6 ? 16 : 40) };
        IAreas calls = kernel.Bind<IAreas>(way);

        Assert.AreEqual(40, calls.Row()[39]);
        Fixed answered = calls.Fixed();
        Assert.AreEqual(40, answered.Bytes[39]);
        Assert.AreEqual(UInt128.Parse("100F0E0D0C0B0A090807060504030201", System.Globalization.NumberStyles.HexNumber, null), calls.Wide());
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void The_last_register_may_carry_the_area(Way way)
    {
        ScriptedKernel kernel = new() { OnCall = (ref frame) => Memory.At<Times>(frame[5]) = new((long)frame[4], 1) };
        Assert.AreEqual(new Times(5, 1), kernel.Bind<IAreas>(way).Last(1, 2, 3, 4, 5));
    }

    internal readonly record struct Times(long Seconds, int Fraction);

    [InlineArray(40)]
    internal struct Row
    {
        private byte _first;
    }

    internal struct Fixed
    {
        public fixed byte Bytes[40];
    }

    [SyscallInterface]
    internal interface IAreas
    {
        [Syscall(1)] Times Read(int first, int second);

        [Syscall(2)] Result<Times, Errno> TryRead(int first, int second);

        [Syscall(3)] Result<Times, SyscallError<Errno>> TryEverything();

        [Syscall(4)] Row Row();

        [Syscall(5)] Fixed Fixed();

        [Syscall(6)] UInt128 Wide();

        [Syscall(7)] Times Last(int first, int second, int third, int fourth, int fifth);
    }
}
