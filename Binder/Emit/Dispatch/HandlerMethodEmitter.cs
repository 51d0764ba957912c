using System.Reflection;
using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The body of the small method that serves one call: decode all arguments, call the handler, write the answer.</summary>
internal static class HandlerMethodEmitter
{
    private static readonly ConstructorInfo s_context = typeof(SyscallContext).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic,
        [typeof(TrapFrame).MakeByRefType(), typeof(int), typeof(string), typeof(SyscallCaller), typeof(CancellationToken)])!;

    public static void Emit(IlWriter il, HandlerCall call, FieldInfo handler)
    {
        HandlerArgument[] arguments = Array.ConvertAll(call.Plan.Arguments, plan => HandlerArgument.For(call, plan));
        KernelMethod method = new(il, call, arguments);
        HandlerAnswer answer = HandlerAnswer.For(method);

        CheckClaims(method);
        NarrowAddresses.Check(method);

        // Values first: a span's count may stand in a parameter after it.
        foreach (HandlerArgument argument in arguments.Where(argument => argument is DecodedValue))
        {
            argument.Decode(method);
        }

        method.Stream?.Read();
        foreach (HandlerArgument argument in arguments.Where(argument => argument is not DecodedValue))
        {
            argument.Decode(method);
        }

        if (call.Plan.Answer.Carrier == AnswerCarrier.Area)
        {
            ReferenceCopy.CheckAlignment(method, call.Plan.Answer.AreaRegister, call.Plan.Answer.Value);
        }

        EmitHandlerCall(method, handler);
        answer.Take();
        answer.Write(arguments);
        method.Finish();
    }

    /// <summary>Of a register of 128 bits, addresses and counts are the low word.</summary>
    private static void CheckClaims(KernelMethod method)
    {
        for (int i = 0; i < method.Arguments.Count; i++)
        {
            ArgumentPlan plan = method.Plan.Arguments[i];
            for (int register = 0; method.Arguments[i].IsClaim && register < plan.Registers; register++)
            {
                method.CheckHighWord(plan.FirstRegister + register);
            }
        }

        if (method.Plan.Answer.HasArea)
        {
            method.CheckHighWord(method.Plan.Answer.AreaRegister);
        }
    }

    private static void EmitHandlerCall(KernelMethod method, FieldInfo handler)
    {
        IlWriter il = method.Il;
        MethodInfo target = method.Call.Method;
        LocalBuilder? context = method.Call.ContextParameter is null ? null : MakeContext(method);
        il.Note($"handler.{target.Name}(…)");
        if (!target.IsStatic)
        {
            il.LoadArgument(0);
            il.Load(handler);
        }

        if (method.Call.Context == ContextPlace.First)
        {
            PushContext(method, context!);
        }

        foreach (HandlerArgument argument in method.Arguments)
        {
            argument.Push(method);
        }

        if (method.Call.Context == ContextPlace.Last)
        {
            PushContext(method, context!);
        }

        if (target.IsStatic)
        {
            il.Call(target);
        }
        else
        {
            il.CallVirtual(target);
        }
    }

    private static void PushContext(KernelMethod method, LocalBuilder context)
    {
        if (method.Call.ContextParameter!.ParameterType.IsByRef)
        {
            method.Il.LoadAddress(context);
        }
        else
        {
            method.Il.Load(context);
        }
    }

    private static LocalBuilder MakeContext(KernelMethod method)
    {
        IlWriter il = method.Il;
        LocalBuilder context = il.Local(typeof(SyscallContext));
        il.LoadAddress(context);
        il.LoadArgument(KernelMethod.Frame);
        il.Constant(method.Plan.Layout.Words);
        il.Constant(method.Plan.Call.Name);
        il.LoadArgument(KernelMethod.Caller);
        il.LoadArgument(KernelMethod.Settings);
        il.Call(typeof(DispatchSettings).GetProperty(nameof(DispatchSettings.Cancellation))!.GetMethod!);
        il.Call(s_context);
        return context;
    }
}
