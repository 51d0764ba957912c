namespace Binder.Tests.Diagnostics;

/// <summary>What binding says of a contract, handlers or a shape: the exception's diagnostics, or the warnings of what was bound.</summary>
internal static class Provoked
{
    /// <summary>A plain shape with a table of two calls, so that texts do not depend on Linux's.</summary>
    public static AbiShape Shape { get; } = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = [0, 1, 2, 3, 4, 5],
        NarrowArguments = NarrowRule.Truncate,
        Numbers = SyscallNumbers.Parse("0 read\n1 write"),
    };

    public static IReadOnlyList<SyscallDiagnostic> By<T>() => By(typeof(T));

    public static IReadOnlyList<SyscallDiagnostic> By(params Type[] contracts) => By(SyscallTable.Of(contracts), Shape);

    public static IReadOnlyList<SyscallDiagnostic> By(SyscallTable table, AbiShape shape) =>
        Caught(() => SyscallBinder.BindAll(table, new UnreachableAbi(shape)).Diagnostics);

    public static IReadOnlyList<SyscallDiagnostic> ByHandlers(params object[] handlers) => ByKernel(Shape, handlers);

    public static IReadOnlyList<SyscallDiagnostic> ByKernel(AbiShape shape, params object[] handlers) => Caught(() =>
    {
        using HostedKernel kernel = HostedKernel.Create(shape, handlers);
        return [];
    });

    public static IReadOnlyList<SyscallDiagnostic> ByCodec<T>() => ByCodec<T>(Shape);

    public static IReadOnlyList<SyscallDiagnostic> ByCodec<T>(AbiShape shape) => Caught(() =>
    {
        SyscallCodec.For<T>(shape);
        return [];
    });

    public static IReadOnlyList<SyscallDiagnostic> ByPerforming<TCall, TReturn, TError>(TCall message)
        where TCall : ISyscall<TReturn, TError> => Caught(() =>
    {
        new UnreachableAbi(Shape).Perform<TCall, TReturn, TError>(message);
        return [];
    });

    private static IReadOnlyList<SyscallDiagnostic> Caught(Func<IReadOnlyList<SyscallDiagnostic>> bind)
    {
        try
        {
            return bind();
        }
        catch (SyscallBindingException exception)
        {
            return exception.Diagnostics;
        }
    }

    private sealed class UnreachableAbi(AbiShape shape) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame) => throw new InvalidOperationException("no test of diagnostics makes a call");
    }
}
