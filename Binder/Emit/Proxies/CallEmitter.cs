using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Native;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>How a proxy's call leaves it and what it brings back: the words in, the answer's words out.</summary>
internal abstract class CallEmitter(IlWriter il, CallPlan plan)
{
    protected IlWriter Il { get; } = il;

    protected CallPlan Plan { get; } = plan;

    public static CallEmitter For(ProxyWay way, IlWriter il, CallPlan plan) => way.Trap is null ? new DirectCall(il, plan) : new TrapCall(il, plan, way.Trap, abiArgument: null);

    /// <summary>By the Trap of an ABI that is not the proxy's own, but an argument of the method.</summary>
    public static CallEmitter Through(IlWriter il, CallPlan plan, int abiArgument) =>
        new TrapCall(il, plan, Helper.Of(typeof(SyscallAbi), nameof(SyscallAbi.Trap)), abiArgument);

    /// <summary>Emits the call, with an empty evaluation stack.</summary>
    /// <param name="method">Pushes what the argument registers carry.</param>
    /// <param name="stream">The arguments as a packed stream; null where they travel in registers.</param>
    public abstract void Emit(ProxyMethodEmitter method, ArgumentStream? stream);

    /// <summary>Emits the answer that a kernel of the shape would give to a call that is not made.</summary>
    public abstract void Reject(CallOutcome outcome);

    /// <summary>A local that holds a word of a register of the answers, taken where the code stands: anywhere after the call.</summary>
    /// <param name="register">The register of the answers.</param>
    /// <param name="word">1 for the high word of a register of 128 bits, else 0.</param>
    public abstract LocalBuilder Take(int register, int word = 0);

    /// <summary>Pushes the ABI that the call goes through.</summary>
    public abstract void PushAbi();

    /// <summary>Pushes the address of the frame that was sent.</summary>
    public abstract void PushFrame();

    /// <summary>Straight to the thunk of the Linux kernel, which takes the number and six words and gives one back.</summary>
    private sealed class DirectCall(IlWriter il, CallPlan plan) : CallEmitter(il, plan)
    {
        private const int ThunkWords = 6;

        private static readonly FieldInfo s_thunk = SyscallProxy.FieldOf(typeof(nint));

        private LocalBuilder? _answer;

        public override void Reject(CallOutcome outcome) => throw new InvalidOperationException("The host's own kernel is asked for everything.");

        public override void Emit(ProxyMethodEmitter method, ArgumentStream? stream)
        {
            bool isShort = Plan.Call.Transition == SyscallTransition.Short;
            _answer = Il.Local(typeof(long));
            Il.Note($"answer = NativeCall.{(isShort ? "Short" : "Full")}(Thunk, {Plan.Number}, …)");
            Il.LoadArgument(0);
            Il.Load(s_thunk);
            Il.Constant(Plan.Number);
            Il.Convert(typeof(nuint));
            for (int register = 0; register < ThunkWords; register++)
            {
                method.PushWord(register, 0);
                Il.Convert(typeof(nuint));
            }

            Il.Call(Helper.Of(typeof(NativeCall), isShort ? nameof(NativeCall.Short) : nameof(NativeCall.Full)));
            Il.Convert(typeof(long));
            Il.Store(_answer);
        }

        public override LocalBuilder Take(int register, int word) => _answer!;

        public override void PushAbi() => throw new InvalidOperationException("The host's own kernel lends no memory.");

        public override void PushFrame() => throw new InvalidOperationException("The host's own kernel has no frame in memory.");
    }

    /// <summary>By a frame on the stack and the ABI's trap. Only the words that the shape uses are written.</summary>
    private sealed class TrapCall(IlWriter il, CallPlan plan, MethodInfo trap, int? abiArgument) : CallEmitter(il, plan)
    {
        private static readonly FieldInfo s_abi = SyscallProxy.FieldOf(typeof(SyscallAbi));

        private LocalBuilder? _frame;

        public override void Emit(ProxyMethodEmitter method, ArgumentStream? stream)
        {
            _frame = Il.Local(typeof(TrapFrame));
            Il.Note($"frame.Number = {Plan.Number}");
            Il.LoadAddress(_frame);
            Il.Constant(Plan.Number);
            FrameIl.SetNumber(Il);
            if (stream is null)
            {
                for (int register = 0; register < Plan.RegistersUsed; register++)
                {
                    StoreRegister(register, register, method);
                }

                ClearUnused();
            }
            else
            {
                stream.Write(Il, _frame);
                StoreRegister(Plan.Layout.Registers - 1, Plan.Answer.AreaRegister, method);
            }

            Il.Note(trap.IsStatic ? $"{trap.Name}(Abi, ref frame)" : "Abi.Trap(ref frame)");
            PushAbi();
            Il.LoadAddress(_frame);
            if (trap.IsStatic)
            {
                Il.Call(trap);
            }
            else
            {
                Il.CallVirtual(trap);
            }
        }

        public override void PushAbi()
        {
            Il.LoadArgument(abiArgument ?? 0);
            if (abiArgument is null)
            {
                Il.Load(s_abi);
            }
        }

        public override void PushFrame() => Il.LoadAddress(_frame!);

        public override LocalBuilder Take(int register, int word)
        {
            int place = Plan.Layout.AnswerWord(register) + word;
            Il.Note($"answer = frame[{place}]");
            LocalBuilder answer = Il.Local(typeof(long));
            FrameIl.LoadWord(Il, _frame!, place);
            Il.Store(answer);
            return answer;
        }

        public override void Reject(CallOutcome outcome)
        {
            TrapFrame rejected = default;
            new RejectionWriter(Plan.Shape).Write(ref rejected, outcome);
            Il.Note($"frame = what a kernel says to {outcome}");
            for (int word = 0; word < Plan.Layout.Words; word++)
            {
                Il.LoadAddress(_frame!);
                FrameIl.WordAddress(Il, word);
                Il.Constant(rejected[word]);
                Il.StoreWord();
            }
        }

        /// <summary>Stores a word of the arguments into a register.</summary>
        private void StoreRegister(int register, int argumentWord, ProxyMethodEmitter method)
        {
            Store(register, 0, argumentWord, method);
            if (Plan.Layout.IsWide)
            {
                Store(register, 1, argumentWord, method);
            }
        }

        private void Store(int register, int word, int argumentWord, ProxyMethodEmitter method)
        {
            int place = Plan.Layout.Word(register) + word;
            Il.Note($"frame[{place}] = …");
            Il.LoadAddress(_frame!);
            FrameIl.WordAddress(Il, place);
            method.PushWord(argumentWord, word);
            ScalarIl.ToRegister(Il, Plan.Shape.RegisterBits);
            Il.StoreWord();
        }

        /// <summary>What a shape has and a call does not use is 0, so that no leftover of the stack reaches a kernel.</summary>
        private void ClearUnused()
        {
            int first = Plan.Layout.Word(Plan.RegistersUsed);
            if (first < Plan.Layout.Words)
            {
                Il.Note($"frame[{first}..{Plan.Layout.Words}] = 0");
                Il.LoadAddress(_frame!);
                FrameIl.WordAddress(Il, first);
                Il.Constant(0);
                Il.Constant((Plan.Layout.Words - first) * sizeof(ulong));
                Il.FillBlock();
            }
        }
    }
}
