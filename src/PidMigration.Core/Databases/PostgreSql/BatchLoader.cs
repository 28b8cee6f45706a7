using System.Data.Common;
using Npgsql;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Writes batches by COPY … FROM STDIN in text form, straight into the driver's stream.</summary>
internal sealed class BatchLoader : Databases.BatchLoader
{
    private readonly NpgsqlConnection _connection;
    private readonly string _copy;
    private readonly DelimitedText _text;
    private readonly byte[] _buffer = new byte[1 << 16];

    public BatchLoader(NpgsqlConnection connection, LoadPlan plan, Databases.Dialect dialect)
        : base(plan)
    {
        _connection = connection;
        _copy = $"COPY {dialect.Quote(plan.Table.Name)} ({dialect.QuoteList(plan.Columns.Select(c => c.Name))}) FROM STDIN";
        _text = new DelimitedText([.. plan.Columns.Select(c => c.Kind == Catalog.ValueKind.Bytes ? FieldForm.PrefixedHex : FieldForm.Escaped)]);
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken) =>
        await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<long> WriteAsync(RowBatch batch, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var import = await _connection.BeginTextImportAsync(_copy, cancellationToken).ConfigureAwait(false);
        try
        {
            _text.Start(batch);
            // The driver hands out a StreamWriter over its raw copy stream; the rows are written below it, as bytes.
            for (int count; (count = _text.Write(_buffer)) > 0;)
                await import.BaseStream.WriteAsync(_buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Disposing would complete the COPY, and what was sent so far would stand.
            await import.CancelAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            await import.DisposeAsync().ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            throw Errors.LoadFailed(Plan.Model, Where(batch, e), Why(e), e);
        }

        // COPY takes all rows or fails; it neither skips nor changes one without an error.
        return batch.Rows;
    }

    /// <summary>The row that the server names: CONTEXT says <c>COPY pid_pid, line 17, column name: "…"</c>.</summary>
    private string Where(RowBatch batch, PostgresException exception)
    {
        var line = exception.Where is null ? null : System.Text.RegularExpressions.Regex.Match(exception.Where, @", line (\d+)(?:, column ([^:]+))?");
        if (line is not { Success: true } || !int.TryParse(line.Groups[1].Value, out var number)) return $"a batch of {batch.Rows} rows";
        var column = line.Groups[2].Success ? line.Groups[2].Value.Trim('"', ' ') : exception.ColumnName;
        var field = column is null ? -1 : Plan.Columns.ToList().FindIndex(c => c.Name == column);
        var row = DescribeRow(batch, number - 1);
        return field < 0 ? row : $"column '{column}' of {row}, value {ShownValue.Of(batch, number - 1, field)}";
    }

    private static string Why(PostgresException exception) =>
        exception.MessageText.ReplaceLineEndings(" ").TrimEnd('.') + (exception.Detail is { } detail ? " — " + detail.ReplaceLineEndings(" ").TrimEnd('.') : "") + ".";
}
