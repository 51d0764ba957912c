using System.Globalization;
using Binder;
using Spectre.Console;

namespace Quickstart;

/// <summary>The calls of a contract as a table, or as a list where that is too narrow: number, name, signature, and where each argument travels.</summary>
internal static class TablePrinter
{
    private const int WidthOfFiles = 160;
    private const int WidthOfTables = 76;

    public static void Print(SyscallTable calls, AbiShape shape)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        if (AnsiConsole.Profile.Width < WidthOfTables)
        {
            PrintList(calls, shape);
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).ShowRowSeparators();
        table.AddColumn("Number", column => column.RightAligned().NoWrap()).AddColumn("Name", column => column.NoWrap());
        table.AddColumns("Signature", "Arguments", "Answer");
        foreach (SyscallExplanation call in calls.Explain(shape))
        {
            table.AddRow(
                new Text(call.Number.ToString(CultureInfo.InvariantCulture)),
                new Text(call.Name),
                new Text(call.Signature),
                new Text(string.Join('\n', call.Arguments.Select(argument => $"{argument.Name}: {argument.Place}"))),
                new Text(call.Answer));
        }

        AnsiConsole.Write(table);
    }

    private static void PrintList(SyscallTable calls, AbiShape shape)
    {
        foreach (SyscallExplanation call in calls.Explain(shape))
        {
            Console.WriteLine($"{call.Number} {call.Name}: {call.Signature}");
            foreach (ValuePlacement argument in call.Arguments)
            {
                Console.WriteLine($"  {argument.Name}: {argument.Place}");
            }

            Console.WriteLine($"  answer: {call.Answer}");
        }
    }
}
