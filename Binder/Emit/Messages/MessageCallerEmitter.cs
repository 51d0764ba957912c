using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits the class that performs a message: the body of a proxy's method, for an ABI that comes with the call.</summary>
internal static class MessageCallerEmitter
{
    private const int Abi = 2;

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Implements the caller's method.")]
    public static MessageCaller<TCall, TReturn, TError> Emit<TCall, TReturn, TError>(CallPlan plan)
    {
        Type parent = typeof(MessageCaller<TCall, TReturn, TError>);
        EmittedModule module = EmittedModules.For(UsedAssemblies.Of(parent, [plan]));
        TypeBuilder type = module.DefineType(typeof(TCall).Name, parent);
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []);
        IlWriter il = new(constructor.GetILGenerator());
        il.LoadArgument(0);
        il.Call(parent.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!);
        il.Return();
        EmitPerform(type, parent.GetMethod(nameof(MessageCaller<,,>.Perform))!, plan);
        return (MessageCaller<TCall, TReturn, TError>)Activator.CreateInstance(type.CreateType())!;
    }

    private static void EmitPerform(TypeBuilder type, MethodInfo declared, CallPlan plan)
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
        IlWriter il = new(method.GetILGenerator());
        new ProxyMethodEmitter(il, plan, CallEmitter.Through(il, plan, il => il.LoadArgument(Abi))).Emit();
        type.DefineMethodOverride(method, declared);
    }
}
