using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>A handler that takes and fills buffers.</summary>
internal sealed class BufferHandler : IBuffers
{
    public Result<nint, Errno> Write(int file, ReadOnlySpan<byte> data) => data.Length;

    public Result<nint, Errno> Read(int file, Span<byte> buffer)
    {
        buffer.Fill(0x2A);
        return buffer.Length;
    }

    public Result<Unit, Errno> ReadClock(int clock, out ClockTime time)
    {
        time = new(1, 2);
        return Unit.Value;
    }
}
