namespace Binder.Native;

/// <summary>Code whose faults are answers: each goes on at another place, without the thread noticing.</summary>
/// <param name="Code">The bytes; they hold no address, so they run anywhere.</param>
/// <param name="Recoveries">Where it may fault, and where it goes on then.</param>
internal sealed record RecoverableCode(byte[] Code, Recovery[] Recoveries);

/// <summary>A fault of an instruction from <paramref name="Start"/> up to <paramref name="End"/> (not included) goes on at <paramref name="Target"/>.</summary>
internal readonly record struct Recovery(int Start, int End, int Target);
