namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class SpanCopyTests
{
    private const long Invalid = -(long)Errno.EINVAL;
    private const long BadAddress = -(long)Errno.EFAULT;
    private const long Failed = -(long)Errno.EIO;

    [TestMethod]
    public void Span_to_be_read_is_copied_once_and_what_the_caller_does_meanwhile_changes_nothing()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            int[] sent = [1, 2, 3, 4];
            sent.CopyTo(space.At<int>(0, 4));
            handler.WhileReading = () => space.At<int>(0, 4).Fill(9);
            Assert.AreEqual(4, abi.Raw(1, space.Writable, 4));
            CollectionAssert.AreEqual(sent, handler.Seen);
            Assert.AreEqual((space.Writable, 16), space.Memory.Reads.Single());
            Assert.IsEmpty(space.Memory.Writes);
        }
    }

    [TestMethod]
    public void Change_of_a_copy_reaches_the_caller_only_with_the_answer()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            space.At<int>(0, 3).Fill(5);
            bool unchanged = false;
            handler.Answer = data =>
            {
                data[1] = 7;
                unchanged = !space.At<int>(0, 3).ContainsAnyExcept(5);
                return 42;
            };
            Assert.AreEqual(42, abi.Raw(2, space.Writable, 3));
            Assert.IsTrue(unchanged);
            CollectionAssert.AreEqual(new[] { 5, 5, 5 }, handler.Seen);
            CollectionAssert.AreEqual(new[] { 5, 7, 5 }, space.At<int>(0, 3).ToArray());
            Assert.AreEqual((space.Writable, 12), space.Memory.Writes.Single());
        }
    }

    [TestMethod]
    public void Span_to_be_filled_is_zero_and_written_in_full()
    {
        BufferHandler handler = new() { Answer = data => data[0] = 3 };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(3, abi.Raw(3, space.Writable, 700));
            CollectionAssert.AreEqual(new int[700], handler.Seen);
            Assert.AreEqual(3, space.At<int>(0, 1)[0]);
            Assert.IsFalse(space.At<int>(4, 699).ContainsAnyExcept(0));
            Assert.AreEqual(unchecked((int)0xA5A5A5A5), space.At<int>(2800, 1)[0]);
            Assert.IsEmpty(space.Memory.Reads);
        }
    }

    [TestMethod]
    public void Nothing_is_written_with_an_error()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            handler.Answer = data =>
            {
                data.Fill(1);
                return Result.Fail(Errno.EAGAIN);
            };
            foreach (ulong number in (ulong[])[2, 3, 4, 5, 12])
            {
                Assert.AreEqual(-(long)Errno.EAGAIN, abi.Raw(number, space.Writable, 4));
            }

            Assert.AreEqual(-(long)Errno.EAGAIN, abi.Raw(10, space.Writable, 4, space.Writable + 64, 4));
            handler.Answer = _ => throw new InvalidOperationException("no answer");
            Assert.AreEqual(Failed, abi.Raw(2, space.Writable, 4));
            Assert.IsTrue(space.IsUntouched());
            Assert.IsEmpty(space.Memory.Writes);
        }
    }

    [TestMethod]
    [DataRow(4ul, 0L, 0)]
    [DataRow(4ul, 1L, 4)]
    [DataRow(4ul, 8L, 32)]
    [DataRow(5ul, 0L, 0)]
    [DataRow(5ul, 5L, 5)]
    [DataRow(5ul, 32L, 32)]
    [DataRow(12ul, 3L, 12)]
    public void Answer_that_counts_says_how_much_is_written(ulong number, long answer, int bytes)
    {
        BufferHandler handler = new()
        {
            Answer = data =>
            {
                data.Fill(0x01010101);
                return answer;
            },
        };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(answer, abi.Raw(number, space.Writable, 8));
            Assert.IsFalse(space.Bytes[..bytes].ContainsAnyExcept((byte)1));
            Assert.IsFalse(space.Bytes[bytes..].ContainsAnyExcept((byte)0xA5));
            Assert.HasCount(bytes == 0 ? 0 : 1, space.Memory.Writes);
        }
    }

    [TestMethod]
    [DataRow(4ul, 9L)]
    [DataRow(4ul, long.MaxValue)]
    [DataRow(4ul, -4096L)]
    [DataRow(4ul, long.MinValue)]
    [DataRow(4ul, -1L)]
    [DataRow(5ul, 33L)]
    [DataRow(5ul, 1L << 32)]
    [DataRow(12ul, 9L)]
    public void Answer_that_counts_more_than_there_is_cannot_be_sent(ulong number, long answer)
    {
        List<UnsendableAnswer> heard = [];
        BufferHandler handler = new() { Answer = data => answer };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { OnUnsendableAnswer = heard.Add }, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            heard.Clear();
            space.Reset();
            Assert.AreEqual(Failed, abi.Raw(number, space.Writable, 8));
            UnsendableAnswer unsendable = heard.Single();
            Assert.AreEqual(new UnsendableAnswer(number, space.Caller, unsendable.Cause), unsendable);
            Assert.Contains($"was answered with {answer}, and ", unsendable.Cause!.Message);
            Assert.IsTrue(space.IsUntouched());
        }
    }

    [TestMethod]
    public void Nothing_is_written_of_any_span_with_an_answer_that_cannot_be_sent()
    {
        BufferHandler handler = new() { Answer = data => data.Length + 1 };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(Failed, abi.Raw(10, space.Writable, 4, space.Writable + 64, 4));
            Assert.IsTrue(space.IsUntouched());
        }
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(1ul)]
    [DataRow(ulong.MaxValue)]
    [DataRow(0x8000_0000_0000_0000ul)]
    public void Span_without_elements_may_lie_anywhere_and_no_memory_is_touched(ulong address)
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Aligned, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            foreach (ulong number in (ulong[])[1, 2, 3, 4, 5, 6, 11, 12, 13])
            {
                Assert.AreEqual(0, abi.Raw(number, address, 0), $"call {number}");
            }

            Assert.AreEqual(7, abi.Raw(7, 0, address, 7));
            Assert.AreEqual(7, abi.Raw(8, address, 7, 0));
            Assert.AreEqual(0, abi.Raw(10, address, 0, address, 0));
            Assert.IsEmpty(space.Memory.Reads);
            Assert.IsEmpty(space.Memory.Writes);
        }
    }

    [TestMethod]
    [DataRow(64, 16, 17)]
    [DataRow(63, 15, 16)]
    [DataRow(3, 0, 1)]
    [DataRow(int.MaxValue, 2048, 1 << 29)]
    public void MaxCopy_bounds_the_bytes_of_a_copy_exactly(int maxCopy, int most, int tooMany)
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = maxCopy }, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            foreach (ulong number in (ulong[])[1, 2, 3])
            {
                Assert.AreEqual(most, abi.Raw(number, space.Writable, (ulong)most));
                int calls = handler.Calls;
                Assert.AreEqual(Invalid, abi.Raw(number, space.Writable, (ulong)tooMany));
                Assert.AreEqual(calls, handler.Calls);
            }
        }
    }

    [TestMethod]
    public void MaxCount_bounds_the_elements_exactly()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            Assert.AreEqual(4, abi.Raw(6, space.Writable, 4));
            Assert.AreEqual(Invalid, abi.Raw(6, space.Writable, 5));
        }
    }

    [TestMethod]
    [DataRow(1ul << 61)]
    [DataRow(1ul << 62)]
    [DataRow((1ul << 62) + 1)]
    [DataRow((1ul << 63) + 1)]
    [DataRow(ulong.MaxValue)]
    [DataRow((1ul << 32) + 1)]
    [DataRow(0x5555_5555_5555_5556ul)]
    public void Count_whose_bytes_overflow_is_malformed_before_anything_is_read(ulong count)
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            foreach (ulong number in (ulong[])[1, 2, 3, 4, 5, 6, 11, 12, 13, 14])
            {
                Assert.AreEqual(Invalid, abi.Raw(number, space.Writable, count));
            }

            Assert.AreEqual(Invalid, abi.Raw(10, space.Writable, 1, space.Writable, count));
            Assert.AreEqual(0, handler.Calls);
            Assert.IsLessThan(2, space.Memory.Reads.Count);
            Assert.IsEmpty(space.Memory.Writes);
        }
    }

    [TestMethod]
    public void Address_that_cannot_be_read_is_bad_and_the_kernel_serves_on()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (ulong address in (ulong[])[0, 1, space.Start - 4, space.Start - 1, space.End, space.End - 8, space.End - 11,
                ulong.MaxValue, ulong.MaxValue - 15, ulong.MaxValue - 14, 0x8000_0000_0000_0000, 0x7FFF_FFFF_FFFF_FFF8])
            {
                int calls = handler.Calls;
                Assert.AreEqual(BadAddress, abi.Raw(1, address, 4), $"{address:X}");
                Assert.AreEqual(BadAddress, abi.Raw(2, address, 4), $"{address:X}");
                Assert.AreEqual(BadAddress, abi.Raw(9, address), $"{address:X}");
                Assert.AreEqual(calls, handler.Calls);
            }

            Assert.AreEqual(4, abi.Raw(1, space.End - 16, 4));
            Assert.AreEqual(4, abi.Raw(1, space.Writable - 8, 4));
        }
    }

    [TestMethod]
    public void Address_that_cannot_be_written_is_bad_and_the_kernel_serves_on()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (ulong address in (ulong[])[0, space.Start - 16, space.Start - 8, space.Start, space.Writable - 8, space.End - 8, space.End, ulong.MaxValue - 7])
            {
                foreach (ulong number in (ulong[])[3, 4])
                {
                    Assert.AreEqual(BadAddress, abi.Raw(number, address, 4), $"{address:X}");
                }
            }

            Assert.AreEqual(BadAddress, abi.Raw(2, space.Start, 4));
            Assert.AreEqual(4, abi.Raw(2, space.Writable, 4));
        }
    }

    [TestMethod]
    public void Count_stands_in_the_parameter_that_says_so()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            int[] sent = [1, 2, 3];
            sent.CopyTo(space.At<int>(0, 3));
            Assert.AreEqual(303 + 9, abi.Raw(7, 3, space.Writable, 9));
            CollectionAssert.AreEqual(sent, handler.Seen);
            Assert.AreEqual(2 + 800 + 9, abi.Raw(8, space.Writable, 9, 8));
            CollectionAssert.AreEqual(sent[..2], handler.Seen);
            Assert.AreEqual(3, abi.Raw(9, space.Writable));
            CollectionAssert.AreEqual(sent, handler.Seen);
        }
    }

    [TestMethod]
    [DataRow(7ul, 0xFFFF_FFFFul)]
    [DataRow(7ul, 0x8000_0000ul)]
    [DataRow(8ul, 7ul)]
    [DataRow(8ul, 1ul)]
    [DataRow(8ul, ulong.MaxValue)]
    [DataRow(8ul, 1ul << 63)]
    public void Count_that_is_negative_or_no_whole_number_of_elements_is_malformed(ulong number, ulong count)
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(Invalid, number == 7 ? abi.Raw(7, count, space.Writable, 1) : abi.Raw(8, space.Writable, 1, count));
            Assert.AreEqual(0, handler.Calls);
            Assert.IsEmpty(space.Memory.Reads);
        }
    }

    [TestMethod]
    public void Address_is_checked_for_alignment_where_the_shape_says_so()
    {
        BufferHandler handler = new();
        using HostedKernel aligned = HostedKernel.Create(Shapes.Aligned, handler);
        using HostedKernel unaligned = HostedKernel.Create(Shapes.Linux, handler);
        foreach (CallerSpace space in CallerSpace.All())
        {
            foreach (SyscallAbi abi in KernelWays.To(aligned, space.Caller))
            {
                for (uint offset = 0; offset < 8; offset++)
                {
                    long one = offset % 4 == 0 ? 1 : Invalid;
                    int calls = handler.Calls;
                    Assert.AreEqual(one, abi.Raw(1, space.Writable + offset, 1));
                    Assert.AreEqual(one, abi.Raw(2, space.Writable + offset, 1));
                    Assert.AreEqual(one, abi.Raw(3, space.Writable + offset, 1));
                    Assert.AreEqual(one, abi.Raw(4, space.Writable + offset, 1));
                    Assert.AreEqual(one == 1 ? 4 : 0, handler.Calls - calls);
                    Assert.AreEqual(offset == 0 ? 1 : Invalid, abi.Raw(13, space.Writable + offset, 1));
                    Assert.AreEqual(1, abi.Raw(11, space.Writable + offset, 1));
                    Assert.AreEqual(1, abi.Raw(14, space.Writable + offset, 1));
                }
            }

            foreach (SyscallAbi abi in KernelWays.To(unaligned, space.Caller))
            {
                Assert.AreEqual(1, abi.Raw(1, space.Writable + 1, 1));
                Assert.AreEqual(1, abi.Raw(13, space.Writable + 3, 1));
            }
        }
    }

    [TestMethod]
    public void Copy_that_no_memory_can_be_had_for_is_refused_with_ENOMEM()
    {
        BufferHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = int.MaxValue }, handler);
        int failures = 0;
        kernel.HandlerFailed += (_, _) => failures++;
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            Assert.AreEqual(-(long)Errno.ENOMEM, abi.Raw(11, space.Writable, int.MaxValue));
            Assert.AreEqual(0, handler.Calls + failures);
        }
    }
}
