using System.Diagnostics.CodeAnalysis;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class RecordDecodingTests
{
    [TestMethod]
    public void Record_is_put_together_again_from_its_private_fields()
    {
        ParcelRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Refusing, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(0, abi.Raw(1, 0xFFFF_FFFF_FFFF_FFFE, 1, 9, BitConverter.DoubleToUInt64Bits(2.5), 77));
            Assert.AreEqual((new Parcel(-2, new(true, 9), 2.5), (byte)77), handler.Seen);
        }
    }

    [TestMethod]
    [DataRow(0, 0xFEul)]
    [DataRow(1, 2ul)]
    [DataRow(4, 256ul)]
    public void One_field_that_is_no_value_makes_the_call_malformed(int register, ulong word)
    {
        ParcelRecorder handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Refusing, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            ulong[] words = [1, 1, 1, 1, 1, 1];
            words[register] = word;
            Assert.AreEqual(KernelWays.Negative(Errno.EINVAL), abi.Raw(1, words));
            Assert.IsNull(handler.Seen);
        }
    }

    [TestMethod]
    public void Capability_comes_out_of_a_context_and_goes_back_into_one()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new TicketOffice());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            ITickets user = SyscallBinder.Bind<ITickets>(abi);
            Ticket ticket = user.Open(uint.MaxValue);
            Assert.AreEqual(uint.MaxValue, user.Redeem(ticket));
            Assert.AreEqual(5u, user.RedeemOf(new Envelope(3, user.Open(2))));
        }
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(0x1_0000_0000ul)]
    [DataRow(0xFFFF_FFFF_0000_0000ul)]
    public void Capability_of_zero_is_refused_however_its_register_is_filled(ulong word)
    {
        TicketOffice handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(KernelWays.Negative(Errno.EINVAL), abi.Raw(2, word));
            Assert.AreEqual(KernelWays.Negative(Errno.EINVAL), abi.Raw(3, 5, word));
            Assert.AreEqual(0, handler.Redeemed);
        }
    }

    [TestMethod]
    public void Capability_that_nobody_issued_cannot_be_answered()
    {
        List<UnsendableAnswer> heard = [];
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { OnUnsendableAnswer = heard.Add }, new TicketOffice());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            heard.Clear();
            Assert.AreEqual(KernelWays.Negative(Errno.EIO), abi.Raw(4));
            Assert.AreEqual(4ul, heard.Single().Number);
        }
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(0x1_0000_0000ul)]
    public void Capability_of_zero_or_too_wide_a_value_is_not_issued(ulong value)
    {
        TicketOffice handler = new() { Issues = value };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        Exception? thrown = null;
        kernel.HandlerFailed += (_, failure) => thrown = failure.Exception;
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            thrown = null;
            Assert.AreEqual(KernelWays.Negative(Errno.EIO), abi.Raw(1, 0));
            Assert.IsInstanceOfType<ArgumentOutOfRangeException>(thrown);
        }
    }
}

internal readonly struct Parcel(sbyte weight, Content content, double price) : IEquatable<Parcel>
{
    private readonly sbyte _weight = weight;
    private readonly Content _content = content;
    private readonly double _price = price;

    public bool Equals(Parcel other) => (_weight, _content, _price) == (other._weight, other._content, other._price);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Parcel other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_weight, _content, _price);
}

internal readonly record struct Content
{
    private readonly bool _isFragile;
    private readonly long _number;

    public Content(bool isFragile, long number) => (_isFragile, _number) = (isFragile, number);
}

[SyscallInterface]
internal interface IParcels
{
    [Syscall(1)] void Send(Parcel parcel, byte priority);
}

internal sealed class ParcelRecorder : IParcels
{
    public (Parcel, byte)? Seen { get; private set; }

    public void Send(Parcel parcel, byte priority) => Seen = (parcel, priority);
}

[Capability]
internal readonly record struct Ticket
{
    [SuppressMessage("Style", "IDE0044", Justification = "Its bits come from a kernel.")]
    [SuppressMessage("CodeQuality", "IDE0051", Justification = "Its bits come from a kernel.")]
#pragma warning disable CS0169, CA1823 // Written and read by the kernel alone.
    private readonly uint _value;
#pragma warning restore CS0169, CA1823
}

internal readonly record struct Envelope(int Stamp, Ticket Ticket);

[SyscallInterface]
internal interface ITickets
{
    [Syscall(1)] Ticket Open(uint value);

    [Syscall(2)] uint Redeem(Ticket ticket);

    [Syscall(3)] uint RedeemOf(Envelope envelope);

    [Syscall(4)] Result<Ticket, Errno> Forge();
}

[Handles(typeof(ITickets))]
internal sealed class TicketOffice
{
    public int Redeemed { get; private set; }

    /// <summary>What is issued in place of what is asked for.</summary>
    public ulong? Issues { get; init; }

    public Ticket Open(in SyscallContext context, uint value) => context.Issue<Ticket>(Issues ?? value);

    public uint Redeem(in SyscallContext context, Ticket ticket)
    {
        Redeemed++;
        return (uint)context.Reveal(ticket);
    }

    public uint RedeemOf(SyscallContext context, Envelope envelope)
    {
        Redeemed++;
        return (uint)context.Reveal(envelope.Ticket) + (uint)envelope.Stamp;
    }

    public Result<Ticket, Errno> Forge() => default(Ticket);
}
