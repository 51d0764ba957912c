using System.Reflection;
using Binder.Tests.Documents;
using Binder.Tests.Programs;

namespace Binder.Tests.Emit.Modules;

/// <summary>Emitted code may use the internal types of an assembly whatever it is called.</summary>
[TestClass]
public sealed class OddAssemblyNamesTests
{
    private const string Source = """
        [SyscallInterface]
        internal interface IInternal
        {
            [Syscall(700)] void Call(Kind kind);
        }

        internal enum Kind { One = 1 }
        """;

    public static IEnumerable<string> Names => ["Модуль", "Plug, In", "Plug=\"In\"", "A", new('n', 127), new('n', 128), new('й', 100)];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Internal_contract_is_bound(string name)
    {
        Assembly assembly = new PlugInContext(isCollectible: false).Load(CSharpSource.Library(name, Source));
        Type contract = assembly.GetType("IInternal")!;
        FrameRecorder abi = new(AbiShape.LinuxX64);
        contract.GetMethod("Call")!.Invoke(HostBinding.Bind(contract, abi), [Enum.ToObject(assembly.GetType("Kind")!, 1)]);
        CollectionAssert.AreEqual(new TrapFrame[] { new(700, 1) }, abi.Sent);
    }
}
