using Binder.Native;

namespace Binder.Tests.Proxies;

/// <summary>A wrapper forwards everything and is never bypassed.</summary>
[TestClass]
public sealed class DelegatingAbiTests
{
    [TestMethod]
    public void Everything_is_forwarded()
    {
        ScriptedKernel kernel = new() { Answer = 6 };
        WrapperAbi wrapper = new(kernel.Abi), twice = new(wrapper);

        Assert.AreSame(kernel.Abi.Shape, twice.Shape);
        Assert.AreSame(kernel.Abi.Memory, twice.Memory);
        Assert.AreEqual(6, SyscallBinder.Bind<IPid>(twice).GetPid());
        Assert.AreEqual(6, twice.Call(39));
        Assert.AreEqual(2, kernel.Calls);
        Assert.AreEqual(2, wrapper.Calls);
        Assert.AreEqual(2, twice.Calls);
        Assert.AreEqual(39ul, twice.LastNumber);
    }

    [TestMethod]
    public void A_wrapper_around_the_hosts_kernel_sees_every_call()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test makes real calls and needs Linux on x86-64.");
        }

        // The direct way is bound first, so that a cache which forgets the way would hand it to the wrapper.
        IPid direct = SyscallBinder.Bind<IPid>(LinuxAbi.Current);
        Assert.AreEqual(Environment.ProcessId, direct.GetPid());
        WrapperAbi wrapper = new(LinuxAbi.Current);
        IPid wrapped = SyscallBinder.Bind<IPid>(wrapper);

        Assert.AreEqual(Environment.ProcessId, wrapped.GetPid());
        Assert.AreEqual(Environment.ProcessId, wrapped.GetPidShort());
        Assert.AreEqual(Environment.ProcessId, wrapper.Call(39));
        Assert.AreEqual(3, wrapper.Calls);
        Assert.AreEqual(Environment.ProcessId, SyscallBinder.BindAll(SyscallTable.Of<IPid>(), wrapper).Get<IPid>().GetPid());
        Assert.AreEqual(4, wrapper.Calls);
        Assert.AreEqual(Environment.ProcessId, direct.GetPid());
        Assert.AreEqual(4, wrapper.Calls);
    }

    [TestMethod]
    public void Null_is_no_inner_abi() => Assert.ThrowsExactly<ArgumentNullException>(() => new WrapperAbi(null!));

    [SyscallInterface]
    internal interface IPid
    {
        [Syscall("getpid")] int GetPid();

        [Syscall("getpid"), Short] int GetPidShort();
    }
}
