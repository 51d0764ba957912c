using Binder;

namespace OwnAbi;

/// <summary>A call of somebody who brings the memory that streams are spilled to, such as a guest whose addresses are not this process's.</summary>
internal static class GuestCall
{
    private const ulong Address = 0x1000;
    private const int SpillRegister = 3;

    public static void Run(HostedKernel kernel)
    {
        byte[] memory = GC.AllocateArray<byte>(4096, pinned: true);
        SyscallCaller guest = new(UserMemory.Over(memory, (nuint)Address), identity: "guest");

        TrapFrame frame = new(number: 3);
        SyscallCodec<SetAlarm> codec = SyscallCodec.For<SetAlarm>(ShowingAbi.Own);
        int spilled = codec.Encode(new(1, Alarm.Repeated(170, every: 9), Name: 8UL), ref frame, memory.AsSpan(0, codec.MaxSpill));
        frame[SpillRegister] = Address;
        kernel.Dispatch(ref frame, guest);

        // Answers begin in register 1: a tag of 0, and the value behind it.
        Console.WriteLine($"  {spilled} of at most {codec.MaxSpill} bytes in the guest's memory; answered {frame[1] >> 8}");
    }
}
