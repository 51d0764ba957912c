namespace Binder.Tests.Proxies;

/// <summary>SyscallAbi.Call: a call without a contract.</summary>
[TestClass]
public sealed unsafe class UntypedCallTests
{
    [TestMethod]
    public void Arguments_travel_as_their_bits_and_missing_ones_are_0()
    {
        ScriptedKernel kernel = new() { Answer = 5 };
        Assert.AreEqual(5, kernel.Abi.Call(77, -1, 0xFFFF_FFFFu, (void*)0x1000));
        Assert.AreEqual(77ul, kernel.Number);
        CollectionAssert.AreEqual(new ulong[] { ulong.MaxValue, 0xFFFF_FFFF, 0x1000, 0, 0, 0 }, kernel.Words);

        Memory.DirtyStack();
        kernel.Abi.Call(ulong.MaxValue);
        Assert.AreEqual(ulong.MaxValue, kernel.Number);
        CollectionAssert.AreEqual(new ulong[6], kernel.Words);

        kernel.Abi.Call(1, [nuint.MaxValue, 2]);
        CollectionAssert.AreEqual(new ulong[] { nuint.MaxValue, 2, 0, 0, 0, 0 }, kernel.Words);
    }

    [TestMethod]
    public void More_arguments_than_registers_are_refused_before_the_call()
    {
        ScriptedKernel kernel = new();
        ArgumentException refused = Assert.ThrowsExactly<ArgumentException>(() => kernel.Abi.Call(1, 1, 2, 3, 4, 5, 6, 7));
        Assert.StartsWith("The shape has 6 argument registers; 7 arguments were given.", refused.Message);
        Assert.AreEqual(0, kernel.Calls);

        kernel.Abi.Call(1, 1, 2, 3, 4, 5, 6);
        CollectionAssert.AreEqual(new ulong[] { 1, 2, 3, 4, 5, 6 }, kernel.Words);
    }

    [TestMethod]
    public void Registers_of_32_bits_hold_what_fits_and_answer_with_its_sign()
    {
        ScriptedKernel kernel = new(Shapes.Narrow) { Answer = -2 };
        Assert.AreEqual(-2, kernel.Abi.Call(1, -1, 0x8765_4321));
        CollectionAssert.AreEqual(new ulong[] { 0xFFFF_FFFF, 0x8765_4321, 0, 0, 0, 0, 0, 0 }, kernel.Words);
        Assert.ThrowsExactly<SyscallEncodingException>(() => kernel.Abi.Call(1, -1, 0x1_2345_6789));
        Assert.AreEqual(1, kernel.Calls);
        kernel.Answer = 0x8000_0000;
        Assert.AreEqual(int.MinValue, kernel.Abi.Call(1));
    }

    [TestMethod]
    public void The_answer_is_raw_and_from_the_shapes_return_register()
    {
        ScriptedKernel kernel = new(Shapes.AnswersInThird) { Answer = -2, OnCall = (ref frame) => frame[0] = 99 };
        nint answer = kernel.Abi.Call(1, 7);
        Assert.AreEqual(-2, answer);
        Assert.AreEqual(Errno.ENOENT, LinuxAbi.Check(answer).Error);
        kernel.Answer = long.MinValue;
        Assert.AreEqual(nint.MinValue, LinuxAbi.Check(kernel.Abi.Call(1)).Value);
    }
}
