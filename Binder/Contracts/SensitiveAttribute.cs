namespace Binder;

/// <summary>
/// Keeps a value's content out of everything that records or prints calls, such as traces and logs. It travels like any other value.
/// </summary>
/// <remarks>Nothing in this version records or prints the values of calls; tools that wrap an ABI can find the mark by reflection.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;
