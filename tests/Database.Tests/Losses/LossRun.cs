using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Conversion.Rules;
using PidMigration.Database.Tests.Fidelity;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Database.Tests.Losses;

/// <summary>
/// Puts values of all kinds into a source, asks it by each rule's SQL which of them would be lost on their way into
/// each column of each target, reads them as a copy does, and asks the rule itself of each.
/// </summary>
public sealed class LossRun<TServer> : IAsyncLifetime
    where TServer : TestServer, new()
{
    private readonly TServer _server = new();
    private readonly Dictionary<string, RuleOutcome> _outcomes = LossRules.All.ToDictionary(
        r => r.GetType().Name,
        _ => new RuleOutcome()
    );

    /// <summary>The seed of the random values.</summary>
    public int Seed { get; } = Random.Shared.Next();

    internal RuleOutcome this[string rule]
    {
        get
        {
            _server.Need();
            return _outcomes[rule];
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_server.Missing is not null)
            return;
        var columns = new SourceColumns(_server, Seed).All;
        await using var database = await _server.CreateAsync();
        await HostileSettings.ApplyAsync(database);
        await database.RunAsync(Script(columns));

        var token = TestContext.Current.CancellationToken;
        var opened = new Databases.Database(database.Address);
        var catalog = await opened.ReadCatalogAsync(token);
        await using var snapshot = await opened.OpenSnapshotAsync(token);
        foreach (var table in catalog.Tables)
            await AskAsync(
                snapshot,
                table,
                columns[int.Parse(table.Name.Name[1..], CultureInfo.InvariantCulture)],
                token
            );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Script(IReadOnlyList<SourceColumn> columns)
    {
        var sql = new StringBuilder(HostileSettings.Loose(_server));
        if (_server is PostgreSqlServer)
            sql.AppendLine("CREATE TYPE mood AS ENUM ('a', 'b', 'it''s', 'é', '');");
        for (var n = 0; n < columns.Count; n++)
        {
            sql.AppendLine(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE t{n} (id int NOT NULL PRIMARY KEY, v {columns[n].Type});"
            );
            var rows = columns[n].Literals.Prepend("NULL").Select((literal, id) => $"({id}, {literal})");
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO t{n} VALUES {string.Join(", ", rows)};");
        }

        return sql.ToString();
    }

    private async Task AskAsync(Snapshot snapshot, Table table, SourceColumn source, CancellationToken token)
    {
        var (id, column) = (table.Columns[0], table.Columns[1]);
        var values = new List<(bool IsRead, byte[]? Value)>();
        for (var n = 0; n <= source.Literals.Count; n++)
            values.Add(
                await ReadAsync(
                    snapshot,
                    new ReadPlan(table, [column], [], $"{snapshot.Dialect.Quote(id.Name)} = {n}"),
                    token
                )
            );

        var losses = (
            from target in TargetColumns.All
            let context = new ConversionContext(column, target.Column, snapshot.Database.Traits, target.Driver.Traits)
            let pair = ConversionTable.Find(column.Kind, target.Column.Kind)
            where pair.Exactness != Exactness.Refused || pair.Needs is not null
            from loss in LossRules.Find(context)
            select (Loss: loss, Predicate: loss.Predicate(snapshot.Database.Predicates))
        ).ToList();
        foreach (var (loss, predicate) in losses)
        {
            _outcomes[loss.Rule.GetType().Name].Pairs++;
            if (predicate is null)
                _outcomes[loss.Rule.GetType().Name].NotAsked++;
        }

        // One query for some questions: a server has a limit of expressions.
        foreach (var some in losses.Where(l => l.Predicate is not null).Chunk(40))
        {
            var questions = string.Concat(some.Select(l => $", CASE WHEN {l.Predicate} THEN 1 ELSE 0 END"));
            var order = snapshot.Dialect.Quote(id.Name);
            var rows = await snapshot.QueryAsync(
                $"SELECT {order}{questions} FROM {snapshot.Dialect.Rows(table.Name)} ORDER BY {order}",
                token
            );
            for (var l = 0; l < some.Length; l++)
            for (var n = 0; n < values.Count; n++)
                Note(some[l].Loss, n == 0 ? "NULL" : source.Literals[n - 1], values[n], rows[n][l + 1] == "1");
        }
    }

    private void Note(ColumnLoss loss, string literal, (bool IsRead, byte[]? Value) value, bool asked)
    {
        var outcome = _outcomes[loss.Rule.GetType().Name];
        bool lost;
        if (loss.Rule is StorageRule)
            lost = !value.IsRead;
        else if (!value.IsRead)
            // No row check ever sees what the reader refuses.
            return;
        else
            lost = value.Value is null ? loss.Rule is NullRule : !loss.Test()(value.Value);
        if (lost != asked)
            outcome.Differences.Add(
                $"{loss.Context.From.NativeType} → {loss.Context.To.NativeType}"
                    + $"{(loss.Context.To.CharacterSet is { } set ? $" ({set})" : "")}: {literal} is "
                    + $"{(lost ? "lost" : "kept")} in the row check, but not in SQL"
            );
        else if (lost)
            outcome.Lost++;
        else
            outcome.Fits++;
    }

    private static async Task<(bool IsRead, byte[]? Value)> ReadAsync(
        Snapshot snapshot,
        ReadPlan plan,
        CancellationToken token
    )
    {
        await using var reader = await snapshot.OpenReaderAsync(plan, token);
        var batch = new RowBatch(1);
        try
        {
            reader.Fill(batch, BatchLimit.Default, token);
        }
        catch (MigrationException)
        {
            return (false, null);
        }

        Assert.Equal(1, batch.Rows);
        return (true, batch.IsNull(0, 0) ? null : batch.Field(0, 0).ToArray());
    }
}
