namespace Binder.Kernel;

/// <summary>A call that a kernel's disposal waits for.</summary>
/// <param name="Number">The call's number.</param>
/// <param name="ThreadId">The managed id of the thread that is inside it.</param>
internal readonly record struct RunningCall(ulong Number, int ThreadId);
