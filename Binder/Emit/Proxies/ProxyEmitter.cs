using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits the class that implements a contract by calls.</summary>
internal static class ProxyEmitter
{
    private const MethodAttributes Implementation = MethodAttributes.Private | MethodAttributes.Final | MethodAttributes.Virtual
        | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private static readonly ConstructorInfo s_baseConstructor =
        typeof(SyscallProxy).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(SyscallAbi)])!;

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Implements the contract's methods.")]
    public static Type Emit(EmittedModule module, Type contract, IEnumerable<CallPlan> calls, ProxyWay way)
    {
        TypeBuilder type = module.DefineType(MemberNames.WithoutArity(contract.Name), typeof(SyscallProxy), contract);
        EmitConstructor(type);
        foreach (CallPlan call in calls)
        {
            EmitMethod(module, type, call, way);
        }

        return type.CreateType();
    }

    private static void EmitConstructor(TypeBuilder type)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(SyscallAbi)]);
        IlWriter il = new(constructor.GetILGenerator());
        il.LoadArgument(0);
        il.LoadArgument(1);
        il.Call(s_baseConstructor);
        il.Return();
    }

    /// <summary>A method named after the call, so that stack traces and disassemblies say which it is.</summary>
    private static void EmitMethod(EmittedModule module, TypeBuilder type, CallPlan plan, ProxyWay way)
    {
        MethodInfo declared = plan.Call.Method;
        ParameterInfo[] parameters = declared.GetParameters();
        MethodBuilder method = Define(type, plan.Call.Name, declared, parameters);
        method.InitLocals = false;
        if (module.IsToBeRead)
        {
            foreach (ParameterInfo parameter in parameters)
            {
                method.DefineParameter(parameter.Position + 1, parameter.Attributes & (ParameterAttributes.In | ParameterAttributes.Out), parameter.Name);
            }
        }

        module.Listing?.Method($"{plan.Call.Name}: {MemberNames.Signature(declared)}");
        IlWriter il = new(method.GetILGenerator(), module.Listing);
        new ProxyMethodEmitter(il, plan, CallEmitter.For(way, il, plan)).Emit();
        type.DefineMethodOverride(method, declared);
    }

    /// <summary>
    /// Only references have modifiers, which an implementation must repeat; a signature without any is made in half the time.
    /// </summary>
    private static MethodBuilder Define(TypeBuilder type, string name, MethodInfo declared, ParameterInfo[] parameters)
    {
        Type[] types = Array.ConvertAll(parameters, static parameter => parameter.ParameterType);
        return Array.Exists(types, static parameter => parameter.IsByRef)
            ? type.DefineMethod(
                name,
                Implementation,
                CallingConventions.HasThis,
                declared.ReturnType,
                declared.ReturnParameter.GetRequiredCustomModifiers(),
                declared.ReturnParameter.GetOptionalCustomModifiers(),
                types,
                Array.ConvertAll(parameters, static parameter => parameter.GetRequiredCustomModifiers()),
                Array.ConvertAll(parameters, static parameter => parameter.GetOptionalCustomModifiers()))
            : type.DefineMethod(name, Implementation, CallingConventions.HasThis, declared.ReturnType, types);
    }
}
