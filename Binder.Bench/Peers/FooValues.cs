using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The values that are encoded: the same ones in the form of each side.</summary>
internal static class FooValues
{
    /// <summary>How many values have a random order.</summary>
    public const int Many = 20_000;

    /// <summary>A value of each variant, to go round. Every one spills.</summary>
    public static Foo[] Rotation { get; } =
    [
        Make(FooVariant.A, FooVariant.A, hasA: true, isError: false, 1),
        Make(FooVariant.B, FooVariant.B, hasA: false, isError: false, 2),
        Make(FooVariant.C, FooVariant.C, hasA: true, isError: true, 3),
    ];

    public static Foo[] In(ValueOrder order) => order is ValueOrder.Rotation ? Rotation : InRandomOrder();

    private static Foo[] InRandomOrder()
    {
#pragma warning disable CA5394 // The same values in every run, which nobody has to guess.
        Random random = new(Many);
        return [.. Enumerable.Range(0, Many).Select(i => Make(
            (FooVariant)random.Next(3), (FooVariant)random.Next(3), random.Next(2) == 0, random.Next(2) == 0, (ulong)i))];
#pragma warning restore CA5394
    }

    public static PlainFoo ToPlain(Foo foo) => new()
    {
        X = foo.X,
        Options1 = ToPlain(foo.Options1),
        Y = foo.Y,
        HasA = foo.A.HasValue,
        A = foo.A.HasValue ? foo.A.Value : 0,
        B = foo.B,
        IsError = !foo.C.IsOk,
        Ok = foo.C.IsOk ? foo.C.Value : 0,
        Error = !foo.C.IsOk && foo.C.Error,
        Options = ToPlain(foo.Options),
    };

    public static RecordFoo ToRecord(Foo foo) =>
        new(foo.X, ToRecord(foo.Options1), foo.Y, foo.A, foo.B, foo.U, foo.Unit, foo.C, ToRecord(foo.Options));

    private static Foo Make(FooVariant first, FooVariant second, bool hasA, bool isError, ulong number) => new(
        (ushort)number,
        Options(first, (uint)number),
        number * 3,
        hasA ? Option<ulong>.Some(number * 5) : Option<ulong>.None,
        number * 7,
        default,
        default,
        isError ? Result.Fail(number % 2 == 0) : Result.Ok(number * 11),
        Options(second, (uint)number * 13));

    private static FooOptions Options(FooVariant variant, uint number) => variant switch
    {
        FooVariant.B => new(variant, number, number % 2 == 0, 0, 0),
        FooVariant.C => new(variant, 0, false, number, (ushort)number),
        _ => default,
    };

    private static PlainOptions ToPlain(FooOptions options) => new()
    {
        Tag = (ulong)options.Tag,
        Count = options.Count,
        Flag = options.Flag,
        Wide = options.Wide,
        Narrow = options.Narrow,
    };

    private static RecordFooOptions ToRecord(FooOptions options) => options.Tag switch
    {
        FooVariant.B => new RecordFooOptions.B(options.Count, options.Flag),
        FooVariant.C => new RecordFooOptions.C(options.Wide, options.Narrow),
        _ => new RecordFooOptions.A(),
    };
}
