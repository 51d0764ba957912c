namespace Binder.Plans;

/// <summary>Where bytes of a packed stream lie, in the words of registers.</summary>
/// <param name="stream">The stream.</param>
/// <param name="registerBits">How wide the registers are.</param>
/// <param name="name">The name of each register that carries data.</param>
/// <param name="memory">What is said of bytes that lie in memory.</param>
internal sealed class StreamPlaces(StreamPlan stream, int registerBits, Func<int, string> name, string memory)
{
    private readonly int _registerBytes = registerBits / 8;
    private readonly int _dataBytes = stream.Layout.DataBytes;

    /// <summary>The registers that carry data, in order.</summary>
    public string[] DataRegisters()
    {
        string[] names = new string[_dataBytes / _registerBytes];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = name(i);
        }

        return names;
    }

    /// <summary>The place of something that begins at one byte of the stream and has so many.</summary>
    public string Of(ByteRange first, ByteRange bytes)
    {
        if (bytes.Max == 0)
        {
            return "nowhere";
        }

        if (first.IsFixed && bytes.IsFixed)
        {
            return string.Join(", ", Pieces(first.Min, first.Min + bytes.Min));
        }

        string begin = Area(first.Min);
        string end = Area(first.Max + bytes.Max - 1);
        return begin == end ? begin : $"{begin} to {end}";
    }

    private string Area(int at) => at < _dataBytes ? name(at / _registerBytes) : memory;

    private IEnumerable<string> Pieces(int begin, int end)
    {
        for (int at = begin; at < Math.Min(end, _dataBytes);)
        {
            int register = at / _registerBytes;
            int from = at - (register * _registerBytes);
            int to = Math.Min(end - (register * _registerBytes), _registerBytes);
            yield return to - from == _registerBytes ? name(register) : $"{name(register)} bits {from * 8}-{(to * 8) - 1}";
            at = (register * _registerBytes) + to;
        }

        int spilled = Math.Max(begin, _dataBytes) - _dataBytes;
        if (end > _dataBytes)
        {
            yield return end - _dataBytes - spilled == 1 ? $"{memory} byte {spilled}" : $"{memory} bytes {spilled}-{end - _dataBytes - 1}";
        }
    }
}
