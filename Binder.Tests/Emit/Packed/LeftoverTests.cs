using Binder.Tests.Emit.Codecs;
using Process = Binder.Tests.Proxies.Memory;

namespace Binder.Tests.Emit.Packed;

/// <summary>What a call does not use is 0 on its way there, and on its way back.</summary>
[TestClass]
public sealed class LeftoverTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Nothing_of_the_stack_is_sent_beside_the_stream(AbiShape shape)
    {
        Recorder kernel = new(shape);
        ISent<Option<byte>> small = SyscallBinder.Bind<ISent<Option<byte>>>(kernel);
        ISent<Forty<byte>> large = SyscallBinder.Bind<ISent<Forty<byte>>>(kernel);
        Process.DirtyStack();
        Ask(() => small.Plain(1));
        AssertStream([1, 1]);
        Process.DirtyStack();
        Ask(() => small.Plain(Option.None));
        AssertStream([0]);
        Forty<byte> forty = default;
        ((Span<byte>)forty).Fill(9);
        Process.DirtyStack();
        Ask(() => large.Plain(forty));
        Assert.IsFalse(kernel.Area.AsSpan().ContainsAnyExcept((byte)0), "The return area begins as zeroes.");
        AssertStream([.. Enumerable.Repeat((byte)9, 40)]);

        void AssertStream(byte[] stream)
        {
            int words = FramePicture.Words(shape), step = words / FramePicture.Registers(shape);
            TrapFrame sent = kernel.Sent, expected = default;
            int data = FramePicture.DataBytes(shape);
            ulong spill = stream.Length > data ? sent[FramePicture.SpillWord(shape)] : 0;
            CollectionAssert.AreEqual(stream.Skip(data).ToArray(), kernel.Spilled[..Math.Max(0, stream.Length - data)]);
            FramePicture.Lay(shape, stream, spill, ref expected);
            for (int word = 0; word < words; word++)
            {
                if (word != words - step)
                {
                    Assert.AreEqual(expected[word], sent[word], $"word {word}");
                }
            }
        }

        static void Ask(Action call)
        {
            try
            {
                call();
            }
            catch (SyscallException)
            {
                // Zeroes may be no answer.
            }
        }
    }

    /// <summary>Keeps what was sent, the memory of it included, and answers nothing but what was there.</summary>
    private sealed class Recorder(AbiShape shape) : SyscallAbi(shape)
    {
        public TrapFrame Sent { get; private set; }

        public byte[] Spilled { get; private set; } = [];

        public byte[] Area { get; private set; } = [];

        public override void Trap(ref TrapFrame frame)
        {
            int words = FramePicture.Words(Shape);
            Sent = frame;
            Spilled = At(frame[FramePicture.SpillWord(Shape)]);
            Area = At(frame[words - (words / FramePicture.Registers(Shape))]);
        }

        private static byte[] At(ulong address) => address == 0 ? [] : Process.Bytes(address, 40);
    }
}

[SyscallInterface]
internal interface ISent<T>
{
    [Syscall(65)] T Plain(T value);
}
