using System.Reflection;
using Binder.Tests.Documents;
using Binder.Tests.Programs;

namespace Binder.Tests.Emit.Modules;

/// <summary>Assemblies of one name in several load contexts do not get each other's proxies, dispatchers or codecs.</summary>
[TestClass]
public sealed class SameNameTests
{
    [TestMethod]
    [DataRow(true, true)]
    [DataRow(false, false)]
    [DataRow(true, false)]
    public void Two_versions_of_a_contract_keep_their_own_proxies(bool isFirstCollectible, bool isSecondCollectible)
    {
        Assembly first = new PlugInContext(isFirstCollectible).Load(Version(700, "int value"));
        Assembly second = new PlugInContext(isSecondCollectible).Load(Version(701, "long value, long other"));
        FrameRecorder abi = new(AbiShape.LinuxX64);
        Type[] contracts = [first.GetType("IVersion")!, second.GetType("IVersion")!, first.GetType("IVersion")!];
        object[] proxies = Array.ConvertAll(contracts, contract => HostBinding.Bind(contract, abi));
        Assert.AreSame(proxies[0].GetType(), proxies[2].GetType());
        Assert.AreNotSame(proxies[0].GetType(), proxies[1].GetType());
        Assert.IsInstanceOfType(proxies[0], contracts[0]);
        Assert.IsInstanceOfType(proxies[1], contracts[1]);
        Assert.IsNotInstanceOfType(proxies[1], contracts[0]);

        HostBinding.Call(contracts[0], proxies[0], "Send", 5);
        HostBinding.Call(contracts[1], proxies[1], "Send", 6L, 7L);
        CollectionAssert.AreEqual(new TrapFrame[] { new(700, 5), new(701, 6, 7) }, abi.Sent);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Two_versions_of_a_handler_keep_their_own_dispatchers(bool isCollectible)
    {
        byte[][] images = [Version(700, "int value"), Version(701, "long value, long other")];
        for (int i = 0; i < images.Length; i++)
        {
            object handler = Activator.CreateInstance(new PlugInContext(isCollectible).Load(images[i]).GetType("Handler")!)!;
            using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, handler);
            SyscallAbi abi = new LoopbackAbi(kernel, SyscallCaller.CurrentProcess);
            Assert.AreEqual(i == 0 ? 700 : -(int)Errno.ENOSYS, abi.Call(700, 1));
            Assert.AreEqual(i == 1 ? 701 : -(int)Errno.ENOSYS, abi.Call(701, 1));
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Copy_of_an_assembly_of_the_default_context_gets_proxies_of_its_own(bool isCollectible)
    {
        Type own = typeof(global::Programs.INumbers);
        Assembly copy = new PlugInContext(isCollectible).Load(File.ReadAllBytes(own.Assembly.Location));
        Type copied = copy.GetType(own.FullName!)!;
        Assert.AreNotSame(own, copied);
        FrameRecorder abi = new(AbiShape.LinuxX64, answer: 3);
        foreach (Type contract in (Type[])[own, copied, own, copied])
        {
            object proxy = HostBinding.Bind(contract, abi);
            Assert.IsInstanceOfType(proxy, contract);
            Assert.IsNotInstanceOfType(proxy, contract == own ? copied : own);
            Assert.AreEqual(3, HostBinding.Call(contract, proxy, "A"));
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Copy_of_a_handler_of_the_default_context_gets_a_dispatcher_of_its_own(bool isCollectible)
    {
        Type own = typeof(global::Programs.MyKernel);
        Assembly copy = new PlugInContext(isCollectible).Load(File.ReadAllBytes(own.Assembly.Location));
        foreach (Type handler in (Type[])[own, copy.GetType(own.FullName!)!])
        {
            using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, Activator.CreateInstance(handler)!);
            Assert.AreEqual(1, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess).Call(39));
        }
    }

    private static byte[] Version(int number, string parameters) => CSharpSource.Library("Versioned", $$"""
        [SyscallInterface] internal interface IVersion { [Syscall({{number}})] int Send({{parameters}}); }
        internal sealed class Handler : IVersion { public int Send({{parameters}}) => {{number}}; }
        """);
}
