using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Capabilities;

/// <summary>The right to open a drawer: only the vault's kernel makes one.</summary>
[Capability]
internal readonly record struct Key
{
    private Key(ulong id) => Id = id;

    private ulong Id { get; }
}

[InlineArray(2)]
internal struct TwoKeys
{
    private Key _first;
}

[SyscallUnion(TagSize = 1)]
internal abstract record KeyChain
{
    private KeyChain()
    {
    }

    [Variant(0)]
    internal sealed record Empty : KeyChain;

    [Variant(1)]
    internal sealed record One(Key Key) : KeyChain;
}

internal enum ChoiceKind : byte
{
    None,
    Key,
}

[SyscallUnion(TagSize = 1)]
internal record struct KeyChoice([UnionTag] ChoiceKind Kind, [Variant(ChoiceKind.None)] byte Nothing, [Variant(ChoiceKind.Key)] Key Key);

internal readonly record struct Ticket(int Number, Key Key);

/// <summary>Calls that registers can carry.</summary>
[SyscallInterface]
internal interface IVault
{
    [Syscall(120)] Result<Key, SyscallError<Errno>> Issue(ulong id);

    [Syscall(121)] Result<ulong, SyscallError<Errno>> Use(Key key);

    [Syscall(122)] Result<ulong, SyscallError<Errno>> UseTicket(Ticket ticket);

    [Syscall(123)] Result<ulong, SyscallError<Errno>> UseAll(ReadOnlySpan<Key> keys);

    [Syscall(124)] Result<ulong, SyscallError<Errno>> UseReference(in Key key);

    [Syscall(125)] Result<Unit, SyscallError<Errno>> Fill(ulong id, [Out] Span<Key> keys);

    [Syscall(126)] Result<Unit, SyscallError<Errno>> Make(ulong id, out Key key);

    [Syscall(127)] Result<Unit, SyscallError<Errno>> Swap(ref Key key, ulong id);
}

/// <summary>Calls that only a stream can carry.</summary>
[SyscallInterface]
internal interface IPackedVault
{
    [Syscall(130)] Result<Option<Key>, SyscallError<Errno>> IssueMaybe(ulong id, bool has);

    [Syscall(131)] Result<TwoKeys, SyscallError<Errno>> IssueTwo(ulong first, ulong second);

    [Syscall(132)] Result<KeyChain, SyscallError<Errno>> IssueChain(ulong id);

    [Syscall(133)] Result<KeyChoice, SyscallError<Errno>> IssueChoice(ChoiceKind kind, ulong id);

    [Syscall(134)] Result<ulong, SyscallError<Errno>> UseMaybe(Option<Key> key);

    [Syscall(135)] Result<ulong, SyscallError<Errno>> UseTwo(TwoKeys keys);

    [Syscall(136)] Result<ulong, SyscallError<Errno>> UseChain(KeyChain chain);

    [Syscall(137)] Result<ulong, SyscallError<Errno>> UseChoice(KeyChoice choice);

    [Syscall(138)] Result<byte, Key> FailWith(ulong id, Option<byte> extra);
}

/// <summary>Issues what it is asked for; 0 is a key that it did not make by its context.</summary>
[Handles(typeof(IVault))]
internal sealed class VaultHandler
{
    public static Result<Key, SyscallError<Errno>> Issue(SyscallContext context, ulong id) => Keys.Of(context, id);

    public static Result<ulong, SyscallError<Errno>> Use(SyscallContext context, Key key) => context.Reveal(key);

    public static Result<ulong, SyscallError<Errno>> UseTicket(SyscallContext context, Ticket ticket) => context.Reveal(ticket.Key);

    public static Result<ulong, SyscallError<Errno>> UseAll(SyscallContext context, ReadOnlySpan<Key> keys)
    {
        ulong sum = 0;
        foreach (Key key in keys)
        {
            sum += context.Reveal(key);
        }

        return sum;
    }

    public static Result<ulong, SyscallError<Errno>> UseReference(SyscallContext context, in Key key) => context.Reveal(key);

    public static Result<Unit, SyscallError<Errno>> Fill(SyscallContext context, ulong id, Span<Key> keys)
    {
        keys.Fill(Keys.Of(context, id));
        return Result.Ok();
    }

    public static Result<Unit, SyscallError<Errno>> Make(SyscallContext context, ulong id, out Key key)
    {
        key = Keys.Of(context, id);
        return Result.Ok();
    }

    public static Result<Unit, SyscallError<Errno>> Swap(SyscallContext context, ref Key key, ulong id)
    {
        key = Keys.Of(context, id);
        return Result.Ok();
    }
}

[Handles(typeof(IPackedVault))]
internal sealed class PackedVaultHandler
{
    public static Result<Option<Key>, SyscallError<Errno>> IssueMaybe(SyscallContext context, ulong id, bool has) =>
        has ? Option.Some(Keys.Of(context, id)) : Option<Key>.None;

    public static Result<TwoKeys, SyscallError<Errno>> IssueTwo(SyscallContext context, ulong first, ulong second)
    {
        TwoKeys keys = default;
        (keys[0], keys[1]) = (Keys.Of(context, first), Keys.Of(context, second));
        return keys;
    }

    public static Result<KeyChain, SyscallError<Errno>> IssueChain(SyscallContext context, ulong id) => new KeyChain.One(Keys.Of(context, id));

    public static Result<KeyChoice, SyscallError<Errno>> IssueChoice(SyscallContext context, ChoiceKind kind, ulong id) =>
        new KeyChoice(kind, 1, Keys.Of(context, id));

    public static Result<ulong, SyscallError<Errno>> UseMaybe(SyscallContext context, Option<Key> key) => key.HasValue ? context.Reveal(key.Value) : 0;

    public static Result<ulong, SyscallError<Errno>> UseTwo(SyscallContext context, TwoKeys keys) => context.Reveal(keys[0]) + context.Reveal(keys[1]);

    public static Result<ulong, SyscallError<Errno>> UseChain(SyscallContext context, KeyChain chain) => chain is KeyChain.One one ? context.Reveal(one.Key) : 0;

    public static Result<ulong, SyscallError<Errno>> UseChoice(SyscallContext context, KeyChoice choice) =>
        choice.Kind == ChoiceKind.Key ? context.Reveal(choice.Key) : 0;

    public static Result<byte, Key> FailWith(SyscallContext context, ulong id, Option<byte> extra) => Result.Fail(Keys.Of(context, id));
}

internal static class Keys
{
    public static Key Of(in SyscallContext context, ulong id) => id == 0 ? default : context.Issue<Key>(id);
}
