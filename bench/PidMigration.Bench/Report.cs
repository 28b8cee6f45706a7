using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Figures;

namespace PidMigration.Bench;

/// <summary>The report in Markdown: the machine, then a table per case, and one of the single figures.</summary>
internal static class Report
{
    private const double Megabyte = 1 << 20;

    public static string Write(
        BenchOptions options,
        IReadOnlyList<CaseResult> cases,
        IReadOnlyList<FigureResult> figures,
        long idleMemory
    )
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {DateTime.UtcNow:yyyy-MM-dd}, {options.Machine}")
            .AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} processors, {Memory():0} GB; "
                + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}."
        );
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"The PID database at scale {options.Scale}, seed {options.Seed}; {options.Runs} runs in turn, "
                + $"medians. The idle pwsh takes {idleMemory / Megabyte:0} MB."
        );
        if (
            cases
                .SelectMany(result => result.Contenders)
                .SelectMany(contender => contender.Measures)
                .Any(measure => measure.Disturbed)
        )
            text.AppendLine()
                .AppendLine(
                    "\\* Disturbed: the machine was busy with something else meanwhile. A ratio with such a "
                        + "run in it proves nothing."
                );
        foreach (var result in cases)
            Add(text, result, idleMemory);
        if (figures.Count > 0)
            Add(text, figures);
        return text.ToString();
    }

    private static void Add(StringBuilder text, CaseResult result, long idleMemory)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {result.Name}").AppendLine();
        foreach (var server in result.Servers)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {server}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{result.Rows:N0} rows.").AppendLine();
        text.AppendLine(
            "| contender | seconds (each run) | ratio | limit | rows/s | client CPU s | servers' CPU s | "
                + "others' CPU s | client's share | peak MB above idle | rows changed |"
        );
        text.AppendLine("|---|---|---:|---|---:|---:|---:|---:|---:|---:|---|");
        var reference = result.Contenders[0].Seconds;
        foreach (var contender in result.Contenders)
        {
            var seconds = contender.Seconds;
            var client = contender.Median(measure => measure.ClientProcessor.TotalSeconds);
            var servers = contender.Median(measure => measure.ServerProcessor);
            var others = contender.Median(measure => measure.OtherProcessor);
            var peak = contender.Median(measure => measure.PeakMemory);
            var runs = string.Join(
                ", ",
                contender.Measures.Select(measure =>
                    measure.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)
                    + (measure.Disturbed ? "*" : "")
                )
            );
            var changed = string.Join(", ", contender.Changed.Select(pair => $"{pair.Key} {pair.Value}"));
            var verdict = contender.Failure is null
                ? changed.Length == 0
                    ? "none"
                    : changed
                : $"FAILED: {contender.Failure.ReplaceLineEndings(" ")} {changed}";
            var limits = string.Join(
                "; ",
                contender.Limits.Select(limit => Verdict(limit, contender, result, idleMemory))
            );
            var memory = peak > 0 ? Number((peak - idleMemory) / Megabyte, "0") : "–";
            text.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {contender.Contender} | {Number(seconds, "0.00")} ({runs}) | "
                        + $"{Number(seconds / reference, "0.00")} | "
                        + $"{limits} | {Number(result.Rows / seconds, "N0")} | {Number(client, "0.0")} | "
                        + $"{Number(servers, "0.0")} | {Number(others, "0.0")} | "
                        + $"{Number(100 * contender.ClientShare, "0")} % | {memory} | {verdict} |"
                )
            );
        }
    }

    private static void Add(StringBuilder text, IReadOnlyList<FigureResult> figures)
    {
        text.AppendLine()
            .AppendLine("## Single figures")
            .AppendLine()
            .AppendLine("| | measured | limit |")
            .AppendLine("|---|---:|---|");
        foreach (var result in figures)
        {
            if (result.Failure is not null)
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {result.Name} | FAILED: {result.Failure.ReplaceLineEndings(" ")} | |"
                );
            foreach (var figure in result.Figures)
            {
                var limit = figure.Limit is { } bound
                    ? Number(bound, "0.##")
                        + (figure.Unit.Length > 0 ? " " : "")
                        + figure.Unit
                        + (figure.Value <= bound ? ", kept" : ", MISSED")
                    : "";
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {result.Name}: {figure.What} | "
                        + $"{Number(figure.Value, figure.Unit == "MB" ? "0" : "0.00")} {figure.Unit} | {limit} |"
                );
            }
        }
    }

    /// <summary>Whether a contender kept within a limit.</summary>
    private static string Verdict(Limit limit, ContenderResult contender, CaseResult result, long idleMemory)
    {
        var value = limit.Measured(contender, result, idleMemory);
        var verdict = double.IsNaN(value)
            ? "not measured"
            : Number(value, limit.Format) + (value <= limit.Bound ? ", kept" : ", MISSED");
        return $"{limit.Title}: {verdict}";
    }

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Processor()
    {
        const string key = "model name";
        var line = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static double Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (Megabyte * 1024);
}
