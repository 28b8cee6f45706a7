using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>docs/type-map.md, written out of the tables and the rules.</summary>
internal static class TypeMapDocument
{
    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Types, and what becomes of their values

            Generated from `src/PidMigration.Core` (each engine's `TypeMap`, `Conversion/ConversionTable`,
            `Conversion/Rules`); run Core.Tests with `PIDMIGRATION_UPDATE_DOCS=1` to update it.

            No value changes silently. A pair of types is **Exact** (any value arrives unchanged), **Checked**
            (the pre-flight asks the source's data before anything is cleared, and the load refuses what it
            didn't find) or **Refused**. A type that isn't listed is refused, and so is a pair of kinds that
            isn't (PID1205; PID1208 where `-Allow` carries it). What `-Allow` names is counted in the result.
            An Exact pair is asked, too, for what one engine alone has: NULL where it is forbidden, NaN,
            values of SQLite that aren't what their column declares.

            """
        ).AppendLine();
        WriteTypes(text);
        WritePairs(text);
        WriteRules(text);
        text.AppendLine().AppendLine("## What `-Allow` names").AppendLine();
        foreach (var change in Enum.GetNames<AllowedChange>())
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{change}`");
        text.AppendLine()
            .AppendLine(
                "Known and not told apart: MariaDB and SQLite have no −0.0; it arrives as 0.0, which is equal to it."
            );
        return text.ToString();
    }

    private static void WriteTypes(StringBuilder text)
    {
        text.AppendLine("## What an engine's types are");
        foreach (var driver in DatabaseDrivers.All)
        {
            text.AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"### {driver.Engine}")
                .AppendLine()
                .AppendLine("| type | kind |")
                .AppendLine("|---|---|");
            foreach (var (native, kind) in driver.Types)
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{native}` | {kind} |");
        }
    }

    private static void WritePairs(StringBuilder text)
    {
        text.AppendLine().AppendLine("## What goes into what").AppendLine();
        text.AppendLine("| from | into | | checks | needs |").AppendLine("|---|---|---|---|---|");
        foreach (var rule in ConversionTable.All.OrderBy(r => r.From).ThenBy(r => r.To))
        {
            var codes = ColumnPairs
                .Between(rule.From, rule.To)
                .SelectMany(p => LossRules.Find(p.Context))
                .Select(l => l.Rule.Code)
                .Distinct()
                .Order(StringComparer.Ordinal);
            var needs = rule.Needs is { } need ? $"`-Allow {need}`" : "";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {rule.From} | {rule.To} | {rule.Exactness} | {string.Join(", ", codes)} | {needs} |"
            );
        }
    }

    private static void WriteRules(StringBuilder text)
    {
        text.AppendLine().AppendLine("## What can be lost").AppendLine();
        text.AppendLine(
                "One rule a fact (`Conversion/Rules`). Which of these is asked of a column depends on its "
                    + "length, range or"
            )
            .AppendLine(
                "character set and the target's. *At the load* is what keeps such a value back where the pre-flight was"
            )
            .AppendLine(
                "skipped: a step of ours (the target would change it silently), the conversion, our reader, "
                    + "or the target itself."
            )
            .AppendLine();
        text.AppendLine("| code | rule | values that … | what to do | at the load |")
            .AppendLine("|---|---|---|---|---|");
        var found = ColumnPairs
            .All.SelectMany(p => LossRules.Find(p.Context).Select(l => (l.Rule, Pair: p)))
            .ToLookup(l => l.Rule);
        foreach (var rule in LossRules.All.OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            var guards = found[rule].Select(l => rule.KeptBackBy(l.Pair.Context)).Distinct().Order();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {rule.Code} | {rule.Name} | {rule.Words} | {rule.Remedy} | "
                    + $"{string.Join(", ", guards.Select(Words))} |"
            );
        }

        text.AppendLine(
            "| PID2016 | Collation | are different keys that the target's collation treats as equal (checked in the "
                + "target) | Rename one of each, or give the target's column a binary collation. | the target |"
        );
        text.AppendLine(
            "| PID2017 | UniqueKey | have the same value in a key that is unique only in the target | Fix the rows, "
                + "or drop the key in the target. | the target |"
        );

        text.AppendLine().AppendLine("### What the load alone finds").AppendLine();
        foreach (var rule in LossRules.All.Where(r => r.WhyNotAsked is not null))
        {
            var sources = found[rule]
                .Where(l => rule.Predicate(l.Pair.Context, l.Pair.Source.Checks) is null)
                .Select(l => l.Pair.Source.Engine)
                .Distinct()
                .Order();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"- From {string.Join(", ", sources)}: values that {rule.Words}. {rule.WhyNotAsked}"
            );
        }

        text.AppendLine("- Text for a MySQL column of an East Asian character set that lacks one of its characters.");
        text.AppendLine("- Text for a network type that is not an address.");
        text.AppendLine("- Text for a MariaDB column declared json, which is a text with a check.");
    }

    private static string Words(RowGuard guard) =>
        guard switch
        {
            RowGuard.Step or RowGuard.Row => "a step",
            RowGuard.Conversion => "the conversion",
            RowGuard.Reader => "the reader",
            _ => "the target",
        };
}
