using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed class NativePlatformTests
{
    [TestMethod]
    public void Missing_native_part_is_named_with_machine_and_cure()
    {
        string text = NativePlatform.Missing("The hosted trap", "Some OS 1.2", System.Runtime.InteropServices.Architecture.Wasm).Message;

        Assert.AreEqual(
            "The hosted trap is native code that Binder has for Linux on x86-64 and arm64 only; this process runs on Some OS 1.2, Wasm. "
            + "The managed ways work here: use LoopbackAbi, or an ABI written in C# (derive from SyscallAbi).",
            text);
    }

    [TestMethod]
    public void Every_native_part_throws_the_clear_exception_where_it_is_missing()
    {
        if (NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test needs a machine that Binder has no native code for; this is one that it has.");
        }

        Assert.ThrowsExactly<PlatformNotSupportedException>(() => NativePlatform.Require("Anything"));
        Assert.ThrowsExactly<PlatformNotSupportedException>(() => LinuxTrap.Address);
        Assert.ThrowsExactly<PlatformNotSupportedException>(() => ExecutableMemory.Map([0xC3]));
        Assert.ThrowsExactly<PlatformNotSupportedException>(() => HostedThunks.For([7], [0], 1, 0));
        Assert.ThrowsExactly<PlatformNotSupportedException>(() => HostedThunks.ByPointer(1, 0));
        Assert.ThrowsExactly<PlatformNotSupportedException>(() => ProcessMemory.Read(1, new byte[1]));
        Assert.IsFalse(HostedThunks.CanCarry([7]));
    }
}
