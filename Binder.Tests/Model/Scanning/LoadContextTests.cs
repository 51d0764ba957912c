using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Binder.Model;

namespace Binder.Tests.Model.Scanning;

[TestClass]
public sealed class LoadContextTests
{
    [TestMethod]
    public void A_scanned_copy_of_an_assembly_can_be_unloaded()
    {
        WeakReference context = ScanCopy();
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(context.IsAlive);
    }

    [TestMethod]
    public void Contracts_made_for_another_copy_of_Binder_are_not_ours()
    {
        RecordingContext context = new();
        Assembly tests = context.LoadFromAssemblyPath(typeof(LoadContextTests).Assembly.Location);
        Assert.IsEmpty(ContractScanner.FindContracts(tests));
        Assert.IsNotEmpty(context.Scan(tests));
        context.Unload();
    }

    /// <summary>Whatever code of the copy needs is asked of its context first, whether this process has it already or not.</summary>
    [TestMethod]
    public void Scanning_does_not_load_the_frameworks_reader_of_metadata()
    {
        RecordingContext context = new();
        Assert.HasCount(2, context.Scan(context.Load(EmittedImages.WithTypes(100))));
        Assert.Contains("System.Runtime", context.Asked);
        Assert.DoesNotContain("System.Reflection.Metadata", context.Asked);
        context.Unload();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ScanCopy()
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        Assembly copy = context.LoadFromAssemblyPath(typeof(LoadContextTests).Assembly.Location);
        IReadOnlyList<Type> contracts = ContractScanner.FindContracts(copy);
        Assert.Contains(typeof(IInternalContract).FullName, contracts.Select(type => type.FullName));
        Assert.DoesNotContain(typeof(IInternalContract), contracts);
        context.Unload();
        return new WeakReference(context);
    }

    /// <summary>A context with a copy of Binder of its own, which writes down the names of the assemblies that it is asked for.</summary>
    private sealed class RecordingContext() : AssemblyLoadContext(null, isCollectible: true)
    {
        internal List<string?> Asked { get; } = [];

        internal IReadOnlyList<Type> Scan(Assembly assembly)
        {
            Type scanner = LoadBinder().GetType(typeof(ContractScanner).FullName!, throwOnError: true)!;
            return scanner.GetMethod(nameof(ContractScanner.FindContracts))!.CreateDelegate<Func<Assembly, IReadOnlyList<Type>>>()(assembly);
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            lock (Asked)
            {
                Asked.Add(assemblyName.Name);
            }

            return assemblyName.Name == nameof(Binder) ? LoadBinder() : null;
        }

        private Assembly LoadBinder() => LoadFromAssemblyPath(typeof(SyscallInterfaceAttribute).Assembly.Location);
    }
}
