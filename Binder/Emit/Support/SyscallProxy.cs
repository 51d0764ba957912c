using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>What every emitted proxy is.</summary>
internal abstract class SyscallProxy
{
    /// <summary>Where calls go.</summary>
    public SyscallAbi Abi = null!;

    /// <summary>The thunk that proxies of the direct way call themselves.</summary>
    public nint Thunk;

    /// <summary>What the constructor of a proxy calls. Only proxies that were saved are made by theirs.</summary>
    protected SyscallProxy(SyscallAbi abi) => Connect(abi);

    /// <summary>A proxy over an ABI. No constructor runs, for which code would have to be compiled for each class.</summary>
    public static SyscallProxy Create(Type type, SyscallAbi abi)
    {
        SyscallProxy proxy = (SyscallProxy)RuntimeHelpers.GetUninitializedObject(type);
        proxy.Connect(abi);
        return proxy;
    }

    /// <summary>The field of the given type, for code to load it. By type, since the first name of a field costs milliseconds.</summary>
    public static FieldInfo FieldOf(Type type) => Array.Find(typeof(SyscallProxy).GetFields(), field => field.FieldType == type)!;

    public override string ToString() => $"{GetType().Name} over {Abi.GetType().Name}";

    private void Connect(SyscallAbi abi) => (Abi, Thunk) = (abi, abi.DirectThunk);
}
