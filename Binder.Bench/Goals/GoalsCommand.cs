using System.Runtime.InteropServices;

namespace Binder.Bench.Goals;

/// <summary>Measures every goal that is built so far against its peer and judges it.</summary>
internal static class GoalsCommand
{
    private const int Good = 0, SomethingMissed = 1, CannotRun = 2;

    public static int Run(string[] arguments)
    {
        if (!GoalOptions.TryParse(arguments, out GoalOptions? options))
        {
            Console.Error.WriteLine(GoalOptions.Usage);
            return CannotRun;
        }

        GoalRow[] rows = [.. GoalList.All.Where(options.Selects)];
        if (rows is [])
        {
            Console.Error.WriteLine($"No row has '{options.Filter}' in 'name / peer': see --list.");
            return CannotRun;
        }

        return options.List ? List(rows) : Measure(rows, options.Blocks);
    }

    private static int List(GoalRow[] rows)
    {
        GoalTable table = new();
        foreach (GoalRow row in rows)
        {
            table.Add(row);
        }

        table.Write();
        return Good;
    }

    private static int Measure(GoalRow[] rows, int blocks)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Console.Error.WriteLine("The yardsticks written by hand are machine code for Linux on x86-64; run the goals there.");
            return CannotRun;
        }

        GoalTable table = new();
        List<Verdict> verdicts = [];
        foreach (GoalRow row in rows)
        {
            Console.Error.WriteLine(row.Title);
            GoalOutcome outcome = row.Measure(blocks);
            table.Add(row, outcome);
            verdicts.Add(outcome.Verdict);
        }

        table.Write();
        int Count(Verdict verdict) => verdicts.Count(one => one == verdict);
        Console.WriteLine(
            $"{Count(Verdict.Met)} met, {Count(Verdict.Missed)} missed, {Count(Verdict.Unclear)} unclear, {Count(Verdict.NotBuilt)} not built");
        return Count(Verdict.Missed) > 0 ? SomethingMissed : Good;
    }
}
