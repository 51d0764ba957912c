using CsCheck;

namespace Binder.Tests.Model;

[TestClass]
public sealed class AssignedNumbersTests
{
    [SyscallInterface]
    private interface ICalls
    {
        [Syscall("write")] int Write();

        [Syscall("Zeta")] int Zeta();

        [Syscall("alpha")] int Alpha();

        [Syscall(11)] int Eleven();

        [Syscall("alpha")] int AlphaAgain(int other);
    }

    [SyscallInterface]
    private interface IMore
    {
        [Syscall("beta")] int Beta();

        [Syscall("write")] int Write();
    }

    [TestMethod]
    public void Numbers_are_given_in_ordinal_order_of_name_and_declared_ones_are_skipped()
    {
        SyscallNumbers numbers = SyscallNumbers.Assign(SyscallTable.Of<ICalls>(), 10);
        Assert.AreEqual(SyscallNumbers.Parse("10 Zeta\n12 alpha\n13 write"), numbers);
    }

    [TestMethod]
    public void A_name_that_two_contracts_declare_gets_one_number() => Assert.AreEqual(
        SyscallNumbers.Parse("0 Zeta\n1 alpha\n2 beta\n3 write"),
        SyscallNumbers.Assign(SyscallTable.Of(typeof(IMore), typeof(ICalls)), 0));

    [TestMethod]
    public void Earlier_names_keep_their_numbers_called_or_not()
    {
        SyscallNumbers earlier = SyscallNumbers.Parse("10 write\n12 gone\n5 alpha");
        Assert.AreEqual(
            SyscallNumbers.Parse("10 write\n12 gone\n5 alpha\n13 Zeta"), SyscallNumbers.Assign(SyscallTable.Of<ICalls>(), 10, earlier));
        Assert.AreEqual(earlier, SyscallNumbers.Assign(SyscallTable.Of(), 0, earlier));
    }

    [TestMethod]
    public void The_last_number_can_be_given_and_none_after_it()
    {
        SyscallTable table = SyscallTable.Of<IMore>();
        SyscallNumbers numbers = SyscallNumbers.Assign(table, ulong.MaxValue - 1);
        Assert.IsTrue(numbers.TryGetNumber("write", out ulong write));
        Assert.AreEqual(ulong.MaxValue, write);
        InvalidOperationException thrown = Assert.ThrowsExactly<InvalidOperationException>(() => SyscallNumbers.Assign(table, ulong.MaxValue));
        Assert.AreEqual("No number from 18446744073709551615 on is left for 'write'; begin lower.", thrown.Message);
        Assert.ThrowsExactly<InvalidOperationException>(
            () => SyscallNumbers.Assign(table, ulong.MaxValue, SyscallNumbers.Parse("18446744073709551615 last\n0 write")));
    }

    [TestMethod]
    public void Without_names_nothing_is_given()
    {
        Assert.AreEqual(SyscallNumbers.Empty, SyscallNumbers.Assign(SyscallTable.Of(), 0));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallNumbers.Assign(null!, 0));
    }

    /// <summary>However the names grow and shrink, and wherever each table begins, no name ever changes its number and no number its name.</summary>
    [TestMethod]
    public void Numbers_are_stable_over_any_history()
    {
        Type[] contracts = [typeof(ICalls), typeof(IMore), typeof(Diagnostics.IUnknownNames), typeof(Diagnostics.ICuredContract), typeof(Diagnostics.ILongFile)];
        Gen.Select(Gen.Shuffle(contracts, 0, contracts.Length), Gen.ULong[0, 40]).Array[1, 6].Sample(history =>
        {
            SyscallNumbers numbers = SyscallNumbers.Empty;
            foreach ((Type[] table, ulong first) in history)
            {
                SyscallTable calls = SyscallTable.Of(table);
                SyscallNumbers next = SyscallNumbers.Assign(calls, first, numbers);
                foreach ((string name, ulong number) in numbers.Entries)
                {
                    Assert.IsTrue(next.TryGetNumber(name, out ulong kept));
                    Assert.AreEqual(number, kept);
                }

                foreach (SyscallDescriptor call in calls.Calls.Where(call => call.DeclaredNumber is null))
                {
                    Assert.IsTrue(next.TryGetNumber(call.Name, out ulong number));
                    Assert.IsTrue(number >= first || numbers.TryGetNumber(call.Name, out _));
                }

                Assert.AreEqual(next, SyscallNumbers.Assign(calls, first, next));
                numbers = next;
            }
        });
    }
}
