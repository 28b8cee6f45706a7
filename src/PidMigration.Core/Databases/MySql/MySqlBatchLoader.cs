using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>Writes batches by LOAD DATA LOCAL out of memory.</summary>
internal sealed class MySqlBatchLoader : StrictLoader
{
    private readonly MySqlConnection _connection;
    private readonly Dialect _dialect;
    private readonly DelimitedTextEncoder _text;
    private readonly long _maxPacket;
    private InsertLoader? _strict;

    public MySqlBatchLoader(MySqlConnection connection, LoadPlan plan, Dialect dialect, long maxPacket)
        : base(connection, plan)
    {
        _connection = connection;
        _dialect = dialect;
        _maxPacket = maxPacket;
        _text = new DelimitedTextEncoder([
            .. plan.Columns.Select(c => c.Kind == ValueKind.Bytes ? FieldEncoding.Hex : FieldEncoding.Escaped),
        ]);
    }

    /// <inheritdoc/>
    protected override Task<long> WriteStrictlyAsync(
        RowBatch batch,
        int first,
        int count,
        System.Data.Common.DbTransaction transaction,
        CancellationToken cancellationToken
    ) =>
        (_strict ??= new InsertLoader(_connection, Plan, _dialect, _maxPacket)).WriteStrictlyAsync(
            batch,
            first,
            count,
            (MySqlTransaction)transaction,
            cancellationToken
        );

    /// <inheritdoc/>
    protected override async Task<long> LoadAsync(
        RowBatch batch,
        int first,
        int count,
        MySqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        FirstRow = first;
        _text.Begin(batch, first, count);
        await using var stream = new LoadDataStream(_text);
        var loader = new MySqlBulkLoader(_connection)
        {
            Local = true,
            SourceStream = stream,
            TableName = _dialect.Quote(Plan.Table.Name),
            CharacterSet = "utf8mb4",
            FieldTerminator = "\t",
            LineTerminator = "\n",
            EscapeCharacter = '\\',
            Timeout = 0,
        };
        for (var i = 0; i < Plan.Columns.Count; i++)
        {
            var name = _dialect.Quote(Plan.Columns[i].Name);
            var expression = Plan.Columns[i].Kind switch
            {
                // Bytes travel as digits: LOAD DATA reads the stream as characters of one set.
                ValueKind.Bytes => $"UNHEX(@f{i})",
                ValueKind.Bits => $"CAST(@f{i} AS UNSIGNED)",
                _ => null,
            };
            loader.Columns.Add(expression is null ? name : $"@f{i}");
            if (expression is not null)
                loader.Expressions.Add($"{name} = {expression}");
        }

        return await loader.LoadAsync(cancellationToken).ConfigureAwait(false);
    }
}
