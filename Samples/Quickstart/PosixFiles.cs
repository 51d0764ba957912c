using System.Buffers;
using Binder;

namespace Quickstart;

/// <summary>Whole files over single calls: a read or write may move less than it was asked for, or be interrupted.</summary>
internal static class PosixFiles
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxFileBytes = 1 << 26;

    /// <summary>Reads a file to its end; EFBIG when that is not reached within 64 MiB.</summary>
    public static Result<byte[], Errno> ReadFile(this IPosix posix, string path)
    {
        int fd;
        while (!posix.Open(path).TryGet(out fd, out Errno error))
        {
            if (error != Errno.EINTR)
            {
                return Result.Fail(error);
            }
        }

        try
        {
            return ReadToEnd(posix, fd);
        }
        finally
        {
            posix.Close(fd);
        }
    }

    /// <summary>Writes all of the data.</summary>
    public static Result<Unit, Errno> WriteAll(this IPosix posix, int fd, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (posix.Write(fd, data[..Math.Min(data.Length, BufferBytes)]).TryGet(out nint written, out Errno error))
            {
                data = data[(int)written..];
            }
            else if (error != Errno.EINTR)
            {
                return Result.Fail(error);
            }
        }

        return Result.Ok();
    }

    private static Result<byte[], Errno> ReadToEnd(IPosix posix, int fd)
    {
        ArrayBufferWriter<byte> content = new(BufferBytes);
        while (content.WrittenCount <= MaxFileBytes)
        {
            if (posix.Read(fd, content.GetSpan(BufferBytes)[..BufferBytes]).TryGet(out nint read, out Errno error))
            {
                if (read == 0)
                {
                    return content.WrittenSpan.ToArray();
                }

                content.Advance((int)read);
            }
            else if (error != Errno.EINTR)
            {
                return Result.Fail(error);
            }
        }

        return Result.Fail(Errno.EFBIG);
    }
}
