using PidMigration.Conversion;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Decides whether cells whose bytes differ are the same value: the source's goes through what a copy would make of it,
/// then both through their normal form.
/// </summary>
internal sealed class RowEquality(ModelPlan plan)
{
    private readonly ColumnConverter?[] _converters = [.. plan.Columns.Select(c => ColumnConverter.Of(c.Rule))];
    private readonly FieldConverter?[] _forms =
    [
        .. plan.Columns.Select(c => ValueNormalizers.Find(c.Source.Kind, c.Target.Kind)),
    ];
    private readonly RowBatch _converted = new(1, 1 << 10);
    private readonly RowBatch _form = new(1, 1 << 10);
    private readonly RowBatch _otherForm = new(1, 1 << 10);

    /// <summary>Whether all cells of two rows are the same.</summary>
    public bool IsSame(RowBatch source, int row, RowBatch target, int targetRow)
    {
        for (var column = 0; column < source.Columns; column++)
            if (!IsSame(source, row, target, targetRow, column))
                return false;
        return true;
    }

    /// <summary>Whether the cells of a column are the same.</summary>
    public bool IsSame(RowBatch source, int row, RowBatch target, int targetRow, int column)
    {
        var isNull = source.IsNull(row, column);
        var otherIsNull = target.IsNull(targetRow, column);
        if (isNull)
            return otherIsNull;
        var value = source.Field(row, column);
        var other = target.Field(targetRow, column);
        if (!otherIsNull && value.SequenceEqual(other))
            return true;
        if (_converters[column] is { } converter)
        {
            _converted.Clear();
            // A value that has no form in the target can't be there.
            if (converter.Convert(value, _converted) < 0)
                return false;
            if (_converted.IsNull(0, 0))
                return otherIsNull;
            value = _converted.Field(0, 0);
        }

        if (otherIsNull)
            return false;
        if (value.SequenceEqual(other))
            return true;
        if (_forms[column] is not { } form)
            return false;
        _form.Clear();
        _otherForm.Clear();
        form(value, _form);
        form(other, _otherForm);
        return _form.Field(0, 0).SequenceEqual(_otherForm.Field(0, 0));
    }

    /// <summary>Adds a row of the source as it is compared: converted, in normal form.</summary>
    public void AppendSource(RowBatch source, int row, RowBatch output)
    {
        for (var column = 0; column < source.Columns; column++)
        {
            var value = source.Field(row, column);
            var isNull = source.IsNull(row, column);
            if (!isNull && _converters[column] is { } converter)
            {
                _converted.Clear();
                if (converter.Convert(value, _converted) >= 0)
                {
                    value = _converted.Field(0, 0);
                    isNull = _converted.IsNull(0, 0);
                }
            }

            Append(value, isNull, column, output);
        }
    }

    /// <summary>Adds a row of the target as it is compared: in normal form.</summary>
    public void AppendTarget(RowBatch target, int row, RowBatch output)
    {
        for (var column = 0; column < target.Columns; column++)
            Append(target.Field(row, column), target.IsNull(row, column), column, output);
    }

    private void Append(ReadOnlySpan<byte> value, bool isNull, int column, RowBatch output)
    {
        if (isNull)
            output.AppendNull();
        else if (_forms[column] is { } form)
            form(value, output);
        else
            output.Append(value);
    }
}
