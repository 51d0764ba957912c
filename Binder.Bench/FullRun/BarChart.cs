using System.Globalization;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using Perfolizer.Horology;
using ScottPlot;

namespace Binder.Bench.FullRun;

/// <summary>Times side by side, Binder's in a colour of their own, each with half of its 99.9 % interval, as in the table.</summary>
internal static class BarChart
{
    private const int Width = 900, HeightOfFrame = 110, HeightOfBar = 36;
    private const double RoomForLabels = 0.3;

    // Another one stands in where it is not installed.
    private const string Font = "DejaVu Sans";

    public static void Save(string title, IReadOnlyList<BenchmarkReport> reports, string path)
    {
        Statistics[] times = [.. reports.Select(report => report.ResultStatistics!)];
        string[] names = [.. reports.Select(report => report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''))];
        TimeUnit unit = TimeUnit.GetBestTimeUnit([.. times.Select(time => time.Mean)]);
        using Plot plot = new();
        plot.Font.Set(Font);
        plot.Add.Bars(times.Select((time, index) => Bar(time, unit, index, names[index])).ToArray()).Horizontal = true;
        plot.Axes.Left.SetTicks([.. times.Select((_, index) => Position(index))], names);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Margins(left: 0, right: RoomForLabels);
        plot.HideGrid();
        plot.Title(title);
        plot.XLabel(unit.Abbreviation);
        plot.SavePng(path, Width, HeightOfFrame + (HeightOfBar * times.Length));
    }

    private static Bar Bar(Statistics time, TimeUnit unit, int index, string name) => new()
    {
        Position = Position(index),
        Value = time.Mean / unit.BaseUnits,
        FillColor = name.StartsWith(nameof(Binder), StringComparison.Ordinal) ? Colors.SteelBlue : Colors.LightGray,
        LineWidth = 0,
        ValueLabel = $"{Shown(time.Mean / unit.BaseUnits)} ± {Shown(time.ConfidenceInterval.Margin / unit.BaseUnits)}",
    };

    private static string Shown(double number) => number.ToString(number < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>The first on top.</summary>
    private static double Position(int index) => -index;
}
