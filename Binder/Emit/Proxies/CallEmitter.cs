using System.Reflection;
using System.Reflection.Emit;
using Binder.Native;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>How a proxy's call leaves it: the words in, the answer's word out.</summary>
internal abstract class CallEmitter
{
    private static readonly DirectCall s_direct = new();
    private static readonly TrapCall s_trap = new();

    public static CallEmitter For(ProxyWay way) => way == ProxyWay.Direct ? s_direct : s_trap;

    /// <summary>Emits the call; the answer's word, sign-extended to 64 bits, goes to a local.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="plan">The call.</param>
    /// <param name="method">Pushes what each register carries.</param>
    /// <param name="answer">A local of 64 bits.</param>
    public abstract void Emit(IlWriter il, CallPlan plan, ProxyMethodEmitter method, LocalBuilder answer);

    /// <summary>Straight to the thunk of the Linux kernel, which takes the number and six words.</summary>
    private sealed class DirectCall : CallEmitter
    {
        private const int ThunkWords = 6;

        private static readonly FieldInfo s_thunk = SyscallProxy.FieldOf(typeof(nint));

        public override void Emit(IlWriter il, CallPlan plan, ProxyMethodEmitter method, LocalBuilder answer)
        {
            bool isShort = plan.Call.Transition == SyscallTransition.Short;
            il.Note($"answer = NativeCall.{(isShort ? "Short" : "Full")}(Thunk, {plan.Number}, …)");
            il.LoadArgument(0);
            il.Load(s_thunk);
            il.Constant(plan.Number);
            il.Convert(typeof(nuint));
            for (int register = 0; register < ThunkWords; register++)
            {
                method.PushWord(register);
                il.Convert(typeof(nuint));
            }

            il.Call(Helper.Of(typeof(NativeCall), isShort ? nameof(NativeCall.Short) : nameof(NativeCall.Full)));
            il.Convert(typeof(long));
            il.Store(answer);
        }
    }

    /// <summary>By a frame on the stack and the ABI's Trap. Only the words that the shape uses are written.</summary>
    private sealed class TrapCall : CallEmitter
    {
        private static readonly FieldInfo s_abi = SyscallProxy.FieldOf(typeof(SyscallAbi));

        public override void Emit(IlWriter il, CallPlan plan, ProxyMethodEmitter method, LocalBuilder answer)
        {
            LocalBuilder frame = il.Local(typeof(TrapFrame));
            il.Note($"frame.Number = {plan.Number}");
            il.LoadAddress(frame);
            il.Constant(plan.Number);
            FrameIl.SetNumber(il);
            int used = plan.RegistersUsed;
            for (int register = 0; register < used; register++)
            {
                il.Note($"frame[{plan.Layout.Word(register)}] = …");
                il.LoadAddress(frame);
                FrameIl.WordAddress(il, plan.Layout.Word(register));
                method.PushWord(register);
                ScalarIl.ToRegister(il, plan.Shape.RegisterBits);
                il.StoreWord();
            }

            ClearUnused(il, plan, frame);
            il.Note("Abi.Trap(ref frame)");
            il.LoadArgument(0);
            il.Load(s_abi);
            il.LoadAddress(frame);
            il.CallVirtual(Helper.Of(typeof(SyscallAbi), nameof(SyscallAbi.Trap)));
            il.Note($"answer = frame[{plan.Layout.AnswerWord(0)}]");
            FrameIl.LoadWord(il, frame, plan.Layout.AnswerWord(0));
            if (plan.Shape.RegisterBits == 32)
            {
                il.Convert(typeof(int));
                il.Convert(typeof(long));
            }

            il.Store(answer);
        }

        /// <summary>What a shape has and a call does not use is 0, so that no leftover of the stack reaches a kernel.</summary>
        private static void ClearUnused(IlWriter il, CallPlan plan, LocalBuilder frame)
        {
            int first = plan.Layout.Word(plan.RegistersUsed);
            if (first < plan.Layout.Words)
            {
                il.Note($"frame[{first}..{plan.Layout.Words}] = 0");
                il.LoadAddress(frame);
                FrameIl.WordAddress(il, first);
                il.Constant(0);
                il.Constant((plan.Layout.Words - first) * sizeof(ulong));
                il.FillBlock();
            }
        }
    }
}
