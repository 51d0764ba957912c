using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Binder.Emit;

/// <summary>What a method returns of an answer that came as <c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c>.</summary>
internal static class StreamAnswers
{
    public static Result<T, TError> Result<T, TError>(in Result<T, SyscallError<TError>> answer, string name)
    {
        if (answer.TryGet(out T? value, out SyscallError<TError> error))
        {
            return value;
        }

        return error.TryGetFailed(out TError? failure) ? Binder.Result.Fail(failure) : throw Refused(error.Kind, name);
    }

    public static T Value<T>(in Result<T, SyscallError<Unit>> answer, string name) =>
        answer.TryGet(out T? value, out SyscallError<Unit> error) ? value : throw Refused(error.Kind, name);

    public static void Nothing(in Result<Unit, SyscallError<Unit>> answer, string name) => Value(in answer, name);

    public static THandle ValueOfHandle<THandle>(in Result<nint, SyscallError<Unit>> answer, THandle handle, string name)
        where THandle : SafeHandle
    {
        Marshal.InitHandle(handle, Value(in answer, name));
        return handle;
    }

    public static Result<THandle, TError> ResultOfHandle<THandle, TError>(in Result<nint, SyscallError<TError>> answer, THandle handle, string name)
        where THandle : SafeHandle
    {
        Result<nint, TError> result = Result(in answer, name);
        if (!result.TryGet(out nint number, out TError? error))
        {
            return Binder.Result.Fail(error);
        }

        Marshal.InitHandle(handle, number);
        return handle;
    }

    public static Result<THandle, SyscallError<TError>> WithHandle<THandle, TError>(in Result<nint, SyscallError<TError>> answer, THandle handle)
        where THandle : SafeHandle
    {
        if (!answer.TryGet(out nint number, out SyscallError<TError> error))
        {
            return Binder.Result.Fail(error);
        }

        Marshal.InitHandle(handle, number);
        return handle;
    }

    private static SyscallException Refused(SyscallErrorKind kind, string name) => new(
        kind, null, kind == SyscallErrorKind.Failed ? $"{name} failed." : $"The kernel refused {name}: {kind}.");
}
