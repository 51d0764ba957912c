using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Contracts;

namespace Binder;

/// <summary>What a call answers: a value, or an error.</summary>
/// <remarks>
/// A value converts by itself (<c>return 0;</c>), an error only by <see cref="Result.Fail{TError}(TError)"/>: were there a conversion
/// from both, <c>ok ? 0 : Errno.EINVAL</c> would become an error without a word. The default of this type is neither value nor error;
/// it can be compared and printed, and every attempt to read it throws <see cref="InvalidOperationException"/>.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TError">The type of the error.</typeparam>
// The state is first and as wide as a register, and no result is smaller than 24 bytes: 16 bytes would come back in two registers, which
// the JIT packs through the stack beside an inlined P/Invoke frame, at 4 ns a call. Size counts where no field holds a reference; where
// one does, the width of the state makes up for it.
[StructLayout(LayoutKind.Sequential, Size = 24)]
[DebuggerDisplay("{ToString(),nq}")]
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification =
    "Result<int, Errno>.Ok(5) is for places where nothing tells the types; Result.Ok(5) is there for all others.")]
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification =
    "Ok and Fail are the named alternates.")]
public readonly struct Result<T, TError> : IEquatable<Result<T, TError>>
{
    private readonly ResultState _state;
    private readonly T _value;
    private readonly TError _error;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Result(ResultState state, T value, TError error)
    {
        _state = state;
        _value = value;
        _error = error;
    }

    /// <summary>True for a value, false for an error.</summary>
    /// <exception cref="InvalidOperationException">This is the default: neither.</exception>
    public bool IsOk
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_state == ResultState.Ok)
            {
                return true;
            }

            if (_state == ResultState.Neither)
            {
                ThrowNeither();
            }

            return false;
        }
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">This is an error, or the default.</exception>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_state != ResultState.Ok)
            {
                ThrowNoValue(_state, _error);
            }

            return _value;
        }
    }

    /// <summary>The error.</summary>
    /// <exception cref="InvalidOperationException">This is a value, or the default.</exception>
    public TError Error
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_state != ResultState.Fail)
            {
                ThrowNoError(_state, _value);
            }

            return _error;
        }
    }

    /// <summary>What it holds, for those who handle all three cases.</summary>
    internal ResultState State => _state;

    /// <summary>The value, where <see cref="State"/> says that there is one.</summary>
    internal T UncheckedValue => _value;

    /// <summary>The error, where <see cref="State"/> says that there is one.</summary>
    internal TError UncheckedError => _error;

    /// <summary>A success.</summary>
    /// <param name="value">The answer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Result<T, TError> Ok(T value) => new(ResultState.Ok, value, default!);

    /// <summary>A failure.</summary>
    /// <param name="error">What went wrong.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Result<T, TError> Fail(TError error) => new(ResultState.Fail, default!, error);

    /// <summary>Answers what one of two functions makes of the content.</summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="ok">Called with the value.</param>
    /// <param name="fail">Called with the error.</param>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<TError, TResult> fail)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(fail);
        return IsOk ? ok(_value) : fail(_error);
    }

    /// <summary>Calls one of two actions with the content.</summary>
    /// <param name="ok">Called with the value.</param>
    /// <param name="fail">Called with the error.</param>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public void Match(Action<T> ok, Action<TError> fail)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(fail);
        if (IsOk)
        {
            ok(_value);
        }
        else
        {
            fail(_error);
        }
    }

    /// <summary>True, and the value, for a success.</summary>
    /// <param name="value">The value; the default of its type for an error.</param>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsOk;
    }

    /// <summary>True, and the value, for a success; false, and the error, for a failure.</summary>
    /// <param name="value">The value; the default of its type for an error.</param>
    /// <param name="error">The error; the default of its type for a value.</param>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out TError error)
    {
        value = _value;
        error = _error;
        return IsOk;
    }

    /// <summary>The value; an error is thrown.</summary>
    /// <exception cref="SyscallException">This is an error, which the exception carries.</exception>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ValueOrThrow()
    {
        if (_state != ResultState.Ok)
        {
            ThrowFailure(_state, _error);
        }

        return _value;
    }

    /// <summary>A value is a success.</summary>
    /// <param name="value">The answer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Result<T, TError>(T value) => Ok(value);

    /// <summary>Gives a success its type of error.</summary>
    /// <param name="ok">The success.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Result<T, TError>(Ok<T> ok) => Ok(ok.Value);

    /// <summary>Gives a failure its type of value.</summary>
    /// <param name="fail">The failure.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Result<T, TError>(Fail<TError> fail) => Fail(fail.Error);

    /// <summary>Two results are equal when both are values, or both errors, and what they hold is equal. Two defaults are equal.</summary>
    /// <param name="other">The other result.</param>
    public bool Equals(Result<T, TError> other) => _state == other._state && _state switch
    {
        ResultState.Ok => EqualityComparer<T>.Default.Equals(_value, other._value),
        ResultState.Fail => EqualityComparer<TError>.Default.Equals(_error, other._error),
        _ => true,
    };

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Result<T, TError> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _state switch
    {
        ResultState.Ok => HashCode.Combine(_state, _value),
        ResultState.Fail => HashCode.Combine(_state, _error),
        _ => 0,
    };

    /// <summary>The content, as <c>Ok(5)</c> or <c>Fail(ENOENT)</c>.</summary>
    public override string ToString() => _state switch
    {
        ResultState.Ok => string.Create(CultureInfo.InvariantCulture, $"Ok({(object?)_value ?? "null"})"),
        ResultState.Fail => string.Create(CultureInfo.InvariantCulture, $"Fail({(object?)_error ?? "null"})"),
        _ => "Result(neither)",
    };

    /// <inheritdoc cref="Equals(Result{T, TError})"/>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Result<T, TError> left, Result<T, TError> right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Result<T, TError> left, Result<T, TError> right) => !left.Equals(right);

    // The helpers take the parts and not the result: passing its address would keep it out of registers on the good way too. Each is one
    // throw and not marked NoInlining, which is how the JIT finds out that they do not return and moves their calls out of the way.
    [DoesNotReturn]
    private static void ThrowNeither() => throw Neither();

    [DoesNotReturn]
    private static void ThrowNoValue(ResultState state, TError error) => throw NoValue(state, error);

    [DoesNotReturn]
    private static void ThrowNoError(ResultState state, T value) => throw NoError(state, value);

    [DoesNotReturn]
    private static void ThrowFailure(ResultState state, TError error) => throw Failure(state, error);

    private static InvalidOperationException Neither() => new("This result is the default of its type: neither a value nor an error. " +
        "Make one by Result.Ok(value), by Result.Fail(error), or from the value itself.");

    private static InvalidOperationException NoValue(ResultState state, TError error) => state == ResultState.Neither
        ? Neither()
        : new($"This result has no value, it is {Fail(error)}. Ask IsOk or TryGet first, or use ValueOrThrow.");

    private static InvalidOperationException NoError(ResultState state, T value) => state == ResultState.Neither
        ? Neither()
        : new($"This result has no error, it is {Ok(value)}. Ask IsOk or TryGet first.");

    private static Exception Failure(ResultState state, TError error) => state == ResultState.Neither ? Neither() : SyscallException.From(error);
}
