using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>Turns the rows of a batch into what the target's columns take. Where no column needs it, the batch goes through as it is.</summary>
internal sealed class RowConverter
{
    private readonly ModelPlan _plan;
    private readonly FieldConverter?[] _converters;
    private readonly RowBatch? _converted;

    public RowConverter(ModelPlan plan)
    {
        _plan = plan;
        _converters = [.. plan.Columns.Select(c => c.Rule.Convert)];
        if (_converters.Any(c => c is not null)) _converted = new RowBatch(_converters.Length);
    }

    /// <summary>The batch for the target; valid until the next call.</summary>
    /// <exception cref="MigrationException">PID1607: a value has no form in the target.</exception>
    public RowBatch Convert(RowBatch batch)
    {
        if (_converted is null) return batch;
        _converted.Clear();
        for (var row = 0; row < batch.Rows; row++)
            for (var column = 0; column < batch.Columns; column++)
            {
                if (batch.IsNull(row, column)) _converted.AppendNull();
                else if (_converters[column] is not { } convert) _converted.Append(batch.Field(row, column));
                else if (!convert(batch.Field(row, column), _converted))
                    throw Errors.BadValue(_plan.Model.Name, _plan.Columns[column].Source.Name,
                        string.Join(", ", _plan.KeyFields.Select(f => $"{_plan.Columns[f].Source.Name} {ShownValue.Of(batch, row, f)}")),
                        ShownValue.Of(batch, row, column), $"has no form as {_plan.Columns[column].Target.NativeType}");
            }

        return _converted;
    }
}
