using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using MySqlConnector;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>
/// What both ways of loading share: a warning is a failure. LOAD DATA LOCAL clamps, truncates and skips with warnings
/// only (MySQL 8.4 manual, 15.2.9, Duplicate-Key and Error Handling), and strict mode leaves some losses to notes.
/// </summary>
internal abstract partial class StrictLoader(MySqlConnection connection, LoadPlan plan) : BatchLoader(plan)
{
    private readonly List<MySqlError> _warnings = [];

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken) =>
        await connection
            .BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<long> WriteAsync(
        RowBatch batch,
        int first,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        _warnings.Clear();
        connection.InfoMessage += Collect;
        try
        {
            var arrived = await LoadAsync(batch, first, count, (MySqlTransaction)transaction, cancellationToken)
                .ConfigureAwait(false);
            if (_warnings.Count > 0)
                throw Refused(batch, first, count, _warnings[0].Message, null);
            return arrived;
        }
        catch (MySqlException e)
            when (e.Number is >= 1000 and < 2000 or >= 3000
                && e.ErrorCode != MySqlErrorCode.BulkCopyFailed
                && new MySqlExceptionTranslator().Classify(e) == FailureCause.Other
            )
        {
            throw Refused(batch, first, count, e.Message, e);
        }
        finally
        {
            connection.InfoMessage -= Collect;
        }
    }

    /// <summary>Sends a part of the batch; returns the rows that the server counts.</summary>
    protected abstract Task<long> LoadAsync(
        RowBatch batch,
        int first,
        int count,
        MySqlTransaction transaction,
        CancellationToken cancellationToken
    );

    private MigrationException Refused(RowBatch batch, int first, int count, string message, Exception? inner)
    {
        // "Data too long for column 'name' at row 17": the row counts from the start of the statement. A duplicate key
        // names no row.
        var place = PlaceInMessage().Match(message);
        var field = place.Success ? Plan.Columns.ToList().FindIndex(c => c.Name == place.Groups["column"].Value) : -1;
        var row =
            place.Success ? FirstRow + int.Parse(place.Groups["row"].Value, CultureInfo.InvariantCulture) - 1
            : count == 1 ? first
            : -1;
        var where =
            row < 0 || row >= batch.Rows ? $"a batch of {batch.Rows} rows"
            : field < 0 ? DescribeRow(batch, row)
            : $"column '{place.Groups["column"].Value}' of {DescribeRow(batch, row)}, value "
                + $"{DisplayValue.Format(batch, row, field)}";
        return Errors.LoadFailed(
            Plan.Model,
            where,
            message.ReplaceLineEndings(" ").TrimEnd('.') + ".",
            inner,
            row < 0 || row >= batch.Rows ? null : row
        );
    }

    /// <summary>The batch's row with which the last statement began.</summary>
    protected int FirstRow { get; set; }

    private void Collect(object sender, MySqlInfoMessageEventArgs e) => _warnings.AddRange(e.Errors);

    [GeneratedRegex(@"column [`']?(?:[^`']*[`']\.[`'])*(?<column>[^`']+)[`']? at row (?<row>\d+)")]
    private static partial Regex PlaceInMessage();
}
