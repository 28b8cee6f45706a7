using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>
/// Turns the rows of a batch into what the target's columns take. Where no column needs it, the batch goes through as it is. Each worker
/// has one of its own.
/// </summary>
internal sealed class RowConverter
{
    private readonly ModelPlan _plan;
    private readonly ColumnConverter?[] _converters;
    private readonly bool[] _required;
    private readonly bool _isNeeded;
    private readonly long[] _values;
    private readonly long[] _rows;

    public RowConverter(ModelPlan plan)
    {
        _plan = plan;
        _converters = [.. plan.Columns.Select(c => ColumnConverter.Of(c.Rule))];
        _values = new long[_converters.Length];
        _rows = new long[_converters.Length];
        // A server may fill in something of its own where NULL is forbidden: the next number, or now.
        _required = [.. plan.Columns.Select(c => c.Source.Nullable && !c.Target.Nullable)];
        _isNeeded = _converters.Any(c => c is not null) || Array.IndexOf(_required, true) >= 0;
    }

    /// <summary>The changes that were made so far, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes =>
        [.. _values.Select((values, i) => (values, i)).Where(c => c.values > 0).Select(c => new PidConversion(
            $"{_plan.Model.Table}.{_plan.Columns[c.i].Source.Name}", c.values, _rows[c.i], string.Join(", ", _plan.Columns[c.i].Allowed)))];

    /// <summary>The batch for the target; rows that have no form there are left out and given to <paramref name="refused"/>.</summary>
    /// <param name="batch">The source's rows; they are the result where no column needs a conversion.</param>
    /// <param name="into">Takes the converted rows in place of what it holds.</param>
    /// <param name="refused">Null where the first one ends the copy.</param>
    /// <exception cref="MigrationException">PID1607: a value has no form in the target, and nobody takes refused rows.</exception>
    public RowBatch Convert(RowBatch batch, RowBatch into, Action<int, MigrationException>? refused)
    {
        if (!_isNeeded) return batch;
        into.Reset(_converters.Length);
        for (var row = 0; row < batch.Rows; row++)
        {
            if (ConvertRow(batch, row, into) is not { } error) continue;
            into.DropPartialRow();
            if (refused is null) throw error;
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
                if (_required[column]) return Refuse(batch, row, column, "the target forbids");
                into.AppendNull();
            }
            else if (_converters[column] is not { } converter) into.Append(batch.Field(row, column));
            else
            {
                var changed = converter.Convert(batch.Field(row, column), into);
                if (changed < 0)
                    return Refuse(batch, row, column, $"has no form as {_plan.Columns[column].Target.NativeType}");
                if (changed == 0) continue;
                _values[column] += changed;
                _rows[column]++;
            }
        }

        return null;
    }

    private MigrationException Refuse(RowBatch batch, int row, int column, string why) =>
        Errors.BadValue(_plan.Model.Name, _plan.Columns[column].Source.Name, Key(batch, row), ShownValue.Of(batch, row, column), why);

    private string Key(RowBatch batch, int row) => _plan.KeyFields.Count == 0 ? $"{row + 1} of the batch"
        : string.Join(", ", _plan.KeyFields.Select(f => $"{_plan.Columns[f].Source.Name} {ShownValue.Of(batch, row, f)}"));
}
