using Binder.Linux;

namespace Binder.Tests.Linux;

[TestClass]
public sealed class LinuxNumbersTests
{
    /// <summary>From here on Linux numbers its calls alike on every architecture.</summary>
    private const ulong FirstCommonNumber = 424;

    [TestMethod]
    public void X64_has_every_call_of_the_installed_header() =>
        AssertHolds(LinuxNumbers.X64, KernelHeaders.Calls(KernelHeaders.Read("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")));

    [TestMethod]
    public void Arm64_has_every_call_of_the_installed_generic_header()
    {
        const string Arm64 = """
            #define __ARCH_WANT_RENAMEAT
            #define __ARCH_WANT_NEW_STAT
            #define __ARCH_WANT_SET_GET_RLIMIT
            #define __ARCH_WANT_TIME32_SYSCALLS
            #define __ARCH_WANT_SYS_CLONE3
            #define __ARCH_WANT_MEMFD_SECRET
            #define __BITS_PER_LONG 64
            #include <asm-generic/unistd.h>

            """;
        _ = KernelHeaders.Read("/usr/include/asm-generic/unistd.h");

        AssertHolds(LinuxNumbers.Arm64, KernelHeaders.Calls(KernelHeaders.Preprocess(Arm64)));
    }

    [TestMethod]
    public void Arm64_has_every_call_of_the_cross_compilers_header()
    {
        const string Headers = "/usr/aarch64-linux-gnu/include";
        if (!File.Exists($"{Headers}/asm/unistd.h"))
        {
            Assert.Inconclusive($"There is no {Headers}/asm/unistd.h to compare with: install linux-libc-dev-arm64-cross.");
        }

        AssertHolds(LinuxNumbers.Arm64,
            KernelHeaders.Calls(KernelHeaders.Preprocess("#include <asm/unistd.h>\n", "-nostdinc", "-isystem", Headers)));
    }

    [TestMethod]
    [DataRow("clone3", 435UL)]
    [DataRow("set_mempolicy_home_node", 450UL)]
    [DataRow("cachestat", 451UL)]
    [DataRow("fchmodat2", 452UL)]
    [DataRow("futex_requeue", 456UL)]
    [DataRow("statmount", 457UL)]
    [DataRow("mseal", 462UL)]
    [DataRow("removexattrat", 466UL)]
    [DataRow("open_tree_attr", 467UL)]
    [DataRow("file_getattr", 468UL)]
    [DataRow("file_setattr", 469UL)]
    [DataRow("listns", 470UL)]
    [DataRow("rseq_slice_yield", 471UL)]
    public void Calls_newer_than_most_installed_headers_are_there(string name, ulong number)
    {
        AssertHolds(LinuxNumbers.X64, new() { [name] = number });
        AssertHolds(LinuxNumbers.Arm64, new() { [name] = number });
    }

    [TestMethod]
    public void Both_architectures_number_the_newer_calls_alike_and_without_a_gap()
    {
        KeyValuePair<string, ulong>[] x64 = [.. LinuxNumbers.X64.Entries.Where(call => call.Value >= FirstCommonNumber)];
        KeyValuePair<string, ulong>[] arm64 = [.. LinuxNumbers.Arm64.Entries.Where(call => call.Value >= FirstCommonNumber)];

        CollectionAssert.AreEqual(x64, arm64);
        for (int i = 0; i < x64.Length; i++)
        {
            Assert.AreEqual(FirstCommonNumber + (ulong)i, x64[i].Value, x64[i].Key);
        }
    }

    [TestMethod]
    public void The_architectures_own_calls_keep_their_own_numbers()
    {
        AssertHolds(LinuxNumbers.X64, new() { ["read"] = 0, ["getpid"] = 39, ["newfstatat"] = 262, ["uretprobe"] = 335, ["uprobe"] = 336 });
        AssertHolds(LinuxNumbers.Arm64, new() { ["read"] = 63, ["getpid"] = 172, ["newfstatat"] = 79, ["renameat"] = 38, ["mmap"] = 222 });
        Assert.IsFalse(LinuxNumbers.Arm64.TryGetNumber("open", out _));
        Assert.IsFalse(LinuxNumbers.X64.TryGetName(512, out _), "x32 has no place here.");
    }

    [TestMethod]
    public void A_table_is_read_once()
    {
        SyscallNumbers x64 = LinuxNumbers.X64;
        SyscallNumbers arm64 = LinuxNumbers.Arm64;

        Assert.AreSame(x64, LinuxNumbers.X64);
        Assert.AreSame(arm64, LinuxNumbers.Arm64);
        Assert.AreNotEqual(x64, arm64);
    }

    private static void AssertHolds(SyscallNumbers table, Dictionary<string, ulong> calls)
    {
        foreach ((string name, ulong number) in calls)
        {
            Assert.IsTrue(table.TryGetNumber(name, out ulong ours), $"{name} ({number}) is missing: add it to eng/linux.");
            Assert.AreEqual(number, ours, name);
            Assert.IsTrue(table.TryGetName(number, out string? back), name);
            Assert.AreEqual(name, back);
        }
    }
}
