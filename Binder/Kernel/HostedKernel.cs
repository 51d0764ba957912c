using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Emit;
using Binder.Kernel;
using Binder.Native;

namespace Binder;

/// <summary>
/// A kernel written in C#, in this process: handlers that implement contracts, and ways for callers to reach them.
/// </summary>
/// <remarks>
/// Calls run on the threads that make them (by <see cref="TwoThreadAbi"/> on its own), as many at once as there are; handlers see to
/// their own locking. Whatever a handler throws becomes an error answer, and the kernel serves on. Nothing that a caller sends ends it. A
/// disposed kernel answers every call, by whatever way, with the shape's rejection (ESHUTDOWN, or
/// <see cref="SyscallErrorKind.InvalidNumber"/> where answers are tagged). One that is not disposed is collected when nobody holds it or
/// a connection of it.
/// </remarks>
public sealed partial class HostedKernel : IDisposable
{
    private static long s_lastId;

    private readonly Lock _connecting = new();
    private readonly SyscallDispatcher _dispatcher;
    private readonly KernelOptions _options;
    private readonly DispatchSettings _settings;
    private readonly RejectionWriter _rejections;
    private SyscallAbi? _abi;

    private HostedKernel(AbiShape shape, KernelOptions options, SyscallDispatcher dispatcher)
    {
        Shape = shape;
        _options = options;
        _dispatcher = dispatcher;
        _rejections = new RejectionWriter(shape, options.HandlerError);
        _settings = new DispatchSettings(options.MaxCopy, _cancellation.Token);
        Signals.EnsureInstalled();
    }

    /// <summary>
    /// Raised on the thread that serves the call when a handler or a caller's filter has thrown, before the error is written as the
    /// answer. What a subscriber throws is ignored, and the others are still called. Of an answer that the shape cannot say
    /// <see cref="KernelOptions.OnUnsendableAnswer"/> hears instead.
    /// </summary>
    public event EventHandler<HandlerFailedEventArgs>? HandlerFailed;

    /// <summary>The shape of the calls that this kernel takes.</summary>
    public AbiShape Shape { get; }

    /// <summary>The connection of this process: its own memory, every number. One, made when first asked for.</summary>
    /// <inheritdoc cref="Connect" path="/exception|/remarks"/>
    public SyscallAbi Abi
    {
        get
        {
            lock (_connecting)
            {
                return _abi ??= Connect(SyscallCaller.CurrentProcess);
            }
        }
    }

    /// <summary>Names the kernel in marks and slots; never 0 and never given again.</summary>
    internal long Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>Makes a kernel.</summary>
    /// <param name="shape">The shape of the calls that it takes.</param>
    /// <param name="handlers">
    /// Objects that implement contracts, or match them by <see cref="HandlesAttribute"/>; at most one for a number.
    /// </param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="SyscallBindingException">
    /// A handler handles nothing, a contract cannot travel in the shape, or two handlers take one number: everything that is wrong at once.
    /// </exception>
    [RequiresDynamicCode("Emits IL for the handlers."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static HostedKernel Create(AbiShape shape, params object[] handlers) => Create(shape, new KernelOptions(), handlers);

    /// <summary>Makes a kernel with other limits than the usual ones.</summary>
    /// <param name="shape">The shape of the calls that it takes.</param>
    /// <param name="options">Its limits, and who hears of its troubles.</param>
    /// <param name="handlers">
    /// Objects that implement contracts, or match them by <see cref="HandlesAttribute"/>; at most one for a number.
    /// </param>
    /// <inheritdoc cref="Create(AbiShape, object[])" path="/exception"/>
    [OverloadResolutionPriority(1)]
    [RequiresDynamicCode("Emits IL for the handlers."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static HostedKernel Create(AbiShape shape, KernelOptions options, params object[] handlers)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handlers);
        if (Array.IndexOf(handlers, null) is >= 0 and var missing)
        {
            throw new ArgumentNullException(nameof(handlers), $"The handler {missing} is null.");
        }

        return new(shape, options, DispatcherFactory.Create(shape, handlers));
    }

    /// <summary>Makes a kernel around a dispatcher that stands for its handlers.</summary>
    internal static HostedKernel Over(AbiShape shape, KernelOptions options, SyscallDispatcher dispatcher) =>
        new(shape, options, dispatcher);

    /// <summary>
    /// Makes a native way for a caller to reach this kernel: its frames go through host registers, as in a real trap, where the
    /// host has those that the shape names, and by pointer to a copy otherwise.
    /// </summary>
    /// <param name="caller">Whose memory the frames' addresses mean, who it is, and which numbers it may use.</param>
    /// <remarks>
    /// The connection may be used by any number of threads at once, and after the kernel's disposal, when every call gets a
    /// rejection. Where Binder has no native code (it has for Linux on x86-64 and arm64), calls throw
    /// <see cref="PlatformNotSupportedException"/>: use <see cref="LoopbackAbi"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">No caller.</exception>
    /// <exception cref="InvalidOperationException">The system refuses executable memory.</exception>
    public SyscallAbi Connect(SyscallCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Signals.EnsureInstalled();
        HostedAbi connection = new(this, caller, NativePlatform.IsSupported ? HostedWay.For(Shape) : null);
        KernelTable.Add(connection);
        return connection;
    }
}
