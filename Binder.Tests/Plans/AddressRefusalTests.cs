using Binder.Boundary;
using Binder.Plans;

namespace Binder.Tests.Plans;

/// <summary>Addresses that are wider than a shape's, where the platform has memory to copy to and where it has not.</summary>
[TestClass]
public sealed class AddressRefusalTests
{
    private static readonly AbiShape s_whole = new() { RegisterBits = 64, ArgumentRegisters = [0, 1] };

    [TestMethod]
    public void Where_copies_can_be_made_no_address_is_refused()
    {
        foreach (AbiShape shape in (AbiShape[])[s_whole, s_whole with { RegisterBits = 32 }, s_whole with { PointerBits = 32 }])
        {
            Assert.IsNull(Refusals.AddressIn(shape, canCopy: true));
        }
    }

    [TestMethod]
    public void Elsewhere_an_address_that_does_not_fit_is_refused_with_both_widths()
    {
        Assert.IsNull(Refusals.AddressIn(s_whole, canCopy: false));
        Assert.IsNull(Refusals.AddressIn(s_whole with { RegisterBits = 128 }, canCopy: false));
        foreach (AbiShape shape in (AbiShape[])[s_whole with { RegisterBits = 32 }, s_whole with { PointerBits = 32 }])
        {
            Refusal refusal = Refusals.AddressIn(shape, canCopy: false)!;
            Assert.AreEqual("SB2005", refusal.Code);
            Assert.AreEqual(
                "an address of this process has 64 bits, one of the shape 32, and this platform has no memory to give below 4 GiB.",
                refusal.Reason);
            Assert.AreEqual("Use a shape whose registers and AbiShape.PointerBits hold an address, let the ABI lend memory (SyscallAbi.Lender), or send the bytes as scalars.", refusal.Cure);
        }
    }

    [TestMethod]
    public void The_narrower_of_registers_and_pointers_says_how_many_bits_cross()
    {
        Assert.AreEqual(64, HostAddresses.BitsIn(s_whole));
        Assert.AreEqual(32, HostAddresses.BitsIn(s_whole with { RegisterBits = 32 }));
        Assert.AreEqual(32, HostAddresses.BitsIn(s_whole with { RegisterBits = 32, PointerBits = 32 }));
        Assert.AreEqual(32, HostAddresses.BitsIn(s_whole with { RegisterBits = 128, PointerBits = 32 }));
    }
}
