using System.Globalization;
using System.Text.Json;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>
/// The ledger's table: its columns, the statement that creates it, and how its rows become entries and back. What is
/// stored keeps its names, so that a run which an older version began can be resumed; only this type knows both those
/// names and ours.
/// </summary>
internal static class LedgerTable
{
    /// <summary>Its name, in the target's own schema.</summary>
    public const string Name = OwnTables.Ledger;

    public const string Run = "run";

    /// <summary>The model; empty in a run's first row, which holds its settings.</summary>
    public const string Model = "model";
    public const string Part = "part";
    public const string Attempt = "attempt";
    public const string State = "state";
    public const string LastKey = "last_key";
    public const string Written = "written";
    public const string Existing = "existing";
    public const string Rejected = "rejected";
    public const string Batches = "batches";
    public const string Found = "found";
    public const string Expected = "expected";
    public const string Shape = "shape";
    public const string Owed = "owed";

    /// <summary>The run's settings as JSON in its first row; the upper key in a row of a part.</summary>
    public const string Details = "details";
    public const string Reason = "reason";
    public const string Updated = "updated";

    private static readonly IReadOnlyList<LedgerColumn> Columns =
    [
        new(Run, "VARCHAR(40) NOT NULL"),
        new(Model, "VARCHAR(200) NOT NULL"),
        new(Part, "INTEGER NOT NULL"),
        new(Attempt, "INTEGER NOT NULL"),
        new(State, "VARCHAR(20) NOT NULL"),
        new(LastKey),
        new(Written, "BIGINT NOT NULL"),
        new(Existing, "BIGINT NOT NULL"),
        new(Rejected, "BIGINT NOT NULL"),
        new(Batches, "INTEGER NOT NULL"),
        new(Found, "BIGINT NOT NULL"),
        new(Expected, "BIGINT NOT NULL"),
        new(Shape),
        new(Owed),
        new(Details),
        new(Reason),
        new(Updated, "VARCHAR(30) NOT NULL"),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(c => c.Name));

    /// <summary>All rows, those of one run together and in the order of their parts.</summary>
    public static string SelectSql => $"SELECT {Names} FROM {Name} ORDER BY {Run} DESC, {Model}, {Part}";

    /// <summary>One row, out of the values of <see cref="ToValues(LedgerEntry)"/>.</summary>
    public static string InsertSql =>
        $"INSERT INTO {Name} ({Names}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c.Name))})";

    /// <summary>The moment as the ledger writes it.</summary>
    public static string Timestamp => DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string CreateSql(Dialect dialect) =>
        $"CREATE TABLE {Name} ("
        + string.Join(", ", Columns.Select(c => $"{c.Name} {c.Type ?? dialect.LongText}"))
        + $", PRIMARY KEY ({Run}, {Model}, {Part})){dialect.TableOptions}";

    /// <summary>Where a column's field is in a <see cref="LedgerRow"/>.</summary>
    public static int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Name == column)
                return i;
        throw new InvalidOperationException($"The ledger has no column {column}.");
    }

    /// <summary>The runs of all rows, the newest first.</summary>
    /// <exception cref="MigrationException">PID1912: the rows of a run are not whole.</exception>
    public static IReadOnlyList<LedgerRun> ToRuns(IEnumerable<IReadOnlyList<string>> rows) =>
        [
            .. rows.Select(r => new LedgerRow(r))
                .GroupBy(r => r.Text(Run))
                .Select(ToRun)
                // A run's name is exact to the second only.
                .OrderByDescending(r => r.Settings.Started),
        ];

    /// <summary>The values of one model's, or one part's, row.</summary>
    public static IEnumerable<(string Column, object? Value)> ToValues(LedgerEntry entry) =>
        ToValues(entry, entry.UpperKey);

    /// <summary>The values of a run's first row.</summary>
    public static IEnumerable<(string Column, object? Value)> ToValues(LedgerRun run)
    {
        var first = new LedgerEntry
        {
            Run = run.Run,
            Model = "",
            Attempt = run.Attempt,
            State = run.State,
        };
        return ToValues(first, JsonSerializer.Serialize(run.Settings, RunSettingsJsonWriter.Default.RunSettings));
    }

    private static IEnumerable<(string Column, object? Value)> ToValues(LedgerEntry entry, string? details) =>
        [
            (Run, entry.Run),
            (Model, entry.Model),
            (Part, entry.Part),
            (Attempt, entry.Attempt),
            (State, entry.State.ToString()),
            (LastKey, entry.LastKey),
            (Written, entry.Rows),
            (Existing, entry.Existing),
            (Rejected, entry.Rejected),
            (Batches, entry.Batches),
            (Found, entry.InitialTargetRows),
            (Expected, entry.Expected),
            (Shape, entry.SchemaSignature),
            (Owed, entry.DeferredIndexes),
            (Details, details),
            (Reason, entry.Reason),
            (Updated, Timestamp),
        ];

    private static LedgerRun ToRun(IGrouping<string, LedgerRow> rows)
    {
        var models = rows.ToLookup(r => r.Text(Model).Length > 0);
        if (!models[false].Any())
            throw LedgerErrors.LedgerDamaged(rows.Key, null);
        try
        {
            var first = models[false].First();
            return new LedgerRun
            {
                Run = first.Text(Run),
                Attempt = first.Int(Attempt),
                State = first.State(State),
                Settings = JsonSerializer.Deserialize(first.Text(Details), RunSettingsJsonReader.Default.RunSettings)!,
                // Parts that were united again, or cleared, count no longer.
                Entries =
                [
                    .. models[true].Select(ToEntry).Where(e => e.Part == 0 || e.State != LedgerState.Superseded),
                ],
                Updated = DateTime.SpecifyKind(
                    DateTime.Parse(rows.Max(r => r.Text(Updated))!, CultureInfo.InvariantCulture),
                    DateTimeKind.Utc
                ),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw LedgerErrors.LedgerDamaged(rows.Key, e);
        }
    }

    private static LedgerEntry ToEntry(LedgerRow row) =>
        new()
        {
            Run = row.Text(Run),
            Model = row.Text(Model),
            Part = row.Int(Part),
            Attempt = row.Int(Attempt),
            State = row.State(State),
            LastKey = row.TextOrNull(LastKey),
            Rows = row.Long(Written),
            Existing = row.Long(Existing),
            Rejected = row.Long(Rejected),
            Batches = row.Int(Batches),
            InitialTargetRows = row.Long(Found),
            Expected = row.Long(Expected),
            SchemaSignature = row.Text(Shape),
            DeferredIndexes = row.TextOrNull(Owed),
            UpperKey = row.TextOrNull(Details),
            Reason = row.TextOrNull(Reason),
        };
}
