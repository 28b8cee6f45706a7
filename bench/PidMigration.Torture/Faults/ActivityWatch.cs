using System.Data.Common;
using System.Text.RegularExpressions;
using PidMigration.Torture.KillTargets;

namespace PidMigration.Torture.Faults;

/// <summary>Sees what both servers are doing for a copy.</summary>
internal sealed partial class ActivityWatch : IAsyncDisposable
{
    private readonly (DbConnection Connection, KillTarget Server, string Database) _source;
    private readonly (DbConnection Connection, KillTarget Server, string Database) _target;

    private ActivityWatch(TortureCase theCase, DbConnection source, DbConnection target)
    {
        _source = (source, theCase.Source, TortureCase.SourceDatabase);
        _target = (target, theCase.Target, TortureCase.TargetDatabase);
    }

    /// <summary>Connects to both servers.</summary>
    public static async Task<ActivityWatch> OpenAsync(TortureCase theCase, CancellationToken cancellationToken) =>
        new(
            theCase,
            await theCase.Source.WatchAsync(cancellationToken),
            await theCase.Target.WatchAsync(cancellationToken)
        );

    /// <summary>The phase, in a word, then the statements that run.</summary>
    public async Task<string> PhaseAsync(CancellationToken cancellationToken)
    {
        var target = await ReadAsync(_target, cancellationToken);
        var source = await ReadAsync(_source, cancellationToken);
        return $"{Name(target, source)} (target: {Text(target)}; source: {Text(source)})";
    }

    /// <summary>Whether the target is dropping or building an index or a key.</summary>
    public async Task<bool> IsAtIndexesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(_target, cancellationToken)).Any(Indexing().IsMatch);

    public async ValueTask DisposeAsync()
    {
        await _source.Connection.DisposeAsync();
        await _target.Connection.DisposeAsync();
    }

    private static string Name(IReadOnlyList<string> target, IReadOnlyList<string> source) =>
        target.Any(Indexing().IsMatch) ? "indexes"
        : target.Any(Loading().IsMatch) ? "load"
        : target.Count + source.Count == 0 ? "start or end"
        : source.Any(Checking().IsMatch) ? "pre-flight"
        : "between";

    private static string Text(IReadOnlyList<string> statements) =>
        statements.Count == 0 ? "no session" : string.Join(" | ", statements);

    private static async Task<IReadOnlyList<string>> ReadAsync(
        (DbConnection Connection, KillTarget Server, string Database) from,
        CancellationToken cancellationToken
    )
    {
        await using var command = from.Connection.CreateCommand();
        command.CommandText = from.Server.ActivityQuery;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "database";
        parameter.Value = from.Database;
        command.Parameters.Add(parameter);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            lines.Add(reader.GetString(0));
        return lines;
    }

    // The ledger's own table is made by a CREATE TABLE, so tables don't count.
    [GeneratedRegex(@"^(ALTER TABLE .*(ADD|DROP|VALIDATE)|CREATE (UNIQUE )?INDEX|DROP INDEX)", RegexOptions.IgnoreCase)]
    private static partial Regex Indexing();

    [GeneratedRegex(@"LOAD DATA|COPY .*FROM STDIN|INSERT|COMMIT|TRUNCATE|DELETE", RegexOptions.IgnoreCase)]
    private static partial Regex Loading();

    [GeneratedRegex(@"^SELECT .*(COUNT|SUM|MAX)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Checking();
}
