namespace Binder;

/// <summary>A type of which not every value is legal. A value that arrives is asked before anyone sees it; an illegal one is malformed data.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IValidated<TSelf>
    where TSelf : IValidated<TSelf>
{
    /// <summary>Whether the value is legal. Called with whatever bits a caller sent; must not throw.</summary>
    /// <param name="value">The value; its fields are valid, each by itself.</param>
    static abstract bool IsValid(in TSelf value);
}
