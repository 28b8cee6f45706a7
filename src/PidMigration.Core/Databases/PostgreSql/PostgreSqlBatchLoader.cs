using System.Data.Common;
using Npgsql;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Writes batches by COPY … FROM STDIN, straight into the driver's stream: in binary form where there is one, else as
/// text.
/// </summary>
internal sealed class PostgreSqlBatchLoader : BatchLoader
{
    /// <summary>What the server gets to give up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly NpgsqlConnection _connection;
    private readonly bool _constraintsAreOff;
    private readonly string _copy;
    private readonly DelimitedTextEncoder _text;
    private readonly BinaryCopyEncoder? _binary;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly Func<int, Task> _cancel;
    private int? _process;

    /// <param name="connection">The target's session.</param>
    /// <param name="plan">What goes where.</param>
    /// <param name="dialect">PostgreSQL's.</param>
    /// <param name="constraintsAreOff">Whether the session checks no foreign keys.</param>
    /// <param name="cancel">Ends what a process of the server does, by another session.</param>
    public PostgreSqlBatchLoader(
        NpgsqlConnection connection,
        LoadPlan plan,
        Dialect dialect,
        bool constraintsAreOff,
        Func<int, Task> cancel
    )
        : base(plan)
    {
        _cancel = cancel;
        _constraintsAreOff = constraintsAreOff;
        _connection = connection;
        _copy =
            $"COPY {dialect.Quote(plan.Table.Name)} ({dialect.QuoteList(plan.Columns.Select(c => c.Name))}) FROM STDIN";
        _text = new DelimitedTextEncoder([
            .. plan.Columns.Select(c =>
                c.Kind == Catalog.ValueKind.Bytes ? FieldEncoding.PrefixedHex : FieldEncoding.Escaped
            ),
        ]);
        // Before PostgreSQL 10 a server could be built to keep moments as floating-point numbers.
        _binary = connection.HasIntegerDateTimes ? BinaryCopyEncoder.For(plan.Columns) : null;
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        // Not what the driver was told when it connected: a pooler in between has numbers of its own.
        _process ??= await FindProcessAsync(cancellationToken).ConfigureAwait(false);
        var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (_constraintsAreOff)
            return transaction;
        // Keys that can wait are then checked at the commit: rows of a batch may refer to each other.
        await using var command = new NpgsqlCommand("SET CONSTRAINTS ALL DEFERRED", _connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return transaction;
    }

    /// <inheritdoc/>
    protected override async Task<long> WriteAsync(
        RowBatch batch,
        int first,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var sent = await SendAsync(batch, first, count, cancellationToken).ConfigureAwait(false);
        try
        {
            await FinishAsync(sent, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (new PostgreSqlExceptionTranslator().Classify(e) == FailureCause.Other)
        {
            throw Refused(batch, first, e);
        }

        // COPY takes all rows or fails; it neither skips nor changes one without an error.
        return count;
    }

    /// <summary>
    /// Waits until the server has taken the rows, which may wait for a lock. The driver can't cancel that, so another
    /// session does.
    /// </summary>
    private async Task FinishAsync(IAsyncDisposable sent, CancellationToken cancellationToken)
    {
        var taking = sent.DisposeAsync().AsTask();
        try
        {
            await taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!taking.IsCompleted)
        {
            await _cancel(_process!.Value).ConfigureAwait(false);
            await Task.WhenAny(taking, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
            // That it was cancelled is what was wanted.
            _ = taking.ContinueWith(
                t => t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
            throw;
        }
    }

    private async Task<int> FindProcessAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", _connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Sends rows; the COPY that took them ends when it is disposed.</summary>
    private async Task<IAsyncDisposable> SendAsync(
        RowBatch batch,
        int first,
        int count,
        CancellationToken cancellationToken
    )
    {
        if (_binary is not null && _binary.Start(batch, first, count))
        {
            var copy = await _connection
                .BeginRawBinaryCopyAsync(_copy + " (FORMAT BINARY)", cancellationToken)
                .ConfigureAwait(false);
            await SendAsync(copy, copy.CancelAsync, () => _binary.Write(_buffer), cancellationToken)
                .ConfigureAwait(false);
            return copy;
        }

        _text.Begin(batch, first, count);
        var writer = await _connection.BeginTextImportAsync(_copy, cancellationToken).ConfigureAwait(false);
        // The driver hands out a StreamWriter over its raw copy stream; the rows are written below it, as bytes.
        await SendAsync(writer.BaseStream, writer.CancelAsync, () => _text.Write(_buffer), cancellationToken)
            .ConfigureAwait(false);
        return writer;
    }

    private async Task SendAsync(Stream stream, Func<Task> cancel, Func<int> fill, CancellationToken cancellationToken)
    {
        try
        {
            for (int written; (written = fill()) > 0; )
                await stream.WriteAsync(_buffer.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Disposing would complete the COPY, and what was sent so far would stand.
            await cancel().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The error for the row that the server names: CONTEXT says <c>COPY pid_pid, line 17, column name: "…"</c>.
    /// </summary>
    private MigrationException Refused(RowBatch batch, int first, PostgresException exception)
    {
        var line = exception.Where is null
            ? null
            : System.Text.RegularExpressions.Regex.Match(exception.Where, @", line (\d+)(?:, column ([^:\n]+))?");
        if (line is not { Success: true } || !int.TryParse(line.Groups[1].Value, out var number))
            return Errors.LoadFailed(Plan.Model, $"a batch of {batch.Rows} rows", Why(exception), exception);
        var column = line.Groups[2].Success ? line.Groups[2].Value.Trim('"', ' ') : exception.ColumnName;
        var field = column is null ? -1 : Plan.Columns.ToList().FindIndex(c => c.Name == column);
        var row = first + number - 1;
        var where =
            field < 0 || row >= batch.Rows
                ? DescribeRow(batch, row)
                : $"column '{column}' of {DescribeRow(batch, row)}, value {DisplayValue.Format(batch, row, field)}";
        return Errors.LoadFailed(Plan.Model, where, Why(exception), exception, row);
    }

    private static string Why(PostgresException exception) =>
        exception.MessageText.ReplaceLineEndings(" ").TrimEnd('.')
        + (exception.Detail is { } detail ? " — " + detail.ReplaceLineEndings(" ").TrimEnd('.') : "")
        + ".";
}
