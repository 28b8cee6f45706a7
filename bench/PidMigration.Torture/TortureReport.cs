using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;

namespace PidMigration.Torture;

/// <summary>The figures in Markdown: a table, then what they were measured on.</summary>
internal static class TortureReport
{
    private const string Begin = "<!-- figures: build.ps1 Torture --report -->";
    private const string End = "<!-- /figures -->";

    /// <summary>The table of all kinds, one line each.</summary>
    public static string Table(IReadOnlyList<LoopResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(
            "| what happened | runs | recovered by itself | resumed | started over | rows lost | duplicated | "
                + "changed | indexes not restored | failed | longest recovery |"
        );
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var kind in results.GroupBy(result => result.Kind))
        {
            var damage = kind.Aggregate(Checking.Damage.None, (sum, result) => sum + result.Damage);
            text.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {kind.Key} | {kind.Count()} | {kind.Count(result => result.Survived)} | "
                        + $"{kind.Count(result => result.Resumes > 0)} | "
                        + $"{kind.Count(result => result is { StartedAnew: true, Resumes: 0 })} | "
                        + $"{damage.Lost} | {damage.Doubled} | {damage.Changed} | {damage.Owed} | "
                        + $"{kind.Count(result => result.Failure is not null)} | "
                        + $"{kind.Max(result => result.Recovery).TotalSeconds:0.0} s |"
                )
            );
        }
        return text.ToString();
    }

    /// <summary>The runs as JUnit XML, as the suites' results are read.</summary>
    public static XElement JUnit(IReadOnlyList<LoopResult> results) =>
        new(
            "testsuites",
            new XElement(
                "testsuite",
                new XAttribute("name", "Torture"),
                results.Select(
                    (result, index) =>
                        new XElement(
                            "testcase",
                            new XAttribute(
                                "name",
                                $"{index + 1}. {result.Kind}, {result.Case}, {result.Phase.ReplaceLineEndings(" ")}"
                            ),
                            result.Failure is { } failure
                                ? new XElement("failure", new XAttribute("message", failure))
                                : null
                        )
                )
            )
        );

    /// <summary>Puts the figures into the page, between the marks.</summary>
    /// <exception cref="FormatException">The page has no marks.</exception>
    public static async Task WriteAsync(
        TortureOptions options,
        IReadOnlyList<LoopResult> results,
        IEnumerable<string> servers,
        IEnumerable<TortureCase> cases,
        CancellationToken cancellationToken
    )
    {
        var page = await File.ReadAllTextAsync(TortureEnvironment.Page(), cancellationToken);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new FormatException($"{TortureEnvironment.Page()} has no '{Begin}' and '{End}'.");

        var text = new StringBuilder(page[..(begin + Begin.Length)]).AppendLine().AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {options.Machine}: {Environment.ProcessorCount} processors, "
                + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. The PID "
                + $"database at scale {options.Scale}; times of seed {options.Seed}."
        );
        text.AppendLine();
        foreach (var server in servers)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {server}");
        text.AppendLine().AppendLine(Table(results)).Append("NoFault: ");
        text.AppendLine(
            string.Join(
                ", ",
                cases.Select(theCase =>
                    string.Create(CultureInfo.InvariantCulture, $"{theCase.Name} {theCase.Length.TotalSeconds:0.0} s")
                )
            ) + "."
        );
        text.AppendLine().Append(page.AsSpan(end));
        await File.WriteAllTextAsync(TortureEnvironment.Page(), text.ToString(), cancellationToken);
    }
}
