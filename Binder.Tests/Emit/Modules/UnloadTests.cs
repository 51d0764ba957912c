using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Native;

namespace Binder.Tests.Emit.Modules;

/// <summary>Load contexts whose types went through Binder can still go.</summary>
[TestClass]
public sealed class UnloadTests
{
    private const int MaxCollections = 100;

    public static IEnumerable<string> Uses => PlugIn.Uses;

    [TestMethod]
    public void Every_use_of_the_plug_in_is_tried()
    {
        Assembly plugIn = new PlugInContext(isCollectible: true).Load(PlugIn.Image);
        string[] there = [.. plugIn.GetType("PlugIn.Uses")!.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name)];
        CollectionAssert.AreEquivalent(there, PlugIn.Uses);
    }

    [TestMethod]
    [DynamicData(nameof(Uses))]
    public void Load_context_unloads_after(string use)
    {
        NeedsNativeCodeFor(use);
        Assert.IsTrue(Unloads(Start(use)), $"The context is still there after {MaxCollections} collections.");
    }

    [TestMethod]
    public void Load_context_stays_while_a_proxy_is_held()
    {
        (WeakReference context, object proxy) = StartAndHold();
        for (int i = 0; i < 3; i++)
        {
            Collect();
        }

        Assert.IsTrue(context.IsAlive);
        Assert.AreEqual("IPlug", proxy.GetType().GetInterfaces()[0].Name);
        GC.KeepAlive(proxy);
    }

    [TestMethod]
    public void Load_contexts_come_and_go_without_a_trace()
    {
        WeakReference[] contexts = [.. Enumerable.Range(0, TestLength.Choose(10, 100)).Select(_ => Start("KernelByLoopback"))];
        Assert.IsTrue(Array.TrueForAll(contexts, Unloads));
    }

    [TestMethod]
    [DynamicData(nameof(Uses))]
    public void Several_contexts_that_cannot_unload_work_too(string use)
    {
        NeedsNativeCodeFor(use);
        for (int i = 0; i < 3; i++)
        {
            PlugIn.Run(new PlugInContext(isCollectible: false).Load(PlugIn.Image), use);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Start(string use)
    {
        PlugInContext context = new(isCollectible: true);
        PlugIn.Run(context.Load(PlugIn.Image), use);
        context.Unload();
        return new(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Context, object Proxy) StartAndHold()
    {
        PlugInContext context = new(isCollectible: true);
        object proxy = HostBinding.Bind(context.Load(PlugIn.Image).GetType("PlugIn.IPlug")!, LinuxAbi.X64);
        context.Unload();
        return (new(context), proxy);
    }

    private static bool Unloads(WeakReference context)
    {
        for (int i = 0; i < MaxCollections && context.IsAlive; i++)
        {
            Collect();
        }

        return !context.IsAlive;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void NeedsNativeCodeFor(string use)
    {
        if (!NativePlatform.IsSupported && PlugIn.NativeUses.Contains(use))
        {
            Assert.Inconclusive("This goes through native code and needs Linux on x86-64.");
        }
    }
}
