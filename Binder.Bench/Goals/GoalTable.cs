using Spectre.Console;

namespace Binder.Bench.Goals;

/// <summary>The goals run as one table.</summary>
internal sealed class GoalTable
{
    private const int WidthWithoutConsole = 220;

    private readonly Table _table = new Table().Border(TableBorder.Rounded)
        .AddColumns("what", "goal", "median [[95 %]]", "Binder", "peer", "verdict", "limit");

    public void Add(GoalRow row) => AddLine(row, "", "", row.Peer, new(""), "");

    public void Add(GoalRow row, GoalOutcome outcome) => AddLine(
        row, outcome.Measured, outcome.Binder, outcome.Peer.Length > 0 ? $"{row.Peer}: {outcome.Peer}" : row.Peer, Shown(outcome.Verdict), outcome.Limit);

    public void Write()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthWithoutConsole;
        }

        AnsiConsole.Write(_table);
    }

    private void AddLine(GoalRow row, string measured, string binder, string peer, Text verdict, string limit) =>
        _table.AddRow(new Text(row.Name), new Text(row.Goal), new Text(measured), new Text(binder), new Text(peer), verdict, new Text(limit));

    private static Text Shown(Verdict verdict) => verdict switch
    {
        Verdict.Met => new("met", Color.Green),
        Verdict.Missed => new("missed", Color.Red),
        Verdict.Unclear => new("unclear", Color.Yellow),
        Verdict.NotBuilt => new("not built", Color.Grey),
        _ => new("shown", Color.Grey),
    };
}
