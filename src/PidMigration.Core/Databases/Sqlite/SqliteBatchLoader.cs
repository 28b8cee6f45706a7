using System.Buffers.Text;
using System.Data.Common;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Rows;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>Writes batches by one prepared INSERT, run for each row.</summary>
internal sealed class SqliteBatchLoader : BatchLoader
{
    private const int ExactDigits = 15;

    private readonly SqliteConnection _connection;
    private readonly Statement _insert;
    private readonly byte[] _padded = new byte[64];
    private readonly bool[] _keepsText;

    public SqliteBatchLoader(SqliteConnection connection, LoadPlan plan, Dialect dialect)
        : base(plan)
    {
        _connection = connection;
        // The declared words that give a column TEXT affinity (sqlite.org/datatype3.html, 3.1).
        _keepsText =
        [
            .. plan.Columns.Select(c =>
                Array.Exists(
                    ["CHAR", "CLOB", "TEXT"],
                    w => c.NativeType.Contains(w, StringComparison.OrdinalIgnoreCase)
                )
            ),
        ];
        _insert = Statement.Prepare(
            connection,
            $"INSERT INTO {dialect.Quote(plan.Table.Name)} "
                + $"({dialect.QuoteList(plan.Columns.Select(c => c.Name))}) VALUES "
                + $"({string.Join(", ", plan.Columns.Select(_ => "?"))})"
        );
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _insert.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(_connection.BeginTransaction());

    /// <inheritdoc/>
    protected override Task<long> WriteAsync(
        RowBatch batch,
        int first,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        long arrived = 0;
        for (var row = first; row < first + count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                for (var column = 0; column < batch.Columns; column++)
                    _insert.Check(Bind(batch, row, column));
                _insert.Step();
                arrived += raw.sqlite3_changes(_connection.Handle);
            }
            catch (SqliteException e)
                when (e.SqliteErrorCode
                        is not (
                            raw.SQLITE_FULL
                            or raw.SQLITE_IOERR
                            or raw.SQLITE_INTERRUPT
                            or raw.SQLITE_BUSY
                            or raw.SQLITE_LOCKED
                        )
                )
            {
                throw Errors.LoadFailed(
                    Plan.Model,
                    DescribeRow(batch, row),
                    new SqliteExceptionTranslator().Reason(e),
                    e,
                    row
                );
            }
            finally
            {
                _insert.Reset();
            }
        }

        return Task.FromResult(arrived);
    }

    private int Bind(RowBatch batch, int row, int column)
    {
        var handle = _insert.Handle;
        var index = column + 1;
        if (batch.IsNull(row, column))
            return raw.sqlite3_bind_null(handle, index);
        var value = batch.Field(row, column);
        switch (Plan.Columns[column].Kind)
        {
            case ValueKind.Bytes:
                return value.IsEmpty
                    ? raw.sqlite3_bind_zeroblob(handle, index, 0)
                    : raw.sqlite3_bind_blob(handle, index, value);
            case ValueKind.Boolean or ValueKind.Integer:
                if (!Utf8Parser.TryParse(value, out long number, out var used) || used != value.Length)
                    throw Refuse(batch, row, column, "is not a whole number that SQLite can store");
                return raw.sqlite3_bind_int64(handle, index, number);
            case ValueKind.Float64:
                if (
                    !double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var real)
                    || !double.IsFinite(real)
                )
                    throw Refuse(batch, row, column, "is not a number that SQLite can store");
                return raw.sqlite3_bind_double(handle, index, real);
            case ValueKind.Decimal when !NumberText.IsNumeric(value):
                throw Refuse(batch, row, column, "is not a number that SQLite can store");
            case ValueKind.Json
                when !_keepsText[column]
                    && value.TrimStart(" \t\r\n"u8) is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..]:
                throw Refuse(
                    batch,
                    row,
                    column,
                    $"would become a number in a column declared {Plan.Columns[column].NativeType}"
                );
            case ValueKind.Decimal when Digits(value) > ExactDigits:
                // A column of that affinity keeps numbers as 8-byte floats (sqlite.org/datatype3.html, 3).
                throw Refuse(batch, row, column, $"has more than the {ExactDigits} digits that SQLite stores exactly");
            case ValueKind.Timestamp or ValueKind.Time:
                value = PadFraction(value);
                break;
        }

        if (!Utf8.IsValid(value))
            throw Refuse(batch, row, column, "is not valid text");
        // An empty span is a null pointer, which binds NULL.
        return value.IsEmpty ? raw.sqlite3_bind_text(handle, index, "") : raw.sqlite3_bind_text(handle, index, value);
    }

    /// <summary>Django writes six digits after the second or none, and compares such texts with each other.</summary>
    private ReadOnlySpan<byte> PadFraction(ReadOnlySpan<byte> value)
    {
        var point = value.IndexOf((byte)'.');
        if (point < 0 || value.Length - point >= 7 || point + 7 > _padded.Length)
            return value;
        value.CopyTo(_padded);
        _padded.AsSpan(value.Length, point + 7 - value.Length).Fill((byte)'0');
        return _padded.AsSpan(0, point + 7);
    }

    private static int Digits(ReadOnlySpan<byte> value)
    {
        var digits = 0;
        if (value.Contains((byte)'.'))
            value = value.TrimEnd((byte)'0');
        foreach (var b in value.TrimStart("-0."u8))
            if (b is >= (byte)'0' and <= (byte)'9')
                digits++;
        return digits;
    }

    private MigrationException Refuse(RowBatch batch, int row, int column, string why) =>
        Errors.LoadFailed(
            Plan.Model,
            $"column '{Plan.Columns[column].Name}' of {DescribeRow(batch, row)}",
            $"{DisplayValue.Format(batch, row, column)} {why}.",
            null,
            row
        );
}
