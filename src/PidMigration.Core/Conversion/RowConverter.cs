using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>
/// Turns the rows of a batch into what the target's columns take. Where no column needs it, the batch goes through as
/// it is. Each worker has one of its own.
/// </summary>
internal sealed class RowConverter
{
    private readonly string _model;
    private readonly string _table;
    private readonly IReadOnlyList<ColumnMapping> _columns;
    private readonly IReadOnlyList<int> _keyFields;
    private readonly ColumnConverter?[] _converters;
    private readonly bool[] _forbidsNull;
    private readonly bool _isNeeded;
    private readonly long[] _values;
    private readonly long[] _rows;

    /// <summary>A converter for the rows of a model.</summary>
    /// <param name="model">The model's name, for errors.</param>
    /// <param name="table">The source's table, for the count of allowed changes.</param>
    /// <param name="columns">The columns, in the order of a batch's fields.</param>
    /// <param name="keyFields">Which of them are the key; empty where there is none.</param>
    public RowConverter(string model, string table, IReadOnlyList<ColumnMapping> columns, IReadOnlyList<int> keyFields)
    {
        (_model, _table, _columns, _keyFields) = (model, table, columns, keyFields);
        _converters = [.. columns.Select(c => ColumnConverter.Of(c.Rule))];
        _values = new long[_converters.Length];
        _rows = new long[_converters.Length];
        // A server may fill in something of its own where NULL is forbidden: the next number, or now.
        _forbidsNull = [.. columns.Select(c => c.Rule.ForbidsNull)];
        _isNeeded = _converters.Any(c => c is not null) || Array.IndexOf(_forbidsNull, true) >= 0;
    }

    /// <summary>The changes that were made so far, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes =>
        [
            .. _values
                .Select((values, i) => (values, i))
                .Where(c => c.values > 0)
                .Select(c => new PidConversion(
                    $"{_table}.{_columns[c.i].Source.Name}",
                    c.values,
                    _rows[c.i],
                    string.Join(", ", _columns[c.i].Allowed)
                )),
        ];

    /// <summary>
    /// The batch for the target; rows that have no form there are left out and given to <paramref name="refused"/>.
    /// </summary>
    /// <param name="batch">The source's rows; they are the result where no column needs a conversion.</param>
    /// <param name="into">Takes the converted rows in place of what it holds.</param>
    /// <param name="refused">Null where the first one ends the copy.</param>
    /// <exception cref="MigrationException">PID1607: a value has no form in the target, and no caller takes refused
    /// rows.</exception>
    public RowBatch Convert(RowBatch batch, RowBatch into, Action<int, MigrationException>? refused)
    {
        if (!_isNeeded)
            return batch;
        into.Reset(_converters.Length);
        for (var row = 0; row < batch.Rows; row++)
        {
            if (ConvertRow(batch, row, into) is not { } error)
                continue;
            into.DropPartialRow();
            if (refused is null)
                throw error;
            refused(row, error);
        }

        return into;
    }

    /// <summary>Converts a row; with an error, a part of it stands in the batch.</summary>
    private MigrationException? ConvertRow(RowBatch batch, int row, RowBatch into)
    {
        for (var column = 0; column < batch.Columns; column++)
        {
            if (batch.IsNull(row, column))
            {
                if (_forbidsNull[column])
                    return Refuse(batch, row, column, "the target forbids");
                into.AppendNull();
            }
            else if (_converters[column] is not { } converter)
                into.Append(batch.Field(row, column));
            else
            {
                var changed = converter.Convert(batch.Field(row, column), into);
                if (changed < 0)
                    return Refuse(batch, row, column, $"has no form as {_columns[column].Target.NativeType}");
                if (changed == 0)
                    continue;
                _values[column] += changed;
                _rows[column]++;
            }
        }

        return null;
    }

    private MigrationException Refuse(RowBatch batch, int row, int column, string why) =>
        Errors.BadValue(
            _model,
            _columns[column].Source.Name,
            Key(batch, row),
            DisplayValue.Format(batch, row, column),
            why
        );

    private string Key(RowBatch batch, int row) =>
        RowLabel.Key(batch, row, [.. _keyFields.Select(f => (_columns[f].Source.Name, f))]);
}
