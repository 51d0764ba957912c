using Binder.Plans;

namespace Binder.Tests.Plans;

[TestClass]
public sealed class NumberedCallsTests
{
    [SyscallInterface]
    private interface ICalls
    {
        [Syscall(5)] void First();

        [Syscall(7)] void Second();

        [Syscall(7)] void Third();

        [Syscall(0)] void Fourth();

        [Syscall(5)] void Fifth();

        [Syscall(ulong.MaxValue)] void Sixth();

        [Syscall(7)] void Seventh();
    }

    [TestMethod]
    public void First_call_of_each_number_is_found_in_any_order()
    {
        IReadOnlyList<SyscallDescriptor> calls = SyscallTable.Of<ICalls>().Calls;
        NumberedCalls numbered = new(calls.Count);
        string?[] found = [.. calls.Select(call => numbered.Add(call.DeclaredNumber!.Value, call)?.Name)];
        Assert.AreSequenceEqual([null, null, "Second", null, "First", null, "Second"], found);
    }
}
