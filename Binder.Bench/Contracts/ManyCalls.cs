using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Bench.Contracts;

/// <summary>A contract of as many calls as wanted, made at run time, and a handler of it that adds the place of the call.</summary>
internal static class ManyCalls
{
    private static readonly ConstructorInfo s_contract = typeof(SyscallInterfaceAttribute).GetConstructor([])!;
    private static readonly ConstructorInfo s_syscall = typeof(SyscallAttribute).GetConstructor([typeof(ulong)])!;

    public static object Handler(IReadOnlyList<ulong> numbers, bool canUnload = false)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(
            new("ManyCalls"), canUnload ? AssemblyBuilderAccess.RunAndCollect : AssemblyBuilderAccess.Run);
        ModuleBuilder module = assembly.DefineDynamicModule("ManyCalls");
        TypeBuilder contract = module.DefineType("IMany", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        contract.SetCustomAttribute(new(s_contract, []));
        TypeBuilder handler = module.DefineType("Many", TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), [contract]);
        handler.DefineDefaultConstructor(MethodAttributes.Public);
        for (int i = 0; i < numbers.Count; i++)
        {
            string name = $"Call{i}";
            MethodBuilder call = contract.DefineMethod(
                name, MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot, typeof(long), [typeof(long)]);
            call.SetCustomAttribute(new(s_syscall, [numbers[i]]));
            ILGenerator il = handler.DefineMethod(
                name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final, typeof(long), [typeof(long)]).GetILGenerator();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I8, (long)i);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
        }

        contract.CreateType();
        return Activator.CreateInstance(handler.CreateType())!;
    }

    /// <summary>What a kernel without Binder would call: for each call a method that takes its argument from the frame and puts the answer there.</summary>
    public static FrameMethod[] Delegates(int count)
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new("ManyDelegates"), AssemblyBuilderAccess.Run).DefineDynamicModule("ManyDelegates");
        TypeBuilder type = module.DefineType("Many", TypeAttributes.Public | TypeAttributes.Sealed);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        PropertyInfo word = typeof(TrapFrame).GetProperty("Item")!;
        for (int i = 0; i < count; i++)
        {
            ILGenerator il = type.DefineMethod($"Call{i}", MethodAttributes.Public, typeof(void), [typeof(TrapFrame).MakeByRefType()]).GetILGenerator();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Call, word.GetMethod!);
            il.Emit(OpCodes.Ldc_I8, (long)i);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, word.SetMethod!);
            il.Emit(OpCodes.Ret);
        }

        object target = Activator.CreateInstance(type.CreateType())!;
        return [.. Enumerable.Range(0, count).Select(i => target.GetType().GetMethod($"Call{i}")!.CreateDelegate<FrameMethod>(target))];
    }
}

/// <summary>Serves a call in its frame.</summary>
internal delegate void FrameMethod(ref TrapFrame frame);
