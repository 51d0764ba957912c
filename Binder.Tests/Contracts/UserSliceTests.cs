using System.Runtime.InteropServices;
using CsCheck;

namespace Binder.Tests.Contracts;

[TestClass]
public sealed class UserSliceTests
{
    [StructLayout(LayoutKind.Sequential, Size = 12)]
    private readonly record struct Twelve;

    /// <summary>Numbers near 0, near the end, and anywhere.</summary>
    private static readonly Gen<nuint> Numbers = Gen.OneOf(
        Gen.ULong[0, 40], Gen.ULong[ulong.MaxValue - 40, ulong.MaxValue], Gen.ULong[1UL << 62, (1UL << 62) + 2], Gen.ULong).Select(n => (nuint)n);

    [TestMethod]
    public void A_part_starts_its_elements_further_on()
    {
        Assert.IsTrue(new UserSlice<int>(0x1000, 10).TrySlice(3, 4, out UserSlice<int> part));
        Assert.AreEqual(new UserSlice<int>(0x100C, 4), part);
    }

    [TestMethod]
    public void The_whole_and_the_empty_end_are_parts()
    {
        UserSlice<long> slice = new(0x1000, 2);
        Assert.IsTrue(slice.TrySlice(0, 2, out UserSlice<long> whole));
        Assert.AreEqual(slice, whole);
        Assert.IsTrue(slice.TrySlice(2, 0, out UserSlice<long> end));
        Assert.AreEqual(new UserSlice<long>(0x1010, 0), end);
    }

    [TestMethod]
    [DataRow(11UL, 0UL)]
    [DataRow(0UL, 11UL)]
    [DataRow(5UL, 6UL)]
    [DataRow(5UL, ulong.MaxValue)]
    [DataRow(ulong.MaxValue, 1UL)]
    [DataRow(ulong.MaxValue, 11UL)]
    public void What_reaches_beyond_the_slice_is_no_part(ulong start, ulong length)
    {
        Assert.IsFalse(new UserSlice<int>(0x1000, 10).TrySlice((nuint)start, (nuint)length, out UserSlice<int> part));
        Assert.AreEqual(default, part);
    }

    [TestMethod]
    public void A_length_whose_bytes_overflow_is_no_part()
    {
        UserSlice<int> huge = new(0x1000, unchecked((nuint)0x4000_0000_0000_0001));
        Assert.IsFalse(huge.TrySlice(0, huge.Length, out _));
        Assert.IsFalse(huge.TrySlice(huge.Length - 1, 1, out _));
        Assert.IsTrue(huge.TrySlice(0, 4, out UserSlice<int> part));
        Assert.AreEqual(new UserSlice<int>(0x1000, 4), part);
    }

    [TestMethod]
    public void Parts_are_what_exact_arithmetic_says() =>
        Gen.Select(Numbers, Numbers, Numbers, Numbers).Sample((address, length, start, count) =>
        {
            AgreesWithExactArithmetic<byte>(address, length, start, count, 1);
            AgreesWithExactArithmetic<long>(address, length, start, count, 8);
            AgreesWithExactArithmetic<Twelve>(address, length, start, count, 12);
        });

    [TestMethod]
    public void Read_only_views_claim_the_same_place()
    {
        Assert.AreEqual(new ReadOnlyUserSlice<int>(0x1000, 10), new UserSlice<int>(0x1000, 10).AsReadOnly());
        Assert.AreEqual(new ReadOnlyUserPointer<int>(0x1000), new UserPointer<int>(0x1000).AsReadOnly());
    }

    [TestMethod]
    public void There_is_no_way_back_from_a_read_only_view()
    {
        Type[] readOnly = [typeof(ReadOnlyUserSlice<int>), typeof(ReadOnlyUserPointer<int>)];
        Type[] writable = [typeof(UserSlice<int>), typeof(UserPointer<int>)];
        IEnumerable<Type> given = readOnly.SelectMany(type => type.GetMethods()).SelectMany(
            method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));
        Assert.IsEmpty(given.Intersect(writable));
        Assert.IsEmpty(writable.SelectMany(type => type.GetConstructors()).SelectMany(maker => maker.GetParameters())
            .Select(parameter => parameter.ParameterType).Intersect(readOnly));
    }

    [TestMethod]
    public void Null_is_address_0()
    {
        Assert.IsTrue(default(UserPointer<int>).IsNull);
        Assert.IsTrue(default(ReadOnlyUserPointer<int>).IsNull);
        Assert.IsFalse(new UserPointer<int>(1).IsNull);
        Assert.IsFalse(new ReadOnlyUserPointer<int>(1).IsNull);
    }

    [TestMethod]
    public unsafe void Of_takes_the_address()
    {
        int* numbers = stackalloc int[3];
        Assert.AreEqual(new UserPointer<int>((nuint)numbers), UserPointer.Of(numbers));
        Assert.AreEqual(new UserSlice<int>((nuint)numbers, 3), UserSlice.Of(numbers, 3));
        Assert.IsTrue(UserPointer.Of<int>(null).IsNull);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => UserSlice.Of<int>(null, -1));
    }

    private static void AgreesWithExactArithmetic<T>(nuint address, nuint length, nuint start, nuint count, uint size) where T : unmanaged
    {
        UInt128 end = (UInt128)start + count;
        bool inside = end <= length && address + end * size <= nuint.MaxValue;
        UserSlice<T> expected = inside ? new((nuint)(address + (UInt128)start * size), count) : default;
        bool sliced = new UserSlice<T>(address, length).TrySlice(start, count, out UserSlice<T> part);
        Assert.AreEqual((inside, expected), (sliced, part));
    }
}
