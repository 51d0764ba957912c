using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class HandlerBindingTests
{
    [TestMethod]
    public void Contract_may_be_implemented_in_every_way_that_a_class_can()
    {
        foreach (object handler in (object[])[new Implicit(), new Explicit(), new Derived(), new Overriding(), default(ByStruct), new Generic<int>(), new Matching()])
        {
            using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                Assert.AreEqual(42, abi.Raw(1, 40, 2), handler.GetType().Name);
            }
        }
    }

    [TestMethod]
    public void Override_of_a_derived_class_is_what_runs()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new OverridingTwice());
        Assert.AreEqual(142, kernel.Abi.Raw(1, 40, 2));
        using HostedKernel reimplemented = HostedKernel.Create(Shapes.Linux, new Reimplementing());
        Assert.AreEqual(242, reimplemented.Abi.Raw(1, 40, 2));
    }

    [TestMethod]
    public void State_of_a_handler_is_its_own_and_kernels_of_one_class_share_nothing_else()
    {
        ByStruct first = new(1);
        ByStruct second = new(2);
        using HostedKernel one = HostedKernel.Create(Shapes.Linux, first);
        using HostedKernel two = HostedKernel.Create(Shapes.Linux, second);
        Assert.AreEqual(43, one.Abi.Raw(1, 40, 2));
        Assert.AreEqual(44, two.Abi.Raw(1, 40, 2));
    }

    [TestMethod]
    public void Body_that_the_contract_gives_a_call_serves_where_the_handler_has_none()
    {
        foreach (object handler in (object[])[new WithoutBody(), default(StructWithoutBody)])
        {
            using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                Assert.AreEqual(11, abi.Raw(1, 5));
                Assert.AreEqual(50, abi.Raw(2, 5));
            }
        }
    }

    [TestMethod]
    public void Several_contracts_of_one_class_and_several_handlers_serve_side_by_side()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new Both(), default(ThirdByStruct), new FourthByClass(), default(FifthByStruct), new SixthAndSeventh());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(42, abi.Raw(1, 40, 2));
            Assert.AreEqual(2, abi.Raw(2));
            Assert.AreEqual(3, abi.Raw(3));
            Assert.AreEqual(4, abi.Raw(4));
            Assert.AreEqual(5, abi.Raw(5));
            Assert.AreEqual(6, abi.Raw(6));
            Assert.AreEqual(7, abi.Raw(7));
            Assert.AreEqual(8, abi.Raw(8));
        }
    }

    [TestMethod]
    public void Inherited_contract_is_handled_once()
    {
        foreach (object handler in (object[])[new OfDerivedContract(), default(StructOfDerivedContract), new MatchingDerivedContract()])
        {
            using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                Assert.AreEqual(42, abi.Raw(1, 40, 2));
                Assert.AreEqual(7, abi.Raw(6));
            }
        }
    }

    [TestMethod]
    public void Methods_match_by_name_with_and_without_what_a_handler_may_have()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new ByName());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IMany user = SyscallBinder.Bind<IMany>(abi);
            Assert.AreEqual(1, user.ByIn(1));
            Assert.AreEqual(2, user.ByValue(2));
            Assert.AreEqual(3, user.Static(3));
            Assert.AreEqual(4, user.StaticWithContext(4));
            Assert.AreEqual(5, user.Later(5));
            Assert.AreEqual(6, user.LaterResult(6).Value);
            Assert.AreEqual(Errno.EXDEV, user.LaterResult(-6).Error);
            Assert.AreEqual(7, user.Completed(7));
            user.LaterVoid(8);
            Assert.AreEqual(9, user.Inherited(9));
        }
    }

    [TestMethod]
    public void Slices_in_place_of_spans_are_the_callers_claims()
    {
        SliceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(6, abi.Raw(1, ulong.MaxValue, 6));
            Assert.AreEqual(new ReadOnlyUserSlice<int>(nuint.MaxValue, 6), handler.Seen);
            Assert.AreEqual(3, abi.Raw(2, 3, space.Writable));
            CollectionAssert.AreEqual(new long[] { 1, 2, 3 }, space.At<long>(0, 3).ToArray());
            Assert.AreEqual(-(long)Errno.EFAULT, abi.Raw(2, uint.MaxValue, space.Writable));
            Assert.AreEqual(-(long)Errno.EFAULT, abi.Raw(2, 4, space.End - 8));
            Assert.AreEqual(5, abi.Raw(3, 77));
            Assert.AreEqual(new ReadOnlyUserSlice<int>(77, 5), handler.Seen);
            Assert.AreEqual(2, abi.Raw(4, space.Writable, 8));
            Assert.AreEqual(new ReadOnlyUserSlice<int>(space.Writable, 2), handler.Seen);
        }
    }

    [TestMethod]
    public void Handles_are_numbers_on_the_kernel_side()
    {
        NumberHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFiles user = SyscallBinder.Bind<IFiles>(abi);
            using SafeFileHandle file = user.Open(5).Value;
            Assert.AreEqual(500, file.DangerousGetHandle());
            Assert.AreEqual(501, user.Size(file));
            using SafeFileHandle other = user.OpenOrThrow(6);
            Assert.AreEqual(600, other.DangerousGetHandle());
            Assert.AreEqual(Errno.ENOENT, user.Open(-1).Error);
            file.SetHandleAsInvalid();
            other.SetHandleAsInvalid();
        }
    }

    [TestMethod]
    public void Kernel_without_handlers_knows_no_number()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            foreach (ulong number in (ulong[])[0, 1, 1ul << 32, 1ul << 63, ulong.MaxValue])
            {
                Assert.AreEqual(-(long)Errno.ENOSYS, abi.Raw(number));
            }
        }
    }

    [TestMethod]
    public void Number_that_nobody_handles_is_unknown_however_near_it_comes()
    {
        NumberedHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        ulong[] known = [3, 4, 5, 9, 1000, 0x1_0000_0003, 1ul << 63, ulong.MaxValue];
        IEnumerable<ulong> tried = known.SelectMany(number => (ulong[])[
            number, number - 1, number + 1, number + (1ul << 32), number + (3ul << 32), number ^ (1ul << 63), (uint)number, ~number]);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            foreach (ulong number in (ulong[])[.. tried, 0])
            {
                int place = Array.IndexOf(known, number);
                Assert.AreEqual(place >= 0 ? place : -(long)Errno.ENOSYS, abi.Raw(number), $"{number:X}");
            }
        }
    }
}

