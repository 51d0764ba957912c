using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits the class that implements a contract by calls.</summary>
internal static class ProxyEmitter
{
    private const MethodAttributes Implementation = MethodAttributes.Final | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private static readonly ConstructorInfo s_baseConstructor = typeof(SyscallProxy).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)[0];

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Implements the contract's methods.")]
    public static Type Emit(EmittedModule module, ContractPlan plan, ProxyWay way)
    {
        TypeBuilder type = module.DefineType(TypeName(plan.Contract), typeof(SyscallProxy), plan.Contract);
        EmitConstructor(module, type);
        bool isAlone = plan.Contract.GetInterfaces().Length == 0;
        foreach (CallPlan call in plan.Calls)
        {
            EmitMethod(module, type, call, way, isAlone && call.Call is { DeclaredNumber: not null, Message: null, Method.IsPublic: true });
        }

        return type.CreateType();
    }

    private static string TypeName(Type contract)
    {
        string name = contract.Name;
        int tick = contract.IsGenericType ? name.IndexOf('`', StringComparison.Ordinal) : -1;
        return tick < 0 ? name : name[..tick];
    }

    private static void EmitConstructor(EmittedModule module, TypeBuilder type)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(SyscallAbi)]);
        IlWriter il = module.Write(constructor);
        il.LoadArgument(0);
        il.LoadArgument(1);
        il.Call(s_baseConstructor);
        il.Return();
    }

    /// <summary>
    /// A method named after the call, so that stack traces and disassemblies say which it is. Where the contract's method has that name, too,
    /// and no other interface could mean it, the runtime finds it by name and signature.
    /// </summary>
    private static void EmitMethod(EmittedModule module, TypeBuilder type, CallPlan plan, ProxyWay way, bool isFoundByName)
    {
        MethodInfo declared = plan.Call.Method;
        MethodAttributes access = isFoundByName ? MethodAttributes.Public : MethodAttributes.Private;
        MethodBuilder method = Define(type, plan.Call.Name, access | Implementation, plan);
        method.InitLocals = false;
        if (module.IsToBeRead)
        {
            foreach (ParameterInfo parameter in declared.GetParameters())
            {
                method.DefineParameter(parameter.Position + 1, parameter.Attributes & (ParameterAttributes.In | ParameterAttributes.Out), parameter.Name);
            }
        }

        module.Listing?.Method($"{plan.Call.Name}: {MemberNames.Signature(declared)}");
        IlWriter il = module.Write(method);
        new ProxyMethodEmitter(il, plan, CallEmitter.For(way, il, plan), way.IsLent).Emit();
        if (!isFoundByName)
        {
            type.DefineMethodOverride(method, declared);
        }
    }

    /// <summary>
    /// Only references have modifiers, which an implementation must repeat; a signature without any is made in half the time.
    /// </summary>
    private static MethodBuilder Define(TypeBuilder type, string name, MethodAttributes attributes, CallPlan plan)
    {
        bool hasReferences = false;
        Type[] types = new Type[plan.Arguments.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = plan.Arguments[i].Parameter.ParameterType;
            hasReferences |= types[i].IsByRef;
        }

        return hasReferences
            ? DefineWithModifiers(type, name, attributes, plan.Call.Method, types)
            : type.DefineMethod(name, attributes, CallingConventions.HasThis, plan.Call.Method.ReturnType, types);
    }

    private static MethodBuilder DefineWithModifiers(TypeBuilder type, string name, MethodAttributes attributes, MethodInfo declared, Type[] types)
    {
        ParameterInfo[] parameters = declared.GetParameters();
        return type.DefineMethod(
            name,
            attributes,
            CallingConventions.HasThis,
            declared.ReturnType,
            declared.ReturnParameter.GetRequiredCustomModifiers(),
            declared.ReturnParameter.GetOptionalCustomModifiers(),
            types,
            Array.ConvertAll(parameters, static parameter => parameter.GetRequiredCustomModifiers()),
            Array.ConvertAll(parameters, static parameter => parameter.GetOptionalCustomModifiers()));
    }
}
