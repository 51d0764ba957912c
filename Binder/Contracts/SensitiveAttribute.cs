namespace Binder;

/// <summary>
/// Keeps a value's content out of everything that records or prints calls, such as traces and logs. It travels like any other value.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;
