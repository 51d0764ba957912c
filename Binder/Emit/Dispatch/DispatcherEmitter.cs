using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Emits the class that serves the calls of a kernel's handlers.</summary>
internal static class DispatcherEmitter
{
    private static readonly Type[] s_parameters = [typeof(TrapFrame).MakeByRefType(), typeof(SyscallCaller), typeof(DispatchSettings)];

    private static readonly ConstructorInfo s_baseConstructor = typeof(SyscallDispatcher).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, [])!;

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Calls the methods of handlers.")]
    public static Type Emit(EmittedModule module, Type[] handlers, HandlerCall[] calls)
    {
        TypeBuilder type = module.DefineType("Dispatcher", typeof(SyscallDispatcher));
        FieldBuilder[] fields = Array.ConvertAll(handlers, handler => type.DefineField(
            "_" + handler.Name, FieldType(handler), FieldAttributes.Private | FieldAttributes.InitOnly));
        EmitConstructor(module, type, fields);
        MethodBuilder[] methods = Array.ConvertAll(calls, call => EmitMethod(module, type, call, fields[call.Handler]));
        EmitDispatch(module, type, calls, methods);
        return type.CreateType();
    }

    /// <summary>A struct is called in the box that it came in, by the methods of its interfaces.</summary>
    private static Type FieldType(Type handler) => handler.IsClass ? handler : typeof(object);

    private static void EmitConstructor(EmittedModule module, TypeBuilder type, FieldBuilder[] fields)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(object[])]);
        IlWriter il = module.Write(constructor);
        il.LoadArgument(0);
        il.Call(s_baseConstructor);
        for (int i = 0; i < fields.Length; i++)
        {
            il.LoadArgument(0);
            il.LoadArgument(1);
            il.Constant(i);
            il.LoadElementReference();
            il.CastClass(fields[i].FieldType);
            il.Store(fields[i]);
        }

        il.Return();
    }

    private static MethodBuilder EmitMethod(EmittedModule module, TypeBuilder type, HandlerCall call, FieldInfo handler)
    {
        MethodBuilder method = type.DefineMethod(
            call.Plan.Call.Name, MethodAttributes.Private | MethodAttributes.HideBySig, typeof(CallOutcome), s_parameters);
        method.InitLocals = false;
        module.Listing?.Method($"{call.Plan.Call.Name}: {call.Plan.Call.Signature}");
        HandlerMethodEmitter.Emit(module.Write(method), call, handler);
        return method;
    }

    private static void EmitDispatch(EmittedModule module, TypeBuilder type, HandlerCall[] calls, MethodBuilder[] methods)
    {
        MethodBuilder dispatch = type.DefineMethod(
            nameof(SyscallDispatcher.Dispatch),
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig,
            typeof(CallOutcome),
            s_parameters);
        module.Listing?.Method("Dispatch: the method of the frame's number");
        IlWriter il = module.Write(dispatch);
        LocalBuilder number = il.Local(typeof(ulong));
        Label unknown = il.Label();
        il.LoadArgument(KernelMethod.Frame);
        FrameIl.GetNumber(il);
        il.Store(number);
        (ulong Number, Label Branch)[] branches = Array.ConvertAll(calls, call => (call.Plan.Number, il.Label()));
        new NumberSwitch(il, number, unknown).Emit(branches);
        for (int i = 0; i < calls.Length; i++)
        {
            il.Mark(branches[i].Branch);
            il.LoadArgument(0);
            il.LoadArgument(KernelMethod.Frame);
            il.LoadArgument(KernelMethod.Caller);
            il.LoadArgument(KernelMethod.Settings);
            il.Call(methods[i]);
            il.Return();
        }

        il.Mark(unknown);
        il.Constant((int)CallOutcome.UnknownNumber);
        il.Return();
        type.DefineMethodOverride(dispatch, Helper.Of(typeof(SyscallDispatcher), nameof(SyscallDispatcher.Dispatch)));
    }
}
