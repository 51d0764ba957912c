using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;
using Binder.Emit;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class ManyCallsTests
{
    public static IEnumerable<object[]> Tables =>
    [
        [10, 1ul, 0ul],
        [64, 1ul, 0ul],
        [65, 1ul, 0ul],
        [500, 1ul, 7ul],
        [500, 1_000_003ul, 1ul << 40],
        [5_000, 0x0003_1234_5678_9ABDul, 5ul],
        [300, ulong.MaxValue, ulong.MaxValue],
    ];

    [TestMethod]
    [DynamicData(nameof(Tables))]
    public void Every_call_of_a_table_is_served_by_its_method_and_no_other_number_is(int count, ulong step, ulong first)
    {
        ulong[] numbers = Numbers(count, step, first);
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(numbers));
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Dictionary<ulong, int> places = numbers.Select((number, place) => (number, place)).ToDictionary();

        foreach (ulong number in numbers.Concat(numbers.Select(known => known + 1)).Append(0ul).Append(ulong.MaxValue))
        {
            nint wanted = places.TryGetValue(number, out int place) ? 1000 + place : -(nint)Errno.ENOSYS;
            Assert.AreEqual(wanted, abi.Call(number, 1000), $"number {number:X}");
        }
    }

    [TestMethod]
    public void Methods_come_into_being_when_they_or_neighbours_are_called_first()
    {
        HandlerCall[] calls = DispatcherFactory.Plan(AbiShape.LinuxX64, [ManyCalls.Handler(Numbers(5_000, 3, 0)).GetType()], out AssemblySet assemblies);
        CallTable table;
        lock (EmittedModules.Gate)
        {
            table = new(EmittedModule.Running(assemblies, isCollectible: false), [calls[0].Method.DeclaringType!], calls);
        }

        Assert.AreEqual(0, table.Emitted);
        table.EmitFor(3000);
        table.EmitFor(3000);
        Assert.AreEqual(16, table.Emitted);
        table.EmitFor(4999 * 3);
        Assert.AreEqual(24, table.Emitted);
        table.EmitFor(1);
        Assert.AreEqual(24, table.Emitted, "1 is none of the numbers.");
    }

    [TestMethod]
    public void Threads_that_call_first_at_once_get_their_answers()
    {
        ulong[] numbers = Numbers(1_000, 1_000_003, 1);
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(numbers));
        SyscallAbi abi = new LoopbackAbi(kernel, SyscallCaller.CurrentProcess);
        int wrong = 0;

        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                Interlocked.Add(ref wrong, abi.Call(numbers[i], 7) == 7 + i ? 0 : 1);
            }
        });

        Assert.AreEqual(0, wrong);
    }

    [TestMethod]
    public void Calls_by_a_table_allocate_nothing()
    {
        ulong[] numbers = Numbers(500, 1_000_003, 1);
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(numbers));
        SyscallAbi abi = new LoopbackAbi(kernel, SyscallCaller.CurrentProcess);
        long before = 0;
        for (int round = 0; round < 3; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ulong number in numbers)
            {
                abi.Call(number, 7);
            }
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Tables_of_contracts_that_can_unload_unload_after_calls()
    {
        WeakReference handler = CallSome();
        for (int i = 0; i < 20 && handler.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(handler.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference CallSome()
        {
            ulong[] numbers = Numbers(200, 1_000_003, 1);
            object handler = ManyCalls.Handler(numbers, canUnload: true);
            using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, handler);
            Assert.AreEqual(1 + 150, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess).Call(numbers[150], 1));
            return new(handler.GetType());
        }
    }

    private static ulong[] Numbers(int count, ulong step, ulong first) =>
        [.. Enumerable.Range(0, count).Select(i => unchecked(first + ((ulong)i * step)))];
}
