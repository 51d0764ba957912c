using System.Runtime.InteropServices;
using System.Text;
using Binder.Native;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Proxies;

/// <summary>The real kernel as the judge of what proxies send.</summary>
[TestClass]
public sealed unsafe class LinuxKernelTests
{
    private const int CurrentDirectory = -100;
    private const int CloseOnExec = 0x80000;
    private const int Create = 0x40;
    private const int ReadWrite = 2;
    private const uint BasicStats = 0x7FF;

    private string _folder = "";

    public static IEnumerable<Way> Ways => [Way.Direct, Way.Trap];

    [TestInitialize]
    public void NeedsTheKernel()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test makes real calls and needs Linux on x86-64.");
        }

        _folder = Directory.CreateTempSubdirectory("binder").FullName;
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Bytes_go_through_a_pipe(Way way)
    {
        ILinux linux = Bind(way);
        Span<int> ends = stackalloc int[2];
        Assert.IsTrue(linux.Pipe(ends, CloseOnExec).IsOk);

        Assert.AreEqual(5, linux.Write(ends[1], "hello"u8).Value);
        byte[] buffer = new byte[100];
        Assert.AreEqual(5, linux.Read(ends[0], buffer).Value);

        CollectionAssert.AreEqual("hello"u8.ToArray(), buffer[..5]);
        Assert.AreEqual(0, buffer[5]);
        linux.Close(ends[0]);
        linux.Close(ends[1]);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void A_pipe_into_a_span_of_three_is_refused_before_the_call(Way way) =>
        Assert.ThrowsExactly<SyscallEncodingException>(() => Bind(way).Pipe(new int[3], CloseOnExec));

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Structs_of_addresses_gather_bytes(Way way)
    {
        ILinux linux = Bind(way);
        Span<int> ends = stackalloc int[2];
        Assert.IsTrue(linux.Pipe(ends, CloseOnExec).IsOk);
        byte[] buffer = new byte[20];
        fixed (byte* first = "one "u8)
        fixed (byte* second = "two"u8)
        {
            Vector[] vectors = [new(UserPointer.Of(first), 4), new(UserPointer.Of(second), 3)];
            Assert.AreEqual(7, linux.WriteVectors(ends[1], vectors).Value);
        }

        Assert.AreEqual(7, linux.Read(ends[0], buffer).Value);
        Assert.AreEqual("one two", Encoding.ASCII.GetString(buffer, 0, 7));
        linux.Close(ends[0]);
        linux.Close(ends[1]);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Closing_twice_is_EBADF_by_every_form_of_answer(Way way)
    {
        ILinux linux = Bind(way);
        int file = linux.OpenAt(CurrentDirectory, "/dev/null", CloseOnExec, 0).Value;
        linux.Close(file);

        SyscallException thrown = Assert.ThrowsExactly<SyscallException>(() => linux.Close(-1));
        Assert.IsTrue(thrown.Is(Errno.EBADF));
        Assert.AreEqual("close failed: Bad file descriptor (EBADF).", thrown.Message);
        Assert.AreEqual(Errno.EBADF, linux.TryClose(-1).Error);
        Assert.AreEqual(SyscallError.Failed(Errno.EBADF), linux.TryCloseEverything(-1).Error);
        Assert.AreEqual(CloseError.BadDescriptor, linux.TryCloseOwn(-1).Error);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Paths_of_every_length_reach_the_kernel(Way way)
    {
        ILinux linux = Bind(way);
        foreach (int length in new[] { 150, 170, 171, 255, 510, 511, 512, 513, 1000, 4095 })
        {
            string path = Lengthen(Path.Combine(_folder, $"é{length}"), length);
            byte[] bytes = Encoding.UTF8.GetBytes(path);

            int file = linux.OpenAt(CurrentDirectory, path, Create | ReadWrite | CloseOnExec, 0x180).Value;
            linux.Close(file);
            Assert.IsTrue(File.Exists(Path.Combine(_folder, $"é{length}")), $"{length} bytes.");

            file = linux.OpenPath(CurrentDirectory, bytes, ReadWrite | CloseOnExec, 0).Value;
            linux.Close(file);
            file = linux.OpenPath(CurrentDirectory, [.. bytes, 0], ReadWrite | CloseOnExec, 0).Value;
            linux.Close(file);
        }

        Assert.AreEqual(Errno.ENAMETOOLONG, linux.OpenAt(CurrentDirectory, Lengthen("/dev/null", 4096), CloseOnExec, 0).Error);
        Assert.AreEqual(Errno.EFAULT, linux.OpenAt(CurrentDirectory, null, CloseOnExec, 0).Error);
        Assert.AreEqual(Errno.ENOENT, linux.OpenAt(CurrentDirectory, "", CloseOnExec, 0).Error);
        Assert.AreEqual(Errno.ENOENT, linux.OpenPath(CurrentDirectory, new byte[] { 1 }.AsSpan(0, 0), CloseOnExec, 0).Error);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Statx_fills_a_struct(Way way)
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, new byte[12_345]);
        Statx status = new() { Mask = 77, Size = 77 };

        Assert.IsTrue(Bind(way).Statx(CurrentDirectory, path, 0, BasicStats, out status).IsOk);

        Assert.AreEqual(12_345ul, status.Size);
        Assert.AreEqual(0x8000, status.Mode & 0xF000);
        Assert.AreEqual(BasicStats, status.Mask & BasicStats);
        Assert.AreEqual(Errno.ENOENT, Bind(way).Statx(CurrentDirectory, path + "x", 0, BasicStats, out status).Error);
        Assert.AreEqual(0ul, status.Size);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Random_bytes_fill_a_span_and_no_more(Way way)
    {
        byte[] buffer = new byte[200];
        Assert.AreEqual(100, Bind(way).GetRandom(buffer.AsSpan(50, 100), 100, 0).Value);
        Assert.IsGreaterThan(-1, buffer.AsSpan(50, 100).IndexOfAnyExcept((byte)0));
        Assert.AreEqual(-1, buffer.AsSpan(0, 50).IndexOfAnyExcept((byte)0));
        Assert.AreEqual(-1, buffer.AsSpan(150).IndexOfAnyExcept((byte)0));
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void Handles_come_back_and_are_sent(Way way)
    {
        ILinux linux = Bind(way);
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "content");
        byte[] buffer = new byte[20];

        using SafeFileHandle file = linux.OpenHandle(CurrentDirectory, path, CloseOnExec, 0).Value;
        Assert.IsFalse(file.IsInvalid);
        Assert.AreEqual(7, linux.ReadHandle(file, buffer).Value);
        Assert.AreEqual("content", Encoding.ASCII.GetString(buffer, 0, 7));

        int number = (int)file.DangerousGetHandle();
        file.Dispose();
        Assert.AreEqual(Errno.EBADF, linux.Read(number, buffer).Error);
        Assert.ThrowsExactly<ObjectDisposedException>(() => linux.ReadHandle(file, buffer));
        Assert.AreEqual(Errno.ENOENT, linux.OpenHandle(CurrentDirectory, path + "x", 0, 0).Error);
    }

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void All_six_words_and_a_pointer_answer_go_through_mmap(Way way)
    {
        IMemory memory = SyscallBinder.Bind<IMemory>(way == Way.Direct ? LinuxAbi.Current : new WrapperAbi(LinuxAbi.Current));
        using SafeFileHandle file = File.OpenHandle(CreateFile(2 * Environment.SystemPageSize));
        nuint page = (nuint)Environment.SystemPageSize;

        byte* mapped = memory.Map(null, page, 1, 2, file, (long)page);

        Assert.IsTrue(new ReadOnlySpan<byte>(mapped, (int)page).IndexOfAnyExcept((byte)1) < 0);
        memory.Unmap(mapped, page);
    }

    private static ILinux Bind(Way way) =>
        SyscallBinder.Bind<ILinux>(way == Way.Direct ? LinuxAbi.Current : new WrapperAbi(LinuxAbi.Current));

    /// <summary>The same path by more slashes, so that its UTF-8 has the length.</summary>
    private static string Lengthen(string path, int bytes) =>
        new string('/', bytes - Encoding.UTF8.GetByteCount(path)) + path;

    /// <summary>A file whose pages hold their own number.</summary>
    private string CreateFile(int bytes)
    {
        string path = Path.Combine(_folder, "pages");
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            content[i] = (byte)(i / Environment.SystemPageSize);
        }

        File.WriteAllBytes(path, content);
        return path;
    }

    internal readonly record struct Vector(UserPointer<byte> Start, nuint Length);

    internal enum CloseError
    {
        BadDescriptor = 9,
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Statx
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(40)] public ulong Size;
    }

    [SyscallInterface]
    internal interface ILinux
    {
        [Syscall("pipe2")] Result<Unit, Errno> Pipe([FixedLength(2), Out] Span<int> ends, int flags);

        [Syscall("read")] Result<nint, Errno> Read(int file, [Out] Span<byte> buffer);

        [Syscall("write")] Result<nint, Errno> Write(int file, ReadOnlySpan<byte> data);

        [Syscall("writev")] Result<nint, Errno> WriteVectors(int file, ReadOnlySpan<Vector> vectors);

        [Syscall("close"), Short] void Close(int file);

        [Syscall("close")] Result<Unit, Errno> TryClose(int file);

        [Syscall("close")] Result<Unit, SyscallError<Errno>> TryCloseEverything(int file);

        [Syscall("close")] Result<Unit, CloseError> TryCloseOwn(int file);

        [Syscall("openat")] Result<int, Errno> OpenAt(int directory, string? path, int flags, uint mode);

        [Syscall("openat")] Result<int, Errno> OpenPath(int directory, [NulTerminated] ReadOnlySpan<byte> path, int flags, uint mode);

        [Syscall("openat")] Result<SafeFileHandle, Errno> OpenHandle(int directory, string path, int flags, uint mode);

        [Syscall("read")] Result<nint, Errno> ReadHandle(SafeFileHandle file, [Out] Span<byte> buffer);

        [Syscall("statx")] Result<Unit, Errno> Statx(int directory, string path, int flags, uint mask, out Statx status);

        [Syscall("getrandom")] Result<int, Errno> GetRandom([Out] Span<byte> buffer, [LengthOf(nameof(buffer))] nuint count, uint flags);
    }

    [SyscallInterface]
    internal interface IMemory
    {
        [Syscall("mmap")] byte* Map(byte* wished, nuint length, int protection, int flags, SafeFileHandle file, long offset);

        [Syscall("munmap")] void Unmap(byte* address, nuint length);
    }
}
