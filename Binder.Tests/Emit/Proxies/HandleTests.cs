using System.Runtime.InteropServices;

namespace Binder.Tests.Proxies;

/// <summary>A SafeHandle is its number, held open for the call.</summary>
[TestClass]
public sealed class HandleTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_handle_travels_as_its_number(Way way)
    {
        foreach (nint number in new nint[] { 0, 1, 5, -1, -100, nint.MaxValue, nint.MinValue })
        {
            using TestHandle handle = new(number);
            CollectionAssert.AreEqual(
                new ulong[] { 1, (ulong)number, 2, 0, 0, 0 }, ScriptedKernel.Sent<IHandles>(calls => calls.Use(1, handle, 2), way));
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_handle_disposed_by_another_thread_during_the_call_is_closed_when_the_call_ends(Way way)
    {
        TestHandle handle = new(5);
        ScriptedKernel kernel = new();
        bool closedDuring = true;
        kernel.OnCall = (ref frame) =>
        {
            Thread other = new(handle.Dispose);
            other.Start();
            other.Join();
            closedDuring = handle.IsReleased;
        };

        kernel.Bind<IHandles>(way).Use(1, handle, 2);

        _ = kernel.Words;
        Assert.IsFalse(closedDuring);
        Assert.IsTrue(handle.IsReleased);
    }

    [TestMethod]
    public void A_closed_handle_is_refused_before_the_call()
    {
        ScriptedKernel kernel = new();
        IHandles calls = kernel.Bind<IHandles>();
        TestHandle handle = new(5);
        handle.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => calls.Use(1, handle, 2));
        Assert.AreEqual(0, kernel.Calls);
    }

    [TestMethod]
    public void Null_is_refused_before_the_call()
    {
        ScriptedKernel kernel = new();
        IHandles calls = kernel.Bind<IHandles>();

        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Use(1, null!, 2));
        Assert.AreEqual("HandleTests.IHandles.Use(handle) is null. Send a handle that is open.", refused.Message);
        Assert.AreEqual(0, kernel.Calls);
    }

    [TestMethod]
    public void Whatever_ends_the_call_gives_all_handles_back()
    {
        ScriptedKernel kernel = new();
        IHandles calls = kernel.Bind<IHandles>();
        TestHandle closed = new(6);
        closed.Dispose();

        AssertGivenBack(handle => Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Two(handle, null!, "")));
        AssertGivenBack(handle => Assert.ThrowsExactly<ObjectDisposedException>(() => calls.Two(handle, closed, "")));
        AssertGivenBack(handle => Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Two(handle, handle, "\0")));
        kernel.OnCall = (ref frame) => throw new TimeoutException("by the kernel");
        AssertGivenBack(handle => Assert.ThrowsExactly<TimeoutException>(() => calls.Two(handle, handle, "")));
        kernel.OnCall = null;
        kernel.Answer = -9;
        AssertGivenBack(handle => Assert.ThrowsExactly<SyscallException>(() => calls.Two(handle, handle, "")));
        kernel.Answer = 0;
        AssertGivenBack(handle => calls.Two(handle, handle, ""));

        static void AssertGivenBack(Action<TestHandle> call)
        {
            TestHandle handle = new(5);
            call(handle);
            Assert.IsFalse(handle.IsReleased);
            handle.Dispose();
            Assert.IsTrue(handle.IsReleased, "Something still holds the handle.");
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void An_answered_number_becomes_a_handle_that_owns_it(Way way)
    {
        ScriptedKernel kernel = new() { Answer = 12 };
        IHandles calls = kernel.Bind<IHandles>(way);

        TestHandle handle = calls.Make();
        Assert.AreEqual(12, handle.DangerousGetHandle());
        handle.Dispose();
        Assert.IsTrue(handle.IsReleased);

        using TestHandle other = calls.TryMake().Value;
        Assert.AreEqual(12, other.DangerousGetHandle());

        using Microsoft.Win32.SafeHandles.SafeFileHandle file = calls.TryMakeFile().Value;
        Assert.AreEqual(12, file.DangerousGetHandle());
        file.SetHandleAsInvalid();
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void An_error_makes_no_handle(Way way)
    {
        ScriptedKernel kernel = new() { Answer = -24 };
        IHandles calls = kernel.Bind<IHandles>(way);

        Assert.AreEqual(Errno.EMFILE, calls.TryMake().Error);
        Assert.IsTrue(Assert.ThrowsExactly<SyscallException>(() => calls.Make()).Is(Errno.EMFILE));
    }

    [TestMethod]
    public void Registers_of_32_bits_carry_handles_that_fit_and_refuse_others_before_the_call()
    {
        ScriptedKernel kernel = new(Shapes.Narrow);
        INarrowHandles calls = kernel.Bind<INarrowHandles>();
        using TestHandle small = new(-1), large = new((nint)1 << 32);

        calls.Use(small);
        Assert.AreEqual(0xFFFF_FFFFul, kernel.Words[0]);

        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Use(large));
        Assert.AreEqual("HandleTests.INarrowHandles.Use(handle) does not fit into the shape's 32-bit pointers.", refused.Message);
        Assert.AreEqual(1, kernel.Calls);

        kernel.Answer = -5000;
        using TestHandle made = calls.Make();
        Assert.AreEqual(-5000, made.DangerousGetHandle());
    }

    [TestMethod]
    [DataRow(32, 32, AbiEncoding.Registers, "in registers")]
    [DataRow(64, 32, AbiEncoding.Registers, "in registers")]
    [DataRow(128, 64, AbiEncoding.Registers, "in registers")]
    [DataRow(32, 64, AbiEncoding.Registers, "SB2005")]
    [DataRow(32, 32, AbiEncoding.Auto, "in registers")]
    [DataRow(32, 64, AbiEncoding.Auto, "packed: 8 bytes")]
    [DataRow(32, 64, AbiEncoding.Packed, "packed: 8 bytes")]
    [DataRow(32, 32, AbiEncoding.Packed, "packed: 4 bytes")]
    public void A_handle_is_as_wide_as_nint_and_goes_the_way_that_one_goes(int registerBits, int pointerBits, AbiEncoding encoding, string way)
    {
        AbiShape shape = Shapes.Narrow with { RegisterBits = registerBits, PointerBits = pointerBits, Encoding = encoding };
        foreach (SyscallTable table in (SyscallTable[])[SyscallTable.Of<IOneHandle>(), SyscallTable.Of<IOneNumber>()])
        {
            string said;
            try
            {
                said = table.Explain(shape)[0].ToString();
            }
            catch (SyscallBindingException refused)
            {
                said = refused.Diagnostics.Single().Code;
            }

            Assert.Contains(way, said);
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Interoperability", "CA1419", Justification =
        "A private constructor is one of the forms that answers must know.")]
    internal sealed class TestHandle : SafeHandle
    {
        public TestHandle(nint number)
            : base(-1, ownsHandle: true) => SetHandle(number);

        private TestHandle()
            : base(-1, ownsHandle: true)
        {
        }

        public bool IsReleased { get; private set; }

        public override bool IsInvalid => false;

        protected override bool ReleaseHandle() => IsReleased = true;
    }

    [SyscallInterface]
    internal interface IHandles
    {
        [Syscall(1)] void Use(int before, TestHandle handle, int after);

        [Syscall(2)] void Two(SafeHandle first, TestHandle second, string path);

        [Syscall(3)] TestHandle Make();

        [Syscall(4)] Result<TestHandle, Errno> TryMake();

        [Syscall(5)] Result<Microsoft.Win32.SafeHandles.SafeFileHandle, Errno> TryMakeFile();
    }

    [SyscallInterface]
    internal interface IOneHandle
    {
        [Syscall(1)] void Use(TestHandle value);
    }

    [SyscallInterface]
    internal interface IOneNumber
    {
        [Syscall(1)] void Use(nint value);
    }

    [SyscallInterface]
    internal interface INarrowHandles
    {
        [Syscall(1)] void Use(TestHandle handle);

        [Syscall(2)] TestHandle Make();
    }
}
