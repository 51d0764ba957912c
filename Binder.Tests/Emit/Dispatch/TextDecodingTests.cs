using System.Text;
using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class TextDecodingTests
{
    private const long Invalid = -(long)Errno.EINVAL;
    private const long BadAddress = -(long)Errno.EFAULT;

    private static readonly Gen<string> s_texts = Gen.OneOf(
        Gen.String[0, 40],
        Gen.String[Gen.Char['a', 'z'], 250, 270],
        Gen.String[Gen.OneOf('a', 'ä', '€', '\uFFFD'), 0, 2000],
        Gen.OneOf("😀", "a😀b", "\u0001", "\u07FF\u0800\uFFFF"))
        .Where(text => !text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text));

    [TestMethod]
    public void String_may_end_just_before_memory_that_cannot_be_read()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            s_texts.Sample(
                text =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(text);
                    space.Reset();
                    ulong address = space.PutAtEnd([.. bytes, 0]);
                    foreach (ulong number in (ulong[])[1, 2])
                    {
                        Assert.AreEqual(text.Length, abi.Raw(number, address));
                        Assert.AreEqual(text, handler.Text);
                    }

                    Assert.AreEqual(bytes.Length, abi.Raw(4, address));
                    CollectionAssert.AreEqual(bytes, handler.Path);
                },
                iter: TestLength.Choose(60, 3000),
                threads: 1);
        }
    }

    [TestMethod]
    public void String_is_read_up_to_its_NUL_wherever_that_stands()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            Gen.Select(Gen.Int[0, CallerSpace.WritableBytes - 1], Gen.Int[0, CallerSpace.WritableBytes - 1]).Sample(
                (one, other) =>
                {
                    int start = Math.Min(one, other);
                    int length = Math.Max(one, other) - start;
                    space.Reset((byte)'x');
                    space.Bytes[start + length] = 0;
                    Assert.AreEqual(length, abi.Raw(1, space.Writable + (nuint)start));
                    Assert.AreEqual(new string('x', length), handler.Text);
                },
                iter: TestLength.Choose(60, 3000),
                threads: 1);
        }
    }

    [TestMethod]
    public void String_whose_NUL_never_comes_is_a_bad_address_at_the_end_of_the_memory()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset((byte)'x');
            foreach (ulong address in (ulong[])[space.End - 1, space.End - 300, space.Writable, space.End, space.Start - 1, ulong.MaxValue])
            {
                foreach (ulong number in (ulong[])[1, 2, 4])
                {
                    Assert.AreEqual(BadAddress, abi.Raw(number, address), $"call {number} at {address:X}");
                }
            }

            Assert.AreEqual(0, handler.Calls);
        }
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(257)]
    [DataRow(4096)]
    public void MaxCopy_bounds_a_string_exactly(int maxCopy)
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = maxCopy }, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (ulong number in (ulong[])[1, 2, 4])
            {
                Assert.AreEqual(maxCopy, abi.Raw(number, space.PutAtEnd([.. Letters(maxCopy), 0])));
                Assert.AreEqual(Invalid, abi.Raw(number, space.PutAtEnd([.. Letters(maxCopy + 1), 0])));
                Assert.AreEqual(Invalid, abi.Raw(number, space.PutAtEnd(Letters(maxCopy + 1))), "A longer string without a NUL, which need not be read to its end.");
                Assert.AreEqual(BadAddress, abi.Raw(number, space.PutAtEnd(Letters(maxCopy))), "Whether a NUL follows cannot be read.");
            }
        }
    }

    [TestMethod]
    public void MaxCount_bounds_the_bytes_of_a_string_exactly()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        using HostedKernel smaller = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = 7 }, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (ulong number in (ulong[])[3, 5])
            {
                Assert.AreEqual(8, abi.Raw(number, space.PutAtEnd([.. Letters(8), 0])));
                Assert.AreEqual(Invalid, abi.Raw(number, space.PutAtEnd([.. Letters(9), 0])));
            }

            Assert.AreEqual(4, abi.Raw(3, space.PutAtEnd("ääää\0"u8)), "8 bytes");
            Assert.AreEqual(Invalid, abi.Raw(3, space.PutAtEnd("ääää1\0"u8)));
            Assert.AreEqual(Invalid, new DispatchAbi(smaller, space.Caller).Raw(3, space.PutAtEnd([.. Letters(8), 0])));
        }
    }

    [TestMethod]
    [DataRow(new byte[] { 0x80 })]
    [DataRow(new byte[] { 0xC0, 0x80 })]
    [DataRow(new byte[] { 0x61, 0xC3 })]
    [DataRow(new byte[] { 0xE0, 0x80, 0x80 })]
    [DataRow(new byte[] { 0xED, 0xA0, 0x80 })]
    [DataRow(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [DataRow(new byte[] { 0xFF })]
    public void String_that_is_not_UTF8_is_malformed_and_a_path_of_bytes_is_not(byte[] bytes)
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        using HostedKernel counted = HostedKernel.Create(Shapes.Counted, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            ulong address = space.PutAtEnd([.. bytes, 0]);
            Assert.AreEqual(Invalid, abi.Raw(1, address));
            Assert.AreEqual(Invalid, abi.Raw(2, address));
            Assert.AreEqual(Invalid, abi.Raw(3, address));
            Assert.AreEqual(Invalid, new DispatchAbi(counted, space.Caller).Raw(1, address, (ulong)bytes.Length));
            Assert.IsNull(handler.Text);
            Assert.AreEqual(bytes.Length, abi.Raw(4, address));
            CollectionAssert.AreEqual(bytes, handler.Path);
        }
    }

    [TestMethod]
    public void Address_0_is_null_to_a_string_that_may_be_null_and_a_bad_address_to_others()
    {
        foreach (AbiShape shape in (AbiShape[])[Shapes.Linux, Shapes.Counted])
        {
            TextRecorder handler = new();
            using HostedKernel kernel = HostedKernel.Create(shape, handler);
            foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
            {
                handler.Text = "before";
                Assert.AreEqual(BadAddress, abi.Raw(1, 0, 0));
                Assert.AreEqual(BadAddress, abi.Raw(3, 0, 0));
                Assert.AreEqual("before", handler.Text);
                Assert.AreEqual(-5000, abi.Raw(2, 0, 0));
                Assert.IsNull(handler.Text);
                Assert.AreEqual(0, abi.Raw(4, 0));
            }
        }
    }

    [TestMethod]
    public void Counted_string_is_its_bytes_NULs_and_all()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Counted, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            s_texts.Sample(
                text =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(text + "\0end");
                    space.Memory.Reset();
                    Assert.AreEqual(text.Length + 4, abi.Raw(1, space.PutAtEnd(bytes), (ulong)bytes.Length));
                    Assert.AreEqual(text + "\0end", handler.Text);
                    Assert.HasCount(1, space.Memory.Reads);
                },
                iter: TestLength.Choose(40, 2000),
                threads: 1);
            Assert.AreEqual(0, abi.Raw(1, space.End, 0));
            Assert.AreEqual(string.Empty, handler.Text);
        }
    }

    [TestMethod]
    public void Count_of_a_string_is_checked_before_its_address_is_used()
    {
        TextRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Counted, new KernelOptions { MaxCopy = 100 }, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset((byte)'x');
            Assert.AreEqual(100, abi.Raw(1, space.Writable, 100));
            Assert.AreEqual(8, abi.Raw(3, space.Writable, 8));
            Assert.AreEqual(BadAddress, abi.Raw(1, space.End - 99, 100));
            Assert.AreEqual(BadAddress, abi.Raw(1, ulong.MaxValue - 9, 20));
            space.Memory.Reset();
            foreach (ulong count in (ulong[])[101, 1ul << 31, 1ul << 32, (1ul << 32) + 5, 1ul << 63, ulong.MaxValue])
            {
                Assert.AreEqual(Invalid, abi.Raw(1, space.Writable, count));
                Assert.AreEqual(Invalid, abi.Raw(2, space.Writable, count));
            }

            Assert.AreEqual(Invalid, abi.Raw(3, space.Writable, 9));
            Assert.IsEmpty(space.Memory.Reads);
        }
    }

    private static byte[] Letters(int count) => [.. Enumerable.Repeat((byte)'x', count)];

    private static bool IsWellFormed(string text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}

[SyscallInterface]
internal interface ITexts
{
    [Syscall(1)] int Text(string text);

    [Syscall(2)] int Maybe(string? text);

    [Syscall(3)] int Short([MaxCount(8)] string text);

    [Syscall(4)] int Path([NulTerminated] ReadOnlySpan<byte> path);

    [Syscall(5)] int ShortPath([NulTerminated, MaxCount(8)] ReadOnlySpan<byte> path);
}

/// <summary>Answers how long the text is, and -5000 where there is none.</summary>
internal sealed class TextRecorder : ITexts
{
    public int Calls { get; private set; }

    public string? Text { get; set; }

    public byte[]? Path { get; private set; }

    int ITexts.Text(string text) => ((ITexts)this).Maybe(text);

    int ITexts.Maybe(string? text)
    {
        Calls++;
        Text = text;
        return text?.Length ?? -5000;
    }

    int ITexts.Short(string text) => ((ITexts)this).Maybe(text);

    int ITexts.Path(ReadOnlySpan<byte> path)
    {
        Calls++;
        Path = path.ToArray();
        return path.Length;
    }

    int ITexts.ShortPath(ReadOnlySpan<byte> path) => ((ITexts)this).Path(path);
}
