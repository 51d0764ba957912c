using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals;

/// <summary>What the goals command was asked for.</summary>
internal sealed record GoalOptions
{
    public const string Usage =
        "goals [--filter TEXT] [--blocks N] [--list]\n" +
        "  --filter TEXT  only rows with TEXT in 'name / peer', as --list shows them\n" +
        "  --blocks N     N paired blocks for each row that times calls, 30 to 1000 (101)\n" +
        "  --list         the rows and goals, without measuring";

    private const int FewestBlocks = 30;

    public string Filter { get; private init; } = "";

    public int Blocks { get; private init; } = 101;

    public bool List { get; private init; }

    public static bool TryParse(ReadOnlySpan<string> arguments, [NotNullWhen(true)] out GoalOptions? options)
    {
        options = new();
        while (arguments is not [])
        {
            switch (arguments)
            {
                case ["--list", ..]:
                    options = options with { List = true };
                    arguments = arguments[1..];
                    break;
                case ["--filter", string text, ..]:
                    options = options with { Filter = text };
                    arguments = arguments[2..];
                    break;
                case ["--blocks", string number, ..]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int blocks)
                    && blocks is >= FewestBlocks and <= MedianInterval.MostSamples:
                    options = options with { Blocks = blocks };
                    arguments = arguments[2..];
                    break;
                default:
                    options = null;
                    return false;
            }
        }

        return true;
    }

    public bool Selects(GoalRow row) => row.Title.Contains(Filter, StringComparison.OrdinalIgnoreCase);
}
