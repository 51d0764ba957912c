using Binder.Boundary;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Holds lines of the vectors against the codecs of one type.</summary>
internal abstract class VectorCheck
{
    public static VectorCheck Of(Type type) => (VectorCheck)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!;

    /// <summary>A value and the registers that it is, both ways.</summary>
    public abstract void Holds(VectorLine line, AbiShape shape, SpillPages pages);

    /// <summary>A stream that is a value with something behind it, or none.</summary>
    public abstract void Judges(VectorLine line, SpillPages pages);
}

internal sealed class Of<T> : VectorCheck
{
    private const ulong Leftover = 0xDEAD_BEEF_DEAD_BEEF;

    public override void Holds(VectorLine line, AbiShape shape, SpillPages pages)
    {
        T value = (T)VectorValue.Make(typeof(T), line.Said.GetProperty("value"));
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
        {
            // Room for whatever the type may spill, and then for what this value does and not a byte more.
            Encodes(line, codec, value, pages, codec.MaxSpill, $"{line} {name}");
            Encodes(line, codec, value, pages, line.Spill.Length, $"{line} {name}, no room to spare");
            Decodes(line, codec, value, pages, $"{line} {name}");
        }
    }

    public override void Judges(VectorLine line, SpillPages pages)
    {
        int dataBytes = 4 * line.Shape.RegisterBits / 8;
        int inMemory = Math.Max(0, line.Bytes.Length - dataBytes);
        byte[] bytes = new byte[Math.Max(dataBytes, line.Bytes.Length)];
        line.Bytes.CopyTo(bytes, 0);
        bytes[dataBytes..].CopyTo(pages.Last(inMemory));
        TrapFrame frame = new(0) { [4] = inMemory > 0 ? pages.End - (nuint)inMemory : 0 };
        for (int i = 0; i < dataBytes; i++)
        {
            frame[i * 8 / line.Shape.RegisterBits] |= (ulong)bytes[i] << (i * 8 % line.Shape.RegisterBits);
        }

        bool isValue = line.Result.TryGetProperty("ok", out System.Text.Json.JsonElement ok);

        // The one verdict that is a defect: an unknown tag of a SyscallError is no InvalidData the value.
        bool isDefect = line is { Type: "SyscallError<SimpleErr>", Bytes: [> 3] } or { Type: "Result<FooRet,SyscallError<SimpleErr>>", Bytes: [1, > 3] };
        Assert.IsTrue(!isDefect || isValue, line.ToString());
        Result<T, SyscallError<Unit>> expected = isValue && !isDefect
            ? Result.Ok((T)VectorValue.Make(typeof(T), ok))
            : Result.Fail(SyscallError<Unit>.InvalidData);
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(line.Shape))
        {
            Assert.AreEqual(expected, codec.Decode(frame, UserMemory.CurrentProcess), $"{line} {name}");
        }
    }

    private static void Encodes(VectorLine line, SyscallCodec<T> codec, T value, SpillPages pages, int room, string what)
    {
        pages.Reset();
        nuint address = pages.End - (nuint)room - 64;
        TrapFrame frame = new(77, [.. Enumerable.Repeat(Leftover, TrapFrame.MaxWords)]);
        TrapFrame expected = frame;
        for (int i = 0; i < line.Registers.Length; i++)
        {
            expected[i] = line.Registers[i] ?? address;
        }

        int spilled = codec.Encode(value, ref frame, SpillPages.At(address, room));
        Assert.AreEqual(line.Spill.Length, spilled, what);
        Assert.IsTrue(expected == frame, $"{what}: {string.Join(' ', Enumerable.Range(0, 8).Select(i => $"{frame[i]:x16}"))}");
        CollectionAssert.AreEqual(line.Spill, SpillPages.At(address, spilled).ToArray(), what);
        pages.MustBeUntouchedBut(address, room, what);
    }

    private static void Decodes(VectorLine line, SyscallCodec<T> codec, T value, SpillPages pages, string what)
    {
        // The spilled bytes are the last ones before a page that cannot be read.
        byte[] spill = line.Spill;
        spill.CopyTo(pages.Last(spill.Length));
        TrapFrame frame = new(0, [.. line.Registers.Select(register => register ?? pages.End - (nuint)spill.Length)]);
        Assert.AreEqual(line.SpillRegister is { } index ? (ulong)(pages.End - (nuint)spill.Length) : 0, frame[line.SpillRegister is null ? 5 : 4], what);
        Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess), what);

        // In memory of its own at an address that no register narrows.
        Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.Over(spill, pages.End - (nuint)spill.Length)), what);
    }
}
