using Binder.Tests.Programs;

namespace Binder.Tests.Emit.Saved;

[TestClass]
public sealed class ListingTests
{
    [SyscallInterface]
    private interface ISmall
    {
        [Syscall(39), Short]
        int GetPid();

        [Syscall(1)]
        Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data);
    }

    private sealed class SmallHandler : ISmall
    {
        public int GetPid() => 1;

        public Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data) => data.Length;
    }

    [TestMethod]
    public void Listing_of_the_direct_way_has_statements_above_instructions() => Contains(
        SyscallEmission.List(SyscallTable.Of<ISmall>(), LinuxAbi.Over(1)),
        """
        GetPid: int GetPid()
          // name = "GetPid"
          .local V_0 string
        """,
        """
          // answer = NativeCall.Short(Thunk, 39, …)
          ldarg.0
          ldfld      SyscallProxy.Thunk
          ldc.i8     39
        """,
        """
          call       NativeCall.Short
        """,
        """
          // throw the error
        """,
        """
        Write: Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data)
        """,
        """
          // fixed (Byte* p = data)
        """,
        """
          // return Fail(-answer)
        """);

    [TestMethod]
    public void Listing_of_the_way_by_trap_fills_a_frame() => Contains(
        SyscallEmission.List(SyscallTable.Of<ISmall>(), new FrameRecorder(AbiShape.LinuxX64)),
        """
          // frame.Number = 1
        """,
        """
          // frame[3..6] = 0
        """,
        """
          // Abi.Trap(ref frame)
          ldarg.0
          ldfld      SyscallProxy.Abi
          ldloca     V_
        """,
        """
          callvirt   SyscallAbi.Trap
          // answer = frame[0]
        """);

    [TestMethod]
    public void Listing_of_a_kernel_has_each_method_and_the_switch() => Contains(
        SyscallEmission.ListKernel(AbiShape.LinuxX64, typeof(SmallHandler)),
        """
        Write: Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data)
        """,
        "SmallHandler.Write",
        """
        GetPid: int GetPid()
        """,
        "SmallHandler.GetPid",
        """
        Dispatch: the method of the frame's number
        """);

    /// <summary>Whether the parts stand in the text in this order.</summary>
    private static void Contains(string listing, params string[] parts)
    {
        int from = 0;
        listing = listing.ReplaceLineEndings("\n");
        foreach (string part in parts)
        {
            int found = listing.IndexOf(part.ReplaceLineEndings("\n"), from, StringComparison.Ordinal);
            Assert.IsGreaterThanOrEqualTo(0, found, $"Not there, or not there any more:\n{part}\n--- in ---\n{listing}");
            from = found + part.Length;
        }
    }

    [TestMethod]
    public void Missing_type_of_a_handler_is_told() => Assert.Contains(
        "The type of handler 0 is null.",
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallEmission.ListKernel(AbiShape.LinuxX64, (Type)null!)).Message);
}
