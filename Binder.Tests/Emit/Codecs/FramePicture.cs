namespace Binder.Tests.Emit.Codecs;

/// <summary>A packed stream in a frame, laid there byte by byte as types.md says.</summary>
internal static class FramePicture
{
    public static int Registers(AbiShape shape) => shape.ArgumentRegisters.Count;

    public static int DataBytes(AbiShape shape) => (Registers(shape) - 2) * shape.RegisterBits / 8;

    /// <summary>How many words of a frame the shape uses.</summary>
    public static int Words(AbiShape shape) => Registers(shape) * (shape.RegisterBits == 128 ? 2 : 1);

    /// <summary>The (low) word of the register with the spill area's address.</summary>
    public static int SpillWord(AbiShape shape) => (Registers(shape) - 2) * (shape.RegisterBits == 128 ? 2 : 1);

    /// <summary>Puts the beginning of a stream into the data registers and an address into the spill register; the last one becomes 0.</summary>
    public static void Lay(AbiShape shape, ReadOnlySpan<byte> stream, ulong address, ref TrapFrame frame)
    {
        for (int word = 0; word < Words(shape); word++)
        {
            frame[word] = 0;
        }

        int wordBits = Math.Min(shape.RegisterBits, 64);
        for (int i = 0; i < Math.Min(stream.Length, DataBytes(shape)); i++)
        {
            frame[i * 8 / wordBits] |= (ulong)stream[i] << (i * 8 % wordBits);
        }

        frame[SpillWord(shape)] = address;
    }

    /// <summary>The bytes that the data registers hold.</summary>
    public static byte[] Data(AbiShape shape, in TrapFrame frame)
    {
        byte[] data = new byte[DataBytes(shape)];
        int wordBits = Math.Min(shape.RegisterBits, 64);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)(frame[i * 8 / wordBits] >> (i * 8 % wordBits));
        }

        return data;
    }
}