[SyscallInterface]
internal interface IAdder
{
    [Syscall(1)] long Add(long left, int right);
}

internal sealed class Implicit : IAdder
{
    public long Add(long left, int right) => left + right;
}

internal sealed class Explicit : IAdder
{
    long IAdder.Add(long left, int right) => left + right;
}

internal class Base
{
    public long Add(long left, int right) => left + right;
}

internal sealed class Derived : Base, IAdder;

internal class Virtual : IAdder
{
    public virtual long Add(long left, int right) => -7777;
}

internal class Overriding : Virtual
{
    public override long Add(long left, int right) => left + right;
}

internal sealed class OverridingTwice : Overriding
{
    public override long Add(long left, int right) => 100 + base.Add(left, right);
}

internal sealed class Reimplementing : Virtual, IAdder
{
    long IAdder.Add(long left, int right) => 200 + left + right;
}

internal readonly struct ByStruct(int more) : IAdder
{
    public long Add(long left, int right) => left + right + more;
}

internal sealed class Generic<T> : IAdder
{
    public long Add(long left, int right) => left + right + (typeof(T) == typeof(int) ? 0 : 1);
}

[Handles(typeof(IAdder))]
internal sealed class Matching
{
    public long Add(long left, int right) => left + right;

    /// <summary>Fits in name and not in parameters.</summary>
    public long Add(long left, long right) => left - right;
}

