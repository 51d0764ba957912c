using Binder.Plans;

namespace Binder.Tests.Emit.Codecs;

/// <summary>What must hold of any type in any shape.</summary>
internal abstract class FamilyCase
{
    public static FamilyCase Of(Type type, AbiShape shape, SpillPages pages) =>
        (FamilyCase)Activator.CreateInstance(typeof(FamilyCase<>).MakeGenericType(type), shape, pages)!;

    /// <summary>A value goes there and comes back.</summary>
    public abstract void RoundTrips(int seed);

    /// <summary>A frame that a caller made up is a value or none, and nothing else happens.</summary>
    public abstract void Withstands(int seed);
}

internal sealed class FamilyCase<T>(AbiShape shape, SpillPages pages) : FamilyCase
{
    private readonly (string Name, SyscallCodec<T> Codec)[] _strategies = Strategies.Of<T>(shape);
    private readonly ValuePlan _plan = CodecPlan.Of(typeof(T), shape).Value;
    private readonly bool _canCompare = !ShapeOfType.HoldsArray(typeof(T));

    public override void RoundTrips(int seed)
    {
        T value = (T)RandomValues.Value(typeof(T), new Random(seed))!;
        byte[] stream = ReferenceStream.Write(typeof(T), value);
        Assert.IsTrue(_plan.MinBytes <= stream.Length && stream.Length <= _plan.MaxBytes, $"{What(seed)}: {stream.Length} bytes are not {_plan.MinBytes} to {_plan.MaxBytes}");
        int spills = Math.Max(0, stream.Length - FramePicture.DataBytes(shape));
        foreach ((string name, SyscallCodec<T> codec) in _strategies)
        {
            string what = $"{What(seed)} {name}";
            Assert.AreEqual(Math.Max(0, _plan.MaxBytes - FramePicture.DataBytes(shape)), codec.MaxSpill, what);
            EncodesTo(stream, spills, codec, value, codec.MaxSpill, 0xAAAA_AAAA_AAAA_AAAA, what);
            EncodesTo(stream, spills, codec, value, spills, 0x5555_5555_5555_5555, what);

            TrapFrame frame = default;
            stream.AsSpan(stream.Length - spills).CopyTo(pages.Last(spills));
            FramePicture.Lay(shape, stream, spills > 0 ? pages.End - (nuint)spills : 0, ref frame);
            Assert.IsTrue(codec.TryDecode(frame, UserMemory.CurrentProcess, out T? back), what);
            CollectionAssert.AreEqual(stream, ReferenceStream.Write(typeof(T), back), what);
            Assert.IsTrue(!_canCompare || EqualityComparer<T>.Default.Equals(value, back), $"{what}: {value} came back as {back}");
        }
    }

    public override void Withstands(int seed)
    {
        Random random = new(seed);
        byte[] stream = Stream(random);
        TrapFrame frame = new(0, [.. Enumerable.Range(0, TrapFrame.MaxWords).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))]);
        FramePicture.Lay(shape, stream, 0, ref frame);
        byte[] spilled = stream.Length > FramePicture.DataBytes(shape) ? stream[FramePicture.DataBytes(shape)..] : [];
        SpillScene scene = SpillScene.Any(random, spilled, pages, shape);
        frame[FramePicture.SpillWord(shape)] = scene.Register;
        TrapFrame before = frame;

        byte[] all = [.. FramePicture.Data(shape, frame), .. scene.Readable(_strategies[0].Codec.MaxSpill)];
        bool isValue = ReferenceStream.TryRead(typeof(T), all, out object? expected);
        List<T> found = [];
        foreach ((string name, SyscallCodec<T> codec) in _strategies)
        {
            string what = $"{What(seed)} {name}, spill area {scene.Name}";
            bool has = codec.TryDecode(frame, scene.Memory, out T? back);
            Assert.AreEqual(isValue, has, what);
            Assert.IsTrue(frame == before, $"{what}: the frame was written");
            scene.MustBeRespected(codec.MaxSpill, what);
            found.Add(back!);
        }

        for (int i = 0; i < _strategies.Length && isValue; i++)
        {
            (string name, SyscallCodec<T> codec) = _strategies[i];
            string what = $"{What(seed)} {name}, spill area {scene.Name}";
            byte[] again = ReferenceStream.Write(typeof(T), found[i]);
            CollectionAssert.AreEqual(ReferenceStream.Write(typeof(T), expected), again, what);
            EncodesTo(again, Math.Max(0, again.Length - FramePicture.DataBytes(shape)), codec, found[i], codec.MaxSpill, ulong.MaxValue, what);
            Assert.IsTrue(all.AsSpan().StartsWith(again), $"{what}: not the beginning of the stream that was decoded");
        }
    }

    /// <summary>A stream of a value, whole or spoilt, or any bytes.</summary>
    private byte[] Stream(Random random)
    {
        byte[] stream = random.Next(4) == 0 ? new byte[random.Next(_plan.MaxBytes + 20)] : ReferenceStream.Write(typeof(T), RandomValues.Value(typeof(T), random));
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(stream.AsSpan(random.Next(stream.Length + 1)));
                break;
            case 1 when stream.Length > 0:
                stream[random.Next(stream.Length)] = (byte)random.Next(4);
                break;
            case 2 when stream.Length > 0:
                stream[random.Next(stream.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }

        return stream;
    }

    private void EncodesTo(byte[] stream, int spills, SyscallCodec<T> codec, T value, int room, ulong leftover, string what)
    {
        pages.Reset();
        nuint address = pages.End - (nuint)room;
        TrapFrame frame = new(5, [.. Enumerable.Repeat(leftover, TrapFrame.MaxWords)]);
        TrapFrame expected = frame;
        FramePicture.Lay(shape, stream, spills > 0 ? address : 0, ref expected);
        Assert.AreEqual(spills, codec.Encode(value, ref frame, SpillPages.At(address, room)), what);
        Assert.IsTrue(expected == frame, $"{what}: {frame} instead of {expected}");
        Assert.IsTrue(SpillPages.At(address, spills).SequenceEqual(stream.AsSpan(stream.Length - spills)), $"{what}: another spill area");
        pages.MustBeUntouchedBut(address, room, what);
    }

    private string What(int seed) => $"{typeof(T)} in {FramePicture.Registers(shape)} registers of {shape.RegisterBits} bits, seed {seed},";
}
