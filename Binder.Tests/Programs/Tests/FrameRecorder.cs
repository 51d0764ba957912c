namespace Binder.Tests.Programs;

/// <summary>Answers every call with a number of its own, and keeps what was sent.</summary>
internal sealed class FrameRecorder(AbiShape shape, long answer = 0) : SyscallAbi(shape)
{
    public List<TrapFrame> Sent { get; } = [];

    public override void Trap(ref TrapFrame frame)
    {
        TrapFrame used = new(frame.Number);
        for (int i = 0; i < Shape.ArgumentRegisters.Count; i++)
        {
            used[i] = frame[i];
        }

        Sent.Add(used);
        frame[0] = unchecked((ulong)answer);
    }
}
