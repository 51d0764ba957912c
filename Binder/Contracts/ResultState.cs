namespace Binder.Contracts;

/// <summary>What a <see cref="Result{T,TError}"/> holds; a register wide, so that no result fits into two registers.</summary>
internal enum ResultState : long
{
    Neither = 0,
    Ok = 1,
    Fail = 2,
}
