namespace Binder;

/// <summary>
/// Marks an interface as a contract: its methods are syscalls. <c>SyscallTable.Scan</c> finds interfaces by this mark, and
/// <c>SyscallBinder.Bind</c> makes proxies of them. Internal and nested interfaces may be contracts too.
/// </summary>
/// <remarks>
/// Syscalls of inherited interfaces belong to the contract, and methods with a body keep it unless they are marked with
/// <see cref="SyscallAttribute"/>. Generic methods, properties and events cannot be bound; a diagnostic says so.
/// </remarks>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class SyscallInterfaceAttribute : Attribute;