[SyscallInterface]
internal interface IWithBody
{
    [Syscall(1)] int Given(int value) => (2 * value) + 1;

    [Syscall(2)] int Own(int value);
}

internal sealed class WithoutBody : IWithBody
{
    public int Own(int value) => 10 * value;
}

internal readonly struct StructWithoutBody : IWithBody
{
    public int Own(int value) => 10 * value;
}

[SyscallInterface]
internal interface ISecond
{
    [Syscall(2)] int Second();
}

[SyscallInterface]
internal interface IThird
{
    [Syscall(3)] int Third();
}

[SyscallInterface]
internal interface IFourth
{
    [Syscall(4)] int Fourth();
}

[SyscallInterface]
internal interface IFifth
{
    [Syscall(5)] int Fifth();
}

internal sealed class Both : IAdder, ISecond
{
    public long Add(long left, int right) => left + right;

    public int Second() => 2;
}

internal readonly struct ThirdByStruct : IThird
{
    public int Third() => 3;
}

[Handles(typeof(IFourth))]
internal sealed class FourthByClass
{
    public int Fourth() => 4;
}

internal readonly struct FifthByStruct : IFifth
{
    public int Fifth() => 5;
}

[SyscallInterface]
internal interface ISixth
{
    [Syscall(6)] int Sixth();
}

[SyscallInterface]
internal interface ISeventh
{
    [Syscall(7)] int Seventh();
}

[SyscallInterface]
internal interface IEighth
{
    [Syscall(8)] int Eighth();
}

/// <summary>Two contracts by name and one by implementing it.</summary>
[Handles(typeof(ISixth)), Handles(typeof(ISeventh))]
internal sealed class SixthAndSeventh : IEighth
{
    public int Sixth() => 6;

    public static int Seventh(in SyscallContext context) => (int)context.Number;

    public int Eighth() => 8;
}

[SyscallInterface]
internal interface IDerivedContract : IAdder
{
    [Syscall(6)] int Seven();
}

internal sealed class OfDerivedContract : IDerivedContract
{
    public long Add(long left, int right) => left + right;

    public int Seven() => 7;
}

internal readonly struct StructOfDerivedContract : IDerivedContract
{
    public long Add(long left, int right) => left + right;

    public int Seven() => 7;
}

[Handles(typeof(IDerivedContract))]
internal sealed class MatchingDerivedContract
{
    public long Add(long left, int right) => left + right;

    public int Seven() => 7;
}

[SyscallInterface]
internal interface IMany
{
    [Syscall(1)] int ByIn(int value);

    [Syscall(2)] int ByValue(int value);

    [Syscall(3)] int Static(int value);

    [Syscall(4)] int StaticWithContext(int value);

    [Syscall(5)] int Later(int value);

    [Syscall(6)] Result<int, Errno> LaterResult(int value);

    [Syscall(7)] int Completed(int value);

    [Syscall(8)] void LaterVoid(int value);

    [Syscall(9)] int Inherited(int value);
}

internal class ByNameBase
{
    public int Inherited(int value) => value;
}

[Handles(typeof(IMany))]
internal sealed class ByName : ByNameBase
{
    public int ByIn(in SyscallContext context, int value) => (int)context.Number * value;

    public int ByValue(SyscallContext context, int value) => context.Number == 2 ? value : 0;

    public static int Static(int value) => value;

    public static int StaticWithContext(in SyscallContext context, int value) => context.Number == 4 ? value : 0;

    public async ValueTask<int> LaterAsync(SyscallContext context, int value)
    {
        int before = Environment.CurrentManagedThreadId;
        await default(OtherThread);
        return context.Number == 5 && before != Environment.CurrentManagedThreadId ? value : -7777;
    }

    public async ValueTask<Result<int, Errno>> LaterResultAsync(int value)
    {
        await default(OtherThread);
        return value < 0 ? Result.Fail(Errno.EXDEV) : value;
    }

    public ValueTask<int> Completed(int value) => new(value);

