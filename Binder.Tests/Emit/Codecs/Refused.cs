namespace Binder.Tests.Emit.Codecs;

/// <summary>Values that must not be sent.</summary>
internal static class Refused
{
    private const byte Canary = 0x99;

    /// <summary>Encoding throws in both strategies, with much room, with just enough for most and with none; frame and span stay as they were.</summary>
    public static void ByBoth<T>(T value, AbiShape shape)
    {
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
        {
            foreach (int room in new[] { codec.MaxSpill + 100, codec.MaxSpill, codec.MaxSpill / 2, 0 })
            {
                By(codec, value, room, $"{typeof(T)} {name} with room for {room}");
            }
        }
    }

    public static SyscallEncodingException By<T>(SyscallCodec<T> codec, T value, int room, string what)
    {
        byte[] spill = GC.AllocateArray<byte>(room, pinned: true);
        spill.AsSpan().Fill(Canary);
        TrapFrame frame = new(3, [.. Enumerable.Repeat(0x7777_7777_7777_7777ul, TrapFrame.MaxWords)]);
        TrapFrame before = frame;
        SyscallEncodingException thrown = Assert.ThrowsExactly<SyscallEncodingException>(() => codec.Encode(value, ref frame, spill), what);
        Assert.IsTrue(frame == before, $"{what}: the frame was written");
        Assert.IsFalse(spill.AsSpan().ContainsAnyExcept(Canary), $"{what}: the spill area was written");
        return thrown;
    }
}
