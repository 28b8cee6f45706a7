using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>docs/type-map.md, written out of the tables.</summary>
internal static class TypeMapDocument
{
    private const string SourceType = "the source's type";
    private const string TargetType = "the target's type";

    /// <summary>Narrow in every respect, so that each check that there is is asked.</summary>
    private static readonly Column Narrow = new("v", TargetType, ValueKind.Unknown)
    {
        Bytes = 1,
        MaxLength = 1,
        Precision = 1,
        Scale = 0,
        Labels = ["a"],
    };

    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Types, and what becomes of their values

            Generated from the tables in `src/PidMigration.Core` (each engine's `TypeMap`, `Conversion/ConversionTable`, `Planning/DataChecks`,
            `Conversion/GuardTable`); `PIDMIGRATION_UPDATE_DOCS=1` makes the test that guards it write it anew.

            No value changes silently. A pair of types is **Exact** (any value arrives unchanged), **Checked** (the pre-flight asks the source's
            data, before anything is cleared, and the load refuses what slips through) or **Refused**. A type that isn't listed is refused, and so
            is a pair of kinds that isn't (PID1205; PID1208 where `-Allow` carries it). What `-Allow` names is counted in the result. An Exact pair
            is asked, too, for what one engine alone has: NULL where it is forbidden, NaN, values of SQLite that aren't what their column promises.

            """
        ).AppendLine();
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

        text.AppendLine().AppendLine("## What goes into what").AppendLine();
        text.AppendLine("| from | into | | checks | needs |").AppendLine("|---|---|---|---|---|");
        foreach (var rule in ConversionTable.All.OrderBy(r => r.From).ThenBy(r => r.To))
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {rule.From} | {rule.To} | {rule.Exactness} | {string.Join(", ", Checks(rule).Select(c => c.Code).Distinct().Order(StringComparer.Ordinal))} | {(rule.Needs is { } need ? $"`-Allow {need}`" : "")} |"
            );

        text.AppendLine().AppendLine("## What the pre-flight asks").AppendLine();
        text.AppendLine(
                "Which of these is asked of a column depends on its length, range or character set and the target's."
            )
            .AppendLine();
        text.AppendLine("| code | rule | values that … | way out |").AppendLine("|---|---|---|---|");
        foreach (
            var check in ConversionTable
                .All.SelectMany(Checks)
                .Select(Words)
                .Distinct()
                .OrderBy(c => c, StringComparer.Ordinal)
        )
            text.AppendLine(check);
        text.AppendLine(
            "| PID2016 | Collation | are different keys, which the target's collation takes for one; asked of the target itself | Rename one of each, or give the target's column a binary collation. |"
        );
        text.AppendLine(
            "| PID2017 | UniqueKey | share a key that is unique in the target alone | Mend the rows, or drop the key in the target. |"
        );

        text.AppendLine().AppendLine("## What the load keeps back by itself").AppendLine();
        text.AppendLine(
                "A server that refuses such a value by itself needs no guard; here are those that would change it without a word."
            )
            .AppendLine();
        foreach (var guard in GuardTable.Words)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {guard}");
        text.AppendLine("- NULL for a column that forbids it: a server may fill in the next number, or now.");
        text.AppendLine("- Text that is invalid in its own character set.");

        text.AppendLine().AppendLine("## What `-Allow` names").AppendLine();
        foreach (var allowance in Enum.GetNames<AllowedChange>())
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{allowance}`");
        text.AppendLine()
            .AppendLine(
                "Known and not told apart: MariaDB and SQLite have no −0.0; it arrives as 0.0, which is equal to it."
            );
        return text.ToString();
    }

    /// <summary>All checks that some engine as a source, and some engine as a target, has for a rule.</summary>
    private static IEnumerable<DataCheck> Checks(ConversionRule rule) =>
        from source in DatabaseDrivers.All
        from native in source.Types.Where(t => t.Kind == rule.From).Select(t => t.Native)
        from target in DatabaseDrivers.All
        where target.Types.Any(t => t.Kind == rule.To)
        from set in (string?[])[null, "latin1", "utf8mb3"]
        from word in target
            .Types.Where(t => t.Kind == rule.To)
            .Select(t => t.Native is "jsonb" or "binary" ? t.Native : TargetType)
            .Distinct()
        let left = new Column("v", native == "json" && rule.From == ValueKind.Json ? native : SourceType, rule.From)
        {
            Nullable = true,
            IsDynamicallyTyped = source.Engine == DatabaseEngine.Sqlite,
            CharacterSet = source.Engine == DatabaseEngine.MySql ? "cp1251" : null,
        }
        let right = Narrow with
        {
            Kind = rule.To,
            NativeType = word,
            CharacterSet = set,
            MaxBytes = rule.To is ValueKind.Text ? 1 : null,
            Labels = rule.To is ValueKind.EnumLabel or ValueKind.EnumSet ? Narrow.Labels : [],
        }
        from check in DataChecks.For(new ColumnMapping(left, right, rule, []), source.Checks, target.Engine)
        select check;

    private static string Words(DataCheck check) =>
        $"| {check.Code} | {check.Rule} | {Regex.Replace(Regex.Replace(check.Problem, @"\b(binary|jsonb)\b", TargetType), "as json ", $"as {SourceType} ").Replace("cp1251", "their own character set", StringComparison.Ordinal).Replace($"a {SourceType}", SourceType, StringComparison.Ordinal).Replace("the 1 characters", "the characters", StringComparison.Ordinal).Replace("the 1 bytes", "the bytes", StringComparison.Ordinal).Replace("the 0 digits", "the digits", StringComparison.Ordinal)} | {check.Remedy} |";
}
