using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Bench.Goals.Rows;

/// <summary>An assembly of 10,000 types in which ten contracts are to be found.</summary>
internal static class ScannedAssembly
{
    private const int Types = 10_000, Contracts = 10, CallsEach = 5;

    private const TypeAttributes Interface = TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract;

    private const MethodAttributes AbstractMethod =
        MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private static readonly ConstructorInfo s_contract = typeof(SyscallInterfaceAttribute).GetConstructor([])!;
    private static readonly ConstructorInfo s_call = typeof(SyscallAttribute).GetConstructor([typeof(ulong)])!;

    /// <summary>Writes it beside this program and gives its path.</summary>
    public static string Write()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "scanned", "TenThousandTypes.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PersistedAssemblyBuilder assembly = new(new("TenThousandTypes"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("TenThousandTypes");
        for (int i = 0; i < Types; i++)
        {
            TypeBuilder type = i % (Types / Contracts) == 0 ? DefineContract(module, i) : DefineClass(module, i);
            type.CreateType();
        }

        assembly.Save(path);
        return path;
    }

    private static TypeBuilder DefineContract(ModuleBuilder module, int index)
    {
        TypeBuilder contract = module.DefineType($"Scanned.IContract{index}", Interface);
        contract.SetCustomAttribute(s_contract, [1, 0, 0, 0]);
        for (int i = 0; i < CallsEach; i++)
        {
            MethodBuilder call = contract.DefineMethod($"Call{i}", AbstractMethod, typeof(int), [typeof(uint), typeof(uint)]);
            call.SetCustomAttribute(s_call, Number((ulong)(index + i)));
        }

        return contract;
    }

    private static TypeBuilder DefineClass(ModuleBuilder module, int index)
    {
        TypeBuilder type = module.DefineType($"Scanned.Class{index}", TypeAttributes.Public);
        type.DefineField("Value", typeof(int), FieldAttributes.Public);
        return type;
    }

    // An attribute's arguments as ECMA-335 writes them: prologue 1, the number, no named arguments.
    private static byte[] Number(ulong number)
    {
        byte[] blob = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt64LittleEndian(blob.AsSpan(2), number);
        return blob;
    }
}
