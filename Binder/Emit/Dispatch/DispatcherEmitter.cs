using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Emits the class that serves the calls of a kernel's handlers by a switch, all of it at once.</summary>
internal static class DispatcherEmitter
{
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Calls the methods of handlers.")]
    public static Type Emit(EmittedModule module, Type[] handlers, HandlerCall[] calls)
    {
        TypeBuilder type = module.DefineType("Dispatcher", typeof(SyscallDispatcher));
        FieldBuilder[] fields = HandlerFields.Define(module, type, handlers, FieldAttributes.Private);
        MethodBuilder[] methods = Array.ConvertAll(calls, call => EmitMethod(module, type, call, fields[call.Handler]));
        EmitDispatch(module, type, calls, methods);
        return type.CreateType();
    }

    private static MethodBuilder EmitMethod(EmittedModule module, TypeBuilder type, HandlerCall call, FieldInfo handler)
    {
        MethodBuilder method = type.DefineMethod(
            call.Plan.Call.Name, MethodAttributes.Private | MethodAttributes.HideBySig, typeof(CallOutcome), KernelMethod.Parameters);
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
            KernelMethod.Parameters);
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
