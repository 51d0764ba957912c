using System.Buffers;
using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;
using MemoryPack;

namespace Binder.Bench.Peers;

/// <summary>Bar as a call by messages: arguments and answer each go through a buffer, written and read by MemoryPack.</summary>
internal sealed class MemoryPackBar(IBar handler) : IBar
{
    private readonly ArrayBufferWriter<byte> _call = new(256), _answer = new(256);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Bar(uint x, uint y)
    {
        _call.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_call, (x, y));
        Serve();
        return MemoryPackSerializer.Deserialize<int>(_answer.WrittenSpan);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Serve()
    {
        (uint x, uint y) = MemoryPackSerializer.Deserialize<(uint, uint)>(_call.WrittenSpan);
        _answer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_answer, handler.Bar(x, y));
    }
}
