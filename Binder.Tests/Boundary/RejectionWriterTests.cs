using Binder.Boundary;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class RejectionWriterTests
{
    private const ulong Old = 0x7777_7777_7777_7777;

    [TestMethod]
    [DataRow((int)CallOutcome.Malformed, Errno.EINVAL)]
    [DataRow((int)CallOutcome.BadAddress, Errno.EFAULT)]
    [DataRow((int)CallOutcome.UnknownNumber, Errno.ENOSYS)]
    [DataRow((int)CallOutcome.OutOfMemory, Errno.ENOMEM)]
    [DataRow((int)CallOutcome.NotPermitted, Errno.EPERM)]
    [DataRow((int)CallOutcome.Closed, Errno.ESHUTDOWN)]
    [DataRow((int)CallOutcome.HandlerFailed, Errno.EPROTO)]
    [DataRow((int)CallOutcome.Unsendable, Errno.EPROTO)]
    public void Error_number_stands_negated_in_the_first_word_of_the_answer_and_nowhere_else(int outcome, Errno error)
    {
        foreach ((int bits, int register) in ((int, int)[])[(32, 0), (32, 2), (64, 0), (64, 2), (128, 0), (128, 2)])
        {
            AbiShape shape = new() { RegisterBits = bits, ArgumentRegisters = [0, 1, 2, 3], ReturnRegisters = [register, 1] };
            TrapFrame expected = Full();
            TrapFrame frame = expected;
            new RejectionWriter(shape, Errno.EPROTO).Write(ref frame, (CallOutcome)outcome);
            ulong word = (ulong)-(long)error;
            int place = bits == 128 ? 2 * register : register;
            expected[place] = bits == 32 ? (uint)word : word;
            if (bits == 128)
            {
                expected[place + 1] = ulong.MaxValue;
            }

            Assert.AreEqual(expected, frame);
        }
    }

    [TestMethod]
    [DataRow((int)CallOutcome.Malformed, 0)]
    [DataRow((int)CallOutcome.BadAddress, 0)]
    [DataRow((int)CallOutcome.UnknownNumber, 1)]
    [DataRow((int)CallOutcome.NotPermitted, 1)]
    [DataRow((int)CallOutcome.Closed, 1)]
    [DataRow((int)CallOutcome.OutOfMemory, 2)]
    [DataRow((int)CallOutcome.HandlerFailed, 2)]
    [DataRow((int)CallOutcome.Unsendable, 2)]
    public void Tag_stands_in_the_first_word_and_the_status_in_the_last_and_the_others_are_0(int outcome, int tag)
    {
        foreach (int bits in (int[])[32, 64, 128])
        {
            AbiShape shape = new()
            {
                RegisterBits = bits,
                ArgumentRegisters = [0, 1, 2, 3, 4],
                ReturnRegisters = [4, 0, 2],
                Errors = ErrorConvention.Tagged,
            };
            int step = bits == 128 ? 2 : 1;
            TrapFrame expected = Full();
            for (int i = 0; i < step; i++)
            {
                (expected[(4 * step) + i], expected[i], expected[(2 * step) + i]) = (0, 0, 0);
            }

            expected[4 * step] = 0x01 + ((ulong)tag * 0x100);
            expected[2 * step] = 1 + (ulong)tag;
            TrapFrame frame = Full();
            new RejectionWriter(shape).Write(ref frame, (CallOutcome)outcome);
            Assert.AreEqual(expected, frame);
        }
    }

    [TestMethod]
    public void Answers_come_back_in_every_register_of_a_tagged_shape_that_names_none_and_in_the_first_of_another()
    {
        AbiShape shape = new() { RegisterBits = 64, ArgumentRegisters = [0, 1, 2] };
        TrapFrame frame = Full();
        new RejectionWriter(shape).Write(ref frame, CallOutcome.HandlerFailed);
        Assert.AreEqual(unchecked((ulong)-(long)Errno.EIO), frame[0]);
        Assert.AreEqual(Old, frame[1]);

        frame = Full();
        new RejectionWriter(shape with { Errors = ErrorConvention.Tagged }).Write(ref frame, CallOutcome.UnknownNumber);
        Assert.AreEqual((0x0101ul, 0ul, 2ul, Old), (frame[0], frame[1], frame[2], frame[3]));
    }

    private static TrapFrame Full() => new(Old, [.. Enumerable.Repeat(Old, TrapFrame.MaxWords)]);
}
