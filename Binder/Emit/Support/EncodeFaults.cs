using System.Diagnostics.CodeAnalysis;

namespace Binder.Emit;

/// <summary>Why a value cannot be encoded, thrown before any of it is sent.</summary>
// Each is one throw and not marked NoInlining: so the JIT knows that it does not return and moves the call out of the way.
internal static class EncodeFaults
{
    [DoesNotReturn]
    public static void ThrowNoVariant(string name) => throw NoVariant(name);

    [DoesNotReturn]
    public static void ThrowNoMember(string name) => throw NoMember(name);

    [DoesNotReturn]
    public static void ThrowNoRoom(int room, int needed) => throw NoRoom(room, needed);

    [DoesNotReturn]
    public static void ThrowOutOfReach(int registerBits) => throw OutOfReach(registerBits);

    private static SyscallEncodingException OutOfReach(int registerBits) => new(
        $"The spill area's address does not fit into a register of {registerBits} bits. Give memory below 4 GiB.");

    private static SyscallEncodingException NoVariant(string name) => new(
        $"{name} holds a union that is null or no variant of its type, or a Result that is neither value nor error. Send one that was made.");

    private static SyscallEncodingException NoMember(string name) => new(
        $"{name} holds a value that is no constant of its closed enum. Send one that is.");

    private static SyscallEncodingException NoRoom(int room, int needed) => new(
        $"The value spills {needed} bytes and there is room for {room}. Give a span of MaxSpill bytes.");
}
