using System.Runtime.CompilerServices;

namespace Binder.Tests.Proxies;

/// <summary>in, ref and out parameters are addresses of the caller's own variables.</summary>
[TestClass]
public sealed unsafe class ReferenceTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void References_are_the_addresses_of_the_variables(Way way)
    {
        int first = 1;
        long second = 2;
        Record third = default;
        ScriptedKernel kernel = new();

        kernel.Bind<IReferences>(way).All(9, in first, ref second, out third, 8);

        CollectionAssert.AreEqual(
            new ulong[] { 9, (ulong)&first, (ulong)&second, (ulong)&third, 8, 0 }, kernel.Words);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void The_kernel_reads_what_in_and_ref_hold(Way way)
    {
        long second = -2;
        ScriptedKernel kernel = new();
        (int First, long Second) seen = default;
        kernel.OnCall = (ref frame) => seen = (Memory.At<int>(frame[1]), Memory.At<long>(frame[2]));

        kernel.Bind<IReferences>(way).All(0, 42, ref second, out _, 0);

        _ = kernel.Words;
        Assert.AreEqual((42, -2L), seen);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void What_out_points_to_is_zero_before_the_call(Way way)
    {
        Record third = new(1, 2, true, 3.5);
        ScriptedKernel kernel = new();
        byte[] seen = [];
        kernel.OnCall = (ref frame) => seen = Memory.Bytes(frame[3], (ulong)sizeof(Record));

        long second = 0;
        kernel.Bind<IReferences>(way).All(0, 0, ref second, out third, 0);

        _ = kernel.Words;
        CollectionAssert.AreEqual(new byte[sizeof(Record)], seen);
        Assert.AreEqual(default, third);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void What_the_kernel_writes_arrives(Way way)
    {
        ScriptedKernel kernel = new()
        {
            OnCall = (ref frame) =>
            {
                Memory.At<long>(frame[2])++;
                Memory.At<Record>(frame[3]) = new(1, -2, true, 0.5);
            },
        };
        long[] onHeap = [5, 6, 7];

        kernel.Bind<IReferences>(way).All(0, 0, ref onHeap[1], out Record third, 0);

        CollectionAssert.AreEqual(new long[] { 5, 7, 7 }, onHeap);
        Assert.AreEqual(new Record(1, -2, true, 0.5), third);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Variables_on_the_heap_stay_in_place_when_a_collection_compacts_during_the_call(Way way)
    {
        ScriptedKernel kernel = new();
        IReferences calls = kernel.Bind<IReferences>(way);
        for (int round = 0; round < 1000; round++)
        {
            Holder holder = Allocate();
            kernel.OnCall = (ref frame) =>
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
                Memory.At<long>(frame[2]) = Memory.At<int>(frame[1]) + 1;
            };

            holder.First = round;
            calls.All(0, in holder.First, ref holder.Second, out holder.Third, 0);

            Assert.AreEqual(round + 1, holder.Second);
        }

        _ = kernel.Words;
    }

    [TestMethod]
    public void Every_unmanaged_type_may_be_referred_to()
    {
        ScriptedKernel kernel = new()
        {
            OnCall = (ref frame) =>
            {
                for (int i = 0; i < 3; i++)
                {
                    Memory.At<ulong>(frame[i]) = 0x0102_0304_0506_0708;
                }
            },
        };
        UInt128 wide = 0;
        kernel.Bind<IReferences>().Rare(out byte* pointer, ref wide, out Overlapping union);
        Assert.AreEqual(0x0102_0304_0506_0708ul, (ulong)pointer);
        Assert.AreEqual(0x0102_0304_0506_0708ul, (ulong)wide);
        Assert.AreEqual(0x0102_0304_0506_0708ul, union.All);
        Assert.AreEqual(0x08, union.Low);
    }

    [TestMethod]
    public void Ref_readonly_is_an_address_as_in_is()
    {
        int value = 5;
        ScriptedKernel kernel = new();

        kernel.Bind<IReferences>().Look(ref value);

        Assert.AreEqual((ulong)&value, kernel.Words[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Holder Allocate()
    {
        for (int i = 0; i < 10; i++)
        {
            GC.KeepAlive(new byte[500]);
        }

        return new();
    }

    internal readonly record struct Record(byte A, long B, bool C, double D);

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
    internal struct Overlapping
    {
        [System.Runtime.InteropServices.FieldOffset(0)] public ulong All;
        [System.Runtime.InteropServices.FieldOffset(0)] public byte Low;
    }

    [SyscallInterface]
    internal interface IReferences
    {
        [Syscall(1)] void All(int before, in int first, ref long second, out Record third, int after);

        [Syscall(2)] void Rare(out byte* pointer, ref UInt128 wide, out Overlapping union);

        [Syscall(3)] void Look(ref readonly int value);
    }

    private sealed class Holder
    {
        public int First;
        public long Second;
        public Record Third;
    }
}
