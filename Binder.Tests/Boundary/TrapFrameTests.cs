using System.Runtime.CompilerServices;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class TrapFrameTests
{
    [TestMethod]
    public void Frame_holds_its_number_and_words_and_zero_where_none_were_given()
    {
        TrapFrame frame = new(ulong.MaxValue, 1, 2, 3);
        Assert.AreEqual(ulong.MaxValue, frame.Number);
        CollectionAssert.AreEqual(
            (ulong[])[1, 2, 3, .. new ulong[29]], Enumerable.Range(0, TrapFrame.MaxWords).Select(i => frame[i]).ToArray());
        frame[31] = 9;
        frame.Number = 5;
        Assert.AreEqual(9ul, frame[31]);
        Assert.AreEqual(5ul, frame.Number);
    }

    [TestMethod]
    public void Frame_takes_32_words_and_no_more()
    {
        Assert.AreEqual(7ul, new TrapFrame(1, [.. Enumerable.Repeat(7ul, 32)])[31]);
        Assert.ThrowsExactly<ArgumentException>(() => new TrapFrame(1, [.. new ulong[33]]));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(32)]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    public void Words_outside_the_frame_are_refused(int index)
    {
        TrapFrame frame = new(1);
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => frame[index]);
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => frame[index] = 1);
    }

    [TestMethod]
    public void Frames_are_equal_by_number_and_every_word()
    {
        TrapFrame frame = new(1, 2, 3);
        TrapFrame same = new(1, 2, 3, 0);
        Assert.AreEqual(frame, same);
        Assert.IsTrue(frame == same);
        Assert.AreEqual(frame.GetHashCode(), same.GetHashCode());
        for (int i = 0; i < TrapFrame.MaxWords; i++)
        {
            TrapFrame different = frame;
            different[i]++;
            Assert.AreNotEqual(frame, different);
            Assert.IsTrue(frame != different);
        }

        Assert.AreNotEqual(frame, frame with { Number = 2 });
        Assert.IsFalse(frame.Equals(null));
    }

    [TestMethod]
    public void Number_and_words_lie_one_after_another()
    {
        Assert.AreEqual(33 * 8, Unsafe.SizeOf<TrapFrame>());
        TrapFrame frame = new(1, [.. Enumerable.Range(2, 32).Select(i => (ulong)i)]);
        for (int i = 0; i < 33; i++)
        {
            Assert.AreEqual((ulong)(i + 1), Unsafe.Add(ref Unsafe.As<TrapFrame, ulong>(ref frame), i));
            if (i > 0)
            {
                Assert.AreEqual((ulong)(i + 1), TrapFrame.Word(ref frame, i - 1));
            }
        }
    }

    [TestMethod]
    public void Copy_of_the_used_words_leaves_the_others()
    {
        TrapFrame from = new(1, 2, 3, 4);
        TrapFrame to = new(9, 9, 9, 9);
        TrapFrame.CopyUsed(from, ref to, 2);
        Assert.AreEqual(new TrapFrame(1, 2, 3, 9), to);
    }
}
