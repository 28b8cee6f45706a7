using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Failures;

/// <summary>docs/errors.md, generated from the catalogue: each error's code, category and message.</summary>
internal static partial class ErrorDocument
{
    /// <summary>The numbers of a message are found again by these.</summary>
    private const long FirstSample = 7_000_001;

    private static readonly Type[] Catalogue =
    [
        typeof(Errors),
        typeof(ParameterErrors),
        typeof(SchemaErrors),
        typeof(RightsErrors),
        typeof(LedgerErrors),
    ];

    private static readonly (string Prefix, string Title)[] Chapters =
    [
        ("PID10", "Addresses"),
        ("PID11", "Connections"),
        ("PID12", "Schemas"),
        ("PID13", "Rights"),
        ("PID14", "Parameters"),
        ("PID15", "Targets that contain rows"),
        ("PID16", "Copying, counting, clearing"),
        ("PID17", "Sequences"),
        ("PID18", "Comparing and synchronizing"),
        ("PID19", "Ledger, resuming, deferred indexes"),
    ];

    /// <summary>Parameters of the catalogue's methods whose name says less than this word.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        ["shown"] = "database",
        ["why"] = "reason",
        ["what"] = "details",
        ["counter"] = "sequence",
        ["thing"] = "object",
        ["accounted"] = "recorded",
        ["theirs"] = "recorded",
        ["ours"] = "current",
        ["definition"] = "statement",
        ["sql"] = "statement",
        ["nearest"] = "similar",
        ["names"] = "allowed",
        ["known"] = "allowed",
        ["text"] = "value",
        ["where"] = "condition",
        ["arrived"] = "reached",
        ["wanted"] = "required",
        ["limitedBy"] = "column or sequence",
    };

    /// <summary>Codes of findings, which aren't thrown and therefore not in the catalogue.</summary>
    private static readonly (string Code, string Meaning, string Remedy)[] Findings =
    [
        ("PID1211", "a column of the target isn't in the source; every row gets its default", "nothing, if intended"),
        ("PID1212", "the primary keys differ", "nothing, if intended"),
        ("PID1213", "a unique key of the source isn't in the target", "nothing, if intended"),
        ("PID1214", "a foreign key of the source isn't in the target", "nothing, if intended"),
        (
            "PID1215",
            "triggers or rules of the target would fire",
            "drop or disable them during the migration, or `-Allow FireTriggers`"
        ),
        ("PID1216", "the target is written in a slower way", "see guide/rights.md"),
        ("PID1220", "a source table has no transactions, so its rows are not of one instant", "stop the application"),
        ("PID1221", "earlier versions of a system-versioned table are not copied", "nothing, if intended"),
        ("PID1224", "a trigger of the target that doesn't fire fills a column", "run its statement after the copy"),
        ("PID1225", "the server empties an UNLOGGED table of the target after a crash", "`ALTER TABLE … SET LOGGED`"),
        ("PID1226", "the server may hide tables from the user", "grant SELECT on the whole database"),
        ("PID1227", "rows of a foreign table that inherits from a source table are not copied", "copy them separately"),
        ("PID1228", "tables that are not models, such as virtual tables", "nothing, if intended"),
        ("PID1229", "the server may hide triggers from the user", "grant TRIGGER"),
        ("PID1232", "a column is excluded with -ExcludeColumn; every row gets its default", "nothing, if intended"),
        (
            "PID2001 – PID2020",
            "values that don't fit into the target, with the keys of the first rows ([type-map.md](type-map.md))",
            "correct them, widen the column, or `-Allow` what the message names"
        ),
    ];

    /// <summary>The errors of the catalogue, as the methods that make them.</summary>
    public static IReadOnlyList<MethodInfo> Methods { get; } =
    [
        .. Catalogue.SelectMany(t =>
            t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(m => m.ReturnType == typeof(MigrationException))
        ),
    ];

    /// <summary>All codes of the document, those of findings included.</summary>
    public static IEnumerable<string> Codes() => Code().Matches(Write()).SelectMany(m => Expand(m)).Distinct();

    public static string Write()
    {
        var errors = Methods.Select(m => (Messages: Variants(m).ToList(), m.Name)).ToList();
        var text = new StringBuilder(
            """
            # Errors

            Generated from `src/PidMigration.Core/Failures`. Core.Tests with `PIDMIGRATION_UPDATE_DOCS=1` updates it.

            Every error is one line that says what happened and what to do. `FullyQualifiedErrorId` begins with the
            code, and `CategoryInfo.Category` is the category. Text in braces differs from case to case; `{reason}` is
            in the server's own words. Codes never change.

            Codes below PID1600 (except a lost connection), PID1901 to PID1907, PID1909, PID1913 and PID20xx occur
            before anything was changed.

            """
        );
        foreach (var (prefix, title) in Chapters)
        {
            text.AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"## {prefix}xx: {title}")
                .AppendLine()
                .AppendLine("| code | message | category |")
                .AppendLine("|---|---|---|");
            foreach (
                var (messages, _) in errors
                    .Where(e => e.Messages[0].Code.StartsWith(prefix, StringComparison.Ordinal))
                    .OrderBy(e => e.Messages[0].Code, StringComparer.Ordinal)
            )
            {
                var wordings = string.Join("<br>", messages.Select(m => m.Text).Distinct());
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {messages[0].Code} | {Escape(wordings)} | {messages[0].Kind} |"
                );
            }
        }

        text.AppendLine()
            .AppendLine("## Findings of Compare-PidSchema")
            .AppendLine()
            .AppendLine("Errors of the chapters above can be findings, too. These occur only as findings or warnings:")
            .AppendLine()
            .AppendLine("| code | what it means | what to do |")
            .AppendLine("|---|---|---|");
        foreach (var (code, meaning, remedy) in Findings)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {code} | {meaning} | {remedy} |");
        return text.ToString();
    }

    /// <summary>An error with its parameters' names in the place of values; one for each wording.</summary>
    private static IEnumerable<(string Code, FailureKind Kind, string Text)> Variants(MethodInfo method)
    {
        var parameters = method.GetParameters();
        IEnumerable<object?[]> calls =
        [
            [],
        ];
        foreach (var (parameter, i) in parameters.Select((p, i) => (p, i)))
            calls = calls.SelectMany(c => Samples(parameter, i).Select(s => (object?[])[.. c, s])).ToList();
        foreach (var call in calls)
        {
            var error = (MigrationException)method.Invoke(null, call)!;
            var text = error.Message;
            foreach (var (parameter, i) in parameters.Select((p, i) => (p, i)))
                text = text.Replace(
                        (FirstSample + i).ToString("N0", CultureInfo.InvariantCulture),
                        Placeholder(parameter),
                        StringComparison.Ordinal
                    )
                    .Replace(
                        (FirstSample + i).ToString(CultureInfo.InvariantCulture),
                        Placeholder(parameter),
                        StringComparison.Ordinal
                    );
            yield return (error.Code, error.Kind, text);
        }
    }

    private static IEnumerable<object?> Samples(ParameterInfo parameter, int index)
    {
        var type = parameter.ParameterType;
        var sample = FirstSample + index;
        if (type == typeof(string))
            return Nullable(parameter) ? [Placeholder(parameter), null]
                : parameter.Name == "side" ? ["source"]
                : [Placeholder(parameter)];
        if (type == typeof(IReadOnlyList<string>))
            return parameter.Name is "nearest" or "policies"
                ? [(string[])[Placeholder(parameter)], Array.Empty<string>()]
                : [(string[])[Placeholder(parameter)]];
        return type == typeof(bool) ? [true, false]
            : type == typeof(long) ? [sample]
            : type == typeof(double) ? [(double)sample]
            : type == typeof(BigInteger) ? [new BigInteger(sample)]
            : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(sample)]
            : type == typeof(Exception) ? [new InvalidOperationException("{inner}")]
            : type == typeof(int?) ? [null]
            : throw new NotSupportedException($"{parameter.Member.Name}: a sample for {type} is missing here.");
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static bool Nullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static string Placeholder(ParameterInfo parameter) =>
        $"{{{Words.GetValueOrDefault(parameter.Name!, parameter.Name!)}}}";

    private static IEnumerable<string> Expand(Match match)
    {
        var first = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var last = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, last - first + 1).Select(n => $"PID{n}");
    }

    [GeneratedRegex(@"^\| PID([0-9]{4})(?: – PID([0-9]{4}))? \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
