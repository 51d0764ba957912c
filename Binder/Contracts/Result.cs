namespace Binder;

/// <summary>Makes results without naming their types: <c>return Result.Ok(5);</c>, <c>return Result.Fail(Errno.EINVAL);</c>.</summary>
public static class Result
{
    /// <summary>Success with nothing to tell; converts to every <see cref="Result{T,TError}"/> of <see cref="Unit"/>.</summary>
    public static Ok<Unit> Ok() => default;

    /// <summary>Success; converts to every <see cref="Result{T,TError}"/> with this type of value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The answer.</param>
    public static Ok<T> Ok<T>(T value) => new(value);

    /// <summary>Failure; converts to every <see cref="Result{T,TError}"/> with this type of error.</summary>
    /// <typeparam name="TError">The type of the error.</typeparam>
    /// <param name="error">What went wrong.</param>
    public static Fail<TError> Fail<TError>(TError error) => new(error);
}

/// <summary>A success on its way to becoming a <see cref="Result{T,TError}"/>; made by <see cref="Result.Ok{T}(T)"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The answer.</param>
public readonly record struct Ok<T>(T Value);

/// <summary>A failure on its way to becoming a <see cref="Result{T,TError}"/>; made by <see cref="Result.Fail{TError}(TError)"/>.</summary>
/// <typeparam name="TError">The type of the error.</typeparam>
/// <param name="Error">What went wrong.</param>
public readonly record struct Fail<TError>(TError Error);
