using System.Globalization;
using System.Numerics;
using MySqlConnector;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>
/// Reads MariaDB's sequences, which are tables of one row, and which columns draw from them. MySQL has none. Source:
/// MariaDB Knowledge Base, CREATE SEQUENCE and SEQUENCE Functions.
/// </summary>
internal sealed class SequenceReader(MySqlConnection connection, Dialect dialect)
{
    private readonly Dictionary<TableName, Sequence?> _sequences = [];

    /// <summary>All sequences: the database's own, and others that its columns draw from.</summary>
    public IReadOnlyList<Sequence> All => [.. _sequences.Values.OfType<Sequence>()];

    /// <summary>Reads the database's own sequences, by their names.</summary>
    public async Task ReadAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
            await FindAsync(new TableName(null, name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a table's columns draw from.</summary>
    /// <param name="columns">Its columns, each with its default's text.</param>
    /// <param name="database">The database where they stand.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<KeyCounter>> DrawnByAsync(
        IEnumerable<(string Column, string? Default)> columns,
        string database,
        CancellationToken cancellationToken
    )
    {
        if (!MySqlConnectionFactory.IsMariaDb(connection))
            return [];
        var counters = new List<KeyCounter>();
        foreach (var (column, text) in columns)
        {
            if (text is null)
                continue;
            var (draws, computed) = DefaultText.Read(text);
            foreach (var draw in draws)
            {
                // The server compares names of databases as its file system does.
                var own = string.Equals(draw.Database, database, StringComparison.OrdinalIgnoreCase);
                if (
                    await FindAsync(new TableName(own ? null : draw.Database, draw.Name), cancellationToken)
                        .ConfigureAwait(false) is
                    { } sequence
                )
                    counters.Add(
                        new KeyCounter(sequence.ToString(), column, sequence.Issued ?? 0)
                        {
                            Readable = sequence.Readable,
                            Sequence = sequence,
                            Computed = computed,
                        }
                    );
            }
        }

        return counters;
    }

    private async Task<Sequence?> FindAsync(TableName name, CancellationToken cancellationToken)
    {
        if (!_sequences.TryGetValue(name, out var sequence))
            _sequences.Add(name, sequence = await ReadAsync(name, cancellationToken).ConfigureAwait(false));
        return sequence;
    }

    private async Task<Sequence?> ReadAsync(TableName name, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(
            "SELECT next_not_cached_value, start_value, increment, minimum_value, maximum_value, cycle_option, "
                + $"cycle_count FROM {dialect.Quote(name)}",
            connection
        );
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            BigInteger Number(int field) =>
                new(Convert.ToDecimal(reader.GetValue(field), CultureInfo.InvariantCulture));
            var (next, first, declared) = (Number(0), Number(1), Number(2));
            // INCREMENT 0 stands for the session's auto_increment_increment.
            var increment = declared.IsZero ? BigInteger.One : declared;
            return new Sequence(name)
            {
                // What is cached may have been issued: the server tells only where the cache ends.
                Issued = next == first && Number(6).IsZero ? null : next - increment,
                First = first,
                Increment = increment,
                Minimum = Number(3),
                Maximum = Number(4),
                Cycles = !Number(5).IsZero,
            };
        }
        catch (MySqlException e)
            when (e.ErrorCode is MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied)
        {
            return new Sequence(name) { Readable = false };
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.NoSuchTable or MySqlErrorCode.UnknownDatabase)
        {
            // The default names what is no more, and can't be drawn from either.
            return null;
        }
    }
}
