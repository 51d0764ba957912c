using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder;

/// <summary>
/// The kernel that this process runs on, reached by the real trap instruction: no libc, no errno, no wrapper. Proxies go
/// straight to the thunk; this is the only ABI for which they do.
/// </summary>
/// <remarks>
/// What libc does around a call is not done: no restart after EINTR, no cancellation, no thread-wide set of user identities,
/// and calls that libc must know of (clone, fork, exit of a thread) leave it with wrong ideas.
/// </remarks>
public sealed class LinuxAbi : SyscallAbi
{
    private static readonly Lazy<LinuxAbi> s_x64 = new(() => new(AbiShape.LinuxX64, Thunk(Architecture.X64)));
    private static readonly Lazy<LinuxAbi> s_arm64 = new(() => new(AbiShape.LinuxArm64, Thunk(Architecture.Arm64)));

    private readonly nint _thunk;

    private LinuxAbi(AbiShape shape, nint thunk)
        : base(shape) => _thunk = thunk;

    /// <summary>The kernel of this process.</summary>
    /// <exception cref="PlatformNotSupportedException">This process does not run on Linux on x86-64 or arm64.</exception>
    public static LinuxAbi Current => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => Existing(X64),
        Architecture.Arm64 => Existing(Arm64),
        _ => throw NativePlatform.Missing("The Linux trap", RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture),
    };

    /// <summary>The kernel's interface on x86-64: for calls where this process runs on it, elsewhere for its shape.</summary>
    public static LinuxAbi X64 => s_x64.Value;

    /// <summary>The kernel's interface on arm64: for calls where this process runs on it, elsewhere for its shape.</summary>
    public static LinuxAbi Arm64 => s_arm64.Value;

    /// <summary>The address of the thunk, or 0 where this is not the kernel of this process.</summary>
    internal override nint DirectThunk => _thunk;

    /// <summary>Tells a value from an error in the answer of an untyped call.</summary>
    /// <param name="answer">As <see cref="SyscallAbi.Call(ulong, ReadOnlySpan{SyscallWord})"/> gives it.</param>
    public static Result<nint, Errno> Check(nint answer) =>
        (nuint)answer > unchecked((nuint)(-4096)) ? Result.Fail((Errno)(int)-answer) : answer;

    /// <summary>Makes one call; words 0 to 5 are its arguments and the answer overwrites word 0.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not the kernel of this process.</exception>
    public override void Trap(ref TrapFrame frame)
    {
        Existing(this);
        nint answer = NativeCall.Full(
            _thunk, (nuint)frame.Number, (nuint)frame[0], (nuint)frame[1], (nuint)frame[2], (nuint)frame[3], (nuint)frame[4], (nuint)frame[5]);
        frame[0] = unchecked((ulong)answer);
    }

    /// <summary>The same class over another thunk of the same contract, so that benchmarks measure proxies without a kernel.</summary>
    internal static LinuxAbi Over(nint thunk) => new(AbiShape.LinuxX64, thunk);

    private static LinuxAbi Existing(LinuxAbi abi) => abi._thunk != 0 ? abi : throw new PlatformNotSupportedException(
        $"This process runs on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, and has no native trap to that Linux "
        + "kernel. Use LinuxAbi.Current on Linux, or reach a kernel in C# by HostedKernel and LoopbackAbi.");

    private static nint Thunk(Architecture architecture) =>
        NativePlatform.IsSupported && RuntimeInformation.ProcessArchitecture == architecture ? LinuxTrap.Address : 0;
}
