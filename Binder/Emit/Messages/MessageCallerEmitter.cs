using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits the class that performs a message: the body of a proxy's method, for an ABI that comes with the call.</summary>
internal static class MessageCallerEmitter
{
    private const int Abi = 2;

    /// <summary>The <see cref="MessageCaller{TCall, TReturn, TError}"/> that a message's call takes.</summary>
    [RequiresDynamicCode("Closes a generic type over the message's types.")]
    public static Type CallerOf(CallPlan plan) =>
        typeof(MessageCaller<,,>).MakeGenericType(plan.Call.Method.DeclaringType!.GetGenericArguments());

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Implements the caller's method.")]
    public static Type Emit(EmittedModule module, CallPlan plan, bool isLent)
    {
        Type parent = CallerOf(plan);
        TypeBuilder type = module.DefineType(MemberNames.WithoutArity(plan.Call.Message!.Name), parent);
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []);
        IlWriter il = module.Write(constructor);
        il.LoadArgument(0);
        il.Call(parent.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!);
        il.Return();
        EmitPerform(module, type, parent.GetMethod(nameof(MessageCaller<,,>.Perform))!, plan, isLent);
        return type.CreateType();
    }

    private static void EmitPerform(EmittedModule module, TypeBuilder type, MethodInfo declared, CallPlan plan, bool isLent)
    {
        ParameterInfo[] parameters = declared.GetParameters();
        MethodBuilder method = type.DefineMethod(
            plan.Call.Name,
            MethodAttributes.Private | MethodAttributes.Final | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            CallingConventions.HasThis,
            declared.ReturnType,
            returnTypeRequiredCustomModifiers: null,
            returnTypeOptionalCustomModifiers: null,
            Array.ConvertAll(parameters, static parameter => parameter.ParameterType),
            Array.ConvertAll(parameters, static parameter => parameter.GetRequiredCustomModifiers()),
            parameterTypeOptionalCustomModifiers: null);
        method.InitLocals = false;
        module.Listing?.Method($"{plan.Call.Name}: {MemberNames.Signature(plan.Call.Method)}");
        IlWriter il = module.Write(method);
        new ProxyMethodEmitter(il, plan, CallEmitter.Through(il, plan, Abi), isLent).Emit();
        type.DefineMethodOverride(method, declared);
    }
}
