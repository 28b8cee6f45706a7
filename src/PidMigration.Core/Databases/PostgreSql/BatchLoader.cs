using System.Data.Common;
using Npgsql;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Writes batches by COPY … FROM STDIN, straight into the driver's stream: in binary form where there is one, else as text.</summary>
internal sealed class BatchLoader : Databases.BatchLoader
{
    private readonly NpgsqlConnection _connection;
    private readonly bool _constraintsAreOff;
    private readonly string _copy;
    private readonly DelimitedText _text;
    private readonly BinaryRows? _binary;
    private readonly byte[] _buffer = new byte[1 << 16];

    public BatchLoader(NpgsqlConnection connection, LoadPlan plan, Databases.Dialect dialect, bool constraintsAreOff)
        : base(plan)
    {
        _constraintsAreOff = constraintsAreOff;
        _connection = connection;
        _copy = $"COPY {dialect.Quote(plan.Table.Name)} ({dialect.QuoteList(plan.Columns.Select(c => c.Name))}) FROM STDIN";
        _text = new DelimitedText([.. plan.Columns.Select(c => c.Kind == Catalog.ValueKind.Bytes ? FieldForm.PrefixedHex : FieldForm.Escaped)]);
        // Before PostgreSQL 10 a server could be built to keep moments as floating-point numbers.
        _binary = connection.HasIntegerDateTimes ? BinaryRows.For(plan.Columns) : null;
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (_constraintsAreOff) return transaction;
        // Keys that can wait are then checked at the commit: rows of a batch may refer to each other.
        await using var command = new NpgsqlCommand("SET CONSTRAINTS ALL DEFERRED", _connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return transaction;
    }

    /// <inheritdoc/>
    protected override async Task<long> WriteAsync(RowBatch batch, int first, int count, DbTransaction transaction, CancellationToken cancellationToken)
    {
        IAsyncDisposable sent = _binary is not null && _binary.Start(batch, first, count)
            ? await SendAsync(_binary, cancellationToken).ConfigureAwait(false)
            : await SendTextAsync(batch, first, count, cancellationToken).ConfigureAwait(false);
        try
        {
            await sent.DisposeAsync().ConfigureAwait(false);
        }
        catch (PostgresException e) when (new FailureMap().Classify(e) == FailureCause.Other)
        {
            throw Refused(batch, first, e);
        }

        // COPY takes all rows or fails; it neither skips nor changes one without an error.
        return count;
    }

    private async Task<NpgsqlRawCopyStream> SendAsync(BinaryRows rows, CancellationToken cancellationToken)
    {
        var copy = await _connection.BeginRawBinaryCopyAsync(_copy + " (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        try
        {
            for (int written; (written = rows.Write(_buffer)) > 0;)
                await copy.WriteAsync(_buffer.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Disposing would complete the COPY, and what was sent so far would stand.
            await copy.CancelAsync().ConfigureAwait(false);
            throw;
        }

        return copy;
    }

    private async Task<NpgsqlCopyTextWriter> SendTextAsync(RowBatch batch, int first, int count, CancellationToken cancellationToken)
    {
        var copy = await _connection.BeginTextImportAsync(_copy, cancellationToken).ConfigureAwait(false);
        try
        {
            _text.Start(batch, first, count);
            // The driver hands out a StreamWriter over its raw copy stream; the rows are written below it, as bytes.
            for (int written; (written = _text.Write(_buffer)) > 0;)
                await copy.BaseStream.WriteAsync(_buffer.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await copy.CancelAsync().ConfigureAwait(false);
            throw;
        }

        return copy;
    }

    /// <summary>The error for the row that the server names: CONTEXT says <c>COPY pid_pid, line 17, column name: "…"</c>.</summary>
    private MigrationException Refused(RowBatch batch, int first, PostgresException exception)
    {
        var line = exception.Where is null ? null : System.Text.RegularExpressions.Regex.Match(exception.Where, @", line (\d+)(?:, column ([^:\n]+))?");
        if (line is not { Success: true } || !int.TryParse(line.Groups[1].Value, out var number))
            return Errors.LoadFailed(Plan.Model, $"a batch of {batch.Rows} rows", Why(exception), exception);
        var column = line.Groups[2].Success ? line.Groups[2].Value.Trim('"', ' ') : exception.ColumnName;
        var field = column is null ? -1 : Plan.Columns.ToList().FindIndex(c => c.Name == column);
        var row = first + number - 1;
        var where = field < 0 || row >= batch.Rows ? DescribeRow(batch, row) : $"column '{column}' of {DescribeRow(batch, row)}, value {ShownValue.Of(batch, row, field)}";
        return Errors.LoadFailed(Plan.Model, where, Why(exception), exception, row);
    }

    private static string Why(PostgresException exception) =>
        exception.MessageText.ReplaceLineEndings(" ").TrimEnd('.') + (exception.Detail is { } detail ? " — " + detail.ReplaceLineEndings(" ").TrimEnd('.') : "") + ".";
}
