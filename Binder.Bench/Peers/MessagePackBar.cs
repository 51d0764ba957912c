using System.Buffers;
using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;
using MessagePack;

namespace Binder.Bench.Peers;

/// <summary>Bar as a call by messages: arguments and answer each go through a buffer, written and read by MessagePack-CSharp.</summary>
internal sealed class MessagePackBar(IBar handler) : IBar
{
    private readonly ArrayBufferWriter<byte> _call = new(256), _answer = new(256);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Bar(uint x, uint y)
    {
        _call.ResetWrittenCount();
        MessagePackSerializer.Serialize(_call, (x, y));
        Serve();
        return MessagePackSerializer.Deserialize<int>(_answer.WrittenMemory);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Serve()
    {
        (uint x, uint y) = MessagePackSerializer.Deserialize<(uint, uint)>(_call.WrittenMemory);
        _answer.ResetWrittenCount();
        MessagePackSerializer.Serialize(_answer, handler.Bar(x, y));
    }
}
