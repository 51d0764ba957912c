using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Binder.Bench.FullRun;

/// <summary>A picture for each group of benchmarks that a table compares, beside the tables.</summary>
internal sealed class BarCharts : IExporter
{
    public string Name => nameof(BarCharts);

    public void ExportToLog(Summary summary, ILogger logger)
    {
    }

    public IEnumerable<string> ExportToFiles(Summary summary, ILogger consoleLogger)
    {
        IEnumerable<IGrouping<string?, BenchmarkReport>> groups = summary.Reports
            .Where(report => report.ResultStatistics is not null)
            .GroupBy(report => summary.GetLogicalGroupKey(report.BenchmarkCase));
        List<string> files = [];
        foreach (BenchmarkReport[] reports in groups.Select(group => group.ToArray()))
        {
            string title = Title(reports[0].BenchmarkCase);
            string file = Path.Combine(summary.ResultsDirectoryPath, $"{FileName(title)}.png");
            BarChart.Save(title, reports, file);
            files.Add(file);
        }

        return files;
    }

    private static string Title(BenchmarkCase one) => string.Join(", ",
    [
        one.Descriptor.Type.Name,
        .. one.Descriptor.Categories,
        .. one.Parameters.Items.Select(parameter => $"{parameter.Value}"),
    ]);

    private static string FileName(string title) =>
        string.Join('-', title.Split([' ', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries));
}
