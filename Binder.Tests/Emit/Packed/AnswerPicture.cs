using Binder.Plans;
using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Emit.Packed;

/// <summary>Where a packed answer lies, by the words of the design and no code that is tested.</summary>
internal sealed class AnswerPicture
{
    private readonly AbiShape _shape;
    private readonly int _step;
    private readonly int[] _returns;
    private readonly int _dataBytes;

    public AnswerPicture(AbiShape shape, Type wire)
    {
        (_shape, _step) = (shape, shape.RegisterBits == 128 ? 2 : 1);
        _returns = shape.ReturnRegisters.Count > 0 ? [.. shape.ReturnRegisters] : [.. Enumerable.Range(0, shape.ArgumentRegisters.Count)];
        MaxBytes = new ValuePlanner(AbiShape.Packed(64, 16)).Plan(wire, out _)!.MaxBytes;
        _dataBytes = (_returns.Length - 2) * shape.RegisterBits / 8;
        IsInMemory = MaxBytes > _dataBytes;
    }

    public int MaxBytes { get; }

    public bool IsInMemory { get; }

    /// <summary>The (low) word of the argument register that carries a return area's address.</summary>
    public int AreaWord => (_shape.ArgumentRegisters.Count - 1) * _step;

    private int StatusWord => _returns[^1] * _step;

    /// <summary>The words of a frame that answers are written to.</summary>
    private IEnumerable<int> Words => _returns.SelectMany(register => Enumerable.Range(register * _step, _step));

    /// <summary>The frame after an answer that was written: everything else is as it was sent.</summary>
    public TrapFrame Answered(TrapFrame sent, byte[] stream)
    {
        Clear(ref sent);
        int[] words = [.. Words];
        int wordBytes = Math.Min(_shape.RegisterBits, 64) / 8;
        for (int i = 0; i < stream.Length && !IsInMemory; i++)
        {
            sent[words[i / wordBytes]] |= (ulong)stream[i] << (i % wordBytes * 8);
        }

        return sent;
    }

    public TrapFrame Rejected(TrapFrame sent, SyscallErrorKind kind)
    {
        Clear(ref sent);
        sent[_returns[0] * _step] = 0x01 | ((ulong)kind << 8);
        sent[StatusWord] = 1 + (ulong)kind;
        return sent;
    }

    /// <summary>What is read out of a frame and the memory that its call named.</summary>
    public bool TryRead(Type wire, in TrapFrame frame, byte[] area, out object? result, out SyscallErrorKind rejection)
    {
        (result, rejection) = (null, SyscallErrorKind.InvalidData);
        if (!IsInMemory)
        {
            byte[] data = new byte[_dataBytes];
            int[] words = [.. Words];
            int wordBytes = Math.Min(_shape.RegisterBits, 64) / 8;
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(frame[words[i / wordBytes]] >> (i % wordBytes * 8));
            }

            return ReferenceStream.TryRead(wire, data, out result);
        }

        ulong high = _step == 2 ? frame[StatusWord + 1] : 0;
        ulong status = frame[StatusWord];
        if (status == 0 && high == 0)
        {
            return ReferenceStream.TryRead(wire, area, out result);
        }

        rejection = high == 0 && status is 2 or 3 ? (SyscallErrorKind)(status - 1) : SyscallErrorKind.InvalidData;
        return false;
    }

    private void Clear(ref TrapFrame frame)
    {
        foreach (int word in Words)
        {
            frame[word] = 0;
        }
    }
}
