using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;

namespace PidMigration.Core.Tests.Ledgers;

/// <summary>
/// What is written into the ledger comes out of it again, and is stored under the names of version 0.1.0.
/// </summary>
public sealed class LedgerTableTests
{
    private static readonly LedgerEntry Full = new()
    {
        Run = "20260102-030405-0123abcd",
        Model = "pid.Pid",
        Part = 2,
        Attempt = 3,
        State = LedgerState.Copying,
        LastKey = "[\"17\",\"ä\"]",
        UpperKey = "[\"99\"]",
        Rows = 4_000_000_004,
        Existing = 5_000_000_005,
        Rejected = 6_000_000_006,
        Batches = 7,
        InitialTargetRows = 8_000_000_008,
        Expected = 9_000_000_009,
        SchemaSignature = "id: integer → int; key id",
        DeferredIndexes = "[{\"Name\":\"ix\"}]",
        Reason = "It's broken.",
    };

    private static readonly LedgerEntry Bare = new() { Run = Full.Run, Model = "pid.Target" };

    private static readonly LedgerRun Run = new()
    {
        Run = Full.Run,
        Attempt = 3,
        State = LedgerState.Pending,
        Settings = new RunSettings
        {
            Source = "postgresql://host/database",
            Started = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Position = "1:2:",
            Where = "id > 1",
            Since = "2026-01-01",
            Allow = ["fraction", "nul"],
            Collect = true,
            BatchRows = 500,
        },
        Entries = [Full, Bare],
    };

    [Fact]
    public void A_run_goes_through_rows_unchanged() => AssertSame(Run, LedgerTable.ToRuns(Rows(Run)).Single());

    [Fact]
    public async Task A_run_goes_through_a_database_unchanged()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}.sqlite3");
        var database = new Database(AddressParser.Parse($"sqlite:///{path}"));
        await File.WriteAllBytesAsync(path, [], token);
        try
        {
            var before = DateTime.UtcNow.AddSeconds(-1);
            await using var ledger = await Ledger.OpenAsync(database, token);
            await ledger.BeginAsync(Run, token);
            await using var session = await database.OpenTargetAsync(token);
            var read = Assert.Single(await Ledger.ReadAsync(session, token));
            AssertSame(Run, read);
            Assert.InRange(read.Updated, before, DateTime.UtcNow.AddSeconds(1));
        }
        finally
        {
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
                File.Delete(file);
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "TEXT", "")]
    [InlineData(DatabaseEngine.PostgreSql, "TEXT", "")]
    [InlineData(DatabaseEngine.MySql, "LONGTEXT", " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")]
    public void The_table_is_created_as_it_always_was(DatabaseEngine engine, string text, string options) =>
        Assert.Equal(
            "CREATE TABLE pidmigration_ledger (run VARCHAR(40) NOT NULL, model VARCHAR(200) NOT NULL, "
                + "part INTEGER NOT NULL, attempt INTEGER NOT NULL, state VARCHAR(20) NOT NULL, "
                + $"last_key {text}, written BIGINT NOT NULL, existing BIGINT NOT NULL, rejected BIGINT NOT NULL, "
                + "batches INTEGER NOT NULL, found BIGINT NOT NULL, expected BIGINT NOT NULL, "
                + $"shape {text}, owed {text}, details {text}, reason {text}, updated VARCHAR(30) NOT NULL, "
                + $"PRIMARY KEY (run, model, part)){options}",
            LedgerTable.CreateSql(DatabaseDrivers.For(engine).Dialect)
        );

    [Fact]
    public void Each_column_has_one_value_and_one_place()
    {
        var columns = LedgerTable.ToValues(Full).Select(v => v.Column).ToList();
        Assert.Equal(columns.Order(), columns.Distinct().Order());
        Assert.Equal(Enumerable.Range(0, columns.Count), columns.Select(LedgerTable.IndexOf).Order());
        Assert.Equal(columns.Count, LedgerTable.InsertSql.Count(c => c == '@'));
    }

    [Fact]
    public void A_part_that_counts_no_longer_is_not_read()
    {
        var superseded = Full with { State = LedgerState.Superseded };
        var read = LedgerTable.ToRuns(Rows(Run with { Entries = [superseded, Bare] })).Single();
        Assert.Equal([Bare], read.Entries);
    }

    [Fact]
    public void The_newest_run_comes_first()
    {
        var older = Run with
        {
            Run = "20270102-030405-ffffffff",
            Settings = Run.Settings with { Started = Run.Settings.Started.AddHours(-1) },
            Entries = [],
        };
        Assert.Equal([Run.Run, older.Run], LedgerTable.ToRuns([.. Rows(older), .. Rows(Run)]).Select(r => r.Run));
    }

    [Theory]
    [InlineData(LedgerTable.State, "Begun")]
    [InlineData(LedgerTable.Written, "many")]
    [InlineData(LedgerTable.Batches, "99999999999")]
    [InlineData(LedgerTable.Updated, "yesterday, sort of")]
    public void A_row_that_says_nothing_is_a_damaged_ledger(string column, string value)
    {
        var rows = Rows(Run);
        rows[1][LedgerTable.IndexOf(column)] = value;
        if (column == LedgerTable.Updated)
            rows[0][LedgerTable.IndexOf(column)] = value;
        AssertDamaged(rows);
    }

    [Fact]
    public void Settings_that_are_no_JSON_are_a_damaged_ledger()
    {
        var rows = Rows(Run);
        rows[0][LedgerTable.IndexOf(LedgerTable.Details)] = "{";
        AssertDamaged(rows);
    }

    [Fact]
    public void A_run_without_its_first_row_is_a_damaged_ledger() => AssertDamaged([.. Rows(Run).Skip(1)]);

    private static void AssertDamaged(IReadOnlyList<string[]> rows)
    {
        var error = Assert.Throws<MigrationException>(() => LedgerTable.ToRuns(rows));
        Assert.Equal((LedgerErrors.LedgerDamagedCode, Run.Run), (error.Code, error.Target as string));
    }

    private static void AssertSame(LedgerRun expected, LedgerRun read)
    {
        Assert.Equal((expected.Run, expected.Attempt, expected.State), (read.Run, read.Attempt, read.State));
        Assert.Equal(expected.Entries, read.Entries);
        Assert.Equal(expected.Settings.Allow, read.Settings.Allow);
        Assert.Equal(expected.Settings with { Allow = [] }, read.Settings with { Allow = [] });
    }

    /// <summary>
    /// A run's rows as a database would give them: fields as texts, in the columns' order, NULL as an empty one.
    /// </summary>
    private static List<string[]> Rows(LedgerRun run) =>
        [
            .. run
                .Entries.Select(LedgerTable.ToValues)
                .Prepend(LedgerTable.ToValues(run))
                .Select(values =>
                    values
                        .OrderBy(v => LedgerTable.IndexOf(v.Column))
                        .Select(v => FormattableString.Invariant($"{v.Value}"))
                        .ToArray()
                ),
        ];
}