    public async ValueTask LaterVoid(int value) => await default(OtherThread);
}

/// <summary>Goes on on a new thread.</summary>
internal readonly struct OtherThread : INotifyCompletion
{
    public bool IsCompleted => false;

    public OtherThread GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => new Thread(continuation.Invoke) { IsBackground = true }.Start();
}

[SyscallInterface]
internal interface ISlices
{
    [Syscall(1)] int Read(ReadOnlySpan<int> data);

    [Syscall(2)] Result<int, Errno> Write([LengthOf(nameof(data))] uint count, Span<long> data);

    [Syscall(3)] int Fixed([FixedLength(5)] Span<int> data);

    [Syscall(4)] int InBytes(ReadOnlySpan<int> data, [LengthOf(nameof(data), InBytes = true)] int bytes);
}

[Handles(typeof(ISlices))]
internal sealed class SliceHandler
{
    public ReadOnlyUserSlice<int> Seen { get; private set; }

    public int Read(ReadOnlyUserSlice<int> data)
    {
        Seen = data;
        return (int)data.Length;
    }

    public Result<int, Errno> Write(in SyscallContext context, uint count, UserSlice<long> data)
    {
        for (nuint i = 0; i < data.Length; i++)
        {
            if (!data.TrySlice(i, 1, out UserSlice<long> one) || !context.Memory.TryWrite(one, [(long)i + 1]))
            {
                return Result.Fail(Errno.EFAULT);
            }
        }

        return (int)count;
    }

    public int Fixed(ReadOnlyUserSlice<int> data) => Read(data);

    public int InBytes(ReadOnlyUserSlice<int> data, int bytes) => Read(data);
}

[SyscallInterface]
internal interface IFiles
{
    [Syscall(1)] Result<SafeFileHandle, Errno> Open(int name);

    [Syscall(2)] long Size(SafeHandle file);

    [Syscall(3)] SafeFileHandle OpenOrThrow(int name);
}

[Handles(typeof(IFiles))]
internal sealed class NumberHandler
{
    public Result<nint, Errno> Open(int name) => name < 0 ? Result.Fail(Errno.ENOENT) : (nint)(100 * name);

    public long Size(nint file) => file + 1;

    public async ValueTask<nint> OpenOrThrowAsync(int name)
    {
        await Task.Yield();
        return 100 * name;
    }
}

[SyscallInterface]
internal interface INumbered
{
    [Syscall(3)] int A();

    [Syscall(4)] int B();

    [Syscall(5)] int C();

    [Syscall(9)] int D();

    [Syscall(1000)] int E();

    [Syscall(0x1_0000_0003)] int F();

    [Syscall(1ul << 63)] int G();

    [Syscall(ulong.MaxValue)] int H();
}

internal sealed class NumberedHandler : INumbered
{
    public int A() => 0;

    public int B() => 1;

    public int C() => 2;

    public int D() => 3;

    public int E() => 4;

    public int F() => 5;

    public int G() => 6;

    public int H() => 7;
}

[TestClass]
public sealed class ForwardingKernelTests
{
    [TestMethod]
    public void Proxy_is_a_handler_that_forwards_every_call()
    {
        using HostedKernel inner = HostedKernel.Create(Shapes.Linux, new PaddedHandler());
        IPadded proxy = SyscallBinder.Bind<IPadded>(new LoopbackAbi(inner, SyscallCaller.CurrentProcess));
        using HostedKernel outer = HostedKernel.Create(Shapes.Linux, proxy);
        foreach (SyscallAbi abi in KernelWays.To(outer))
        {
            IPadded calls = SyscallBinder.Bind<IPadded>(abi);
            Padded expected = new(1, 2, new(3, 4), 5);
            Assert.AreEqual(expected, calls.Area());
            Assert.AreEqual(expected, calls.AreaOrError().Value);
            Padded[] filled = new Padded[3];
            calls.Fill(filled);
            CollectionAssert.AreEqual(new[] { expected, expected, expected }, filled);
        }
    }
}
