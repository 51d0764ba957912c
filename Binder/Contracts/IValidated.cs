namespace Binder;

/// <summary>
/// A type of which not every value is legal. A value that arrives is asked about before anyone sees it, and an illegal one is malformed data; what a
/// handler answers is asked about before it is sent, and an illegal one is an answer that cannot be sent.
/// </summary>
/// <remarks>An exception counts as refusal: the value is illegal, and nobody hears of the exception.</remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IValidated<TSelf>
    where TSelf : IValidated<TSelf>
{
    /// <summary>Whether the value is legal. Called with whatever bits a caller sent; should not throw, which is slow, and counts as false.</summary>
    /// <param name="value">The value; its fields are valid, each by itself.</param>
    static abstract bool IsValid(in TSelf value);
}
