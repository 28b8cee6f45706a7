using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>
/// Converts the values of one column, for one worker: it owns what stands between two steps of a rule. The rule itself
/// is shared by all workers of a table.
/// </summary>
internal sealed class ColumnConverter
{
    private const int UsualValue = 256;

    private readonly FieldConverter[] _steps;
    private readonly RowBatch[] _between;

    private ColumnConverter(IReadOnlyList<FieldConverter> steps)
    {
        _steps = [.. steps];
        // A step reads what the one before it wrote, so two buffers take turns, however many steps there are.
        _between = [.. Enumerable.Range(0, Math.Min(_steps.Length - 1, 2)).Select(_ => new RowBatch(1, UsualValue))];
    }

    /// <summary>The converter of a rule; null where values go through as they are.</summary>
    public static ColumnConverter? Of(ConversionRule rule) =>
        rule.Steps.Count == 0 ? null : new ColumnConverter(rule.Steps);

    /// <summary>Converts a value and adds it to a batch.</summary>
    /// <returns>As <see cref="FieldConverter"/>: the pieces that were changed, −1 where the value has no form in the
    /// target.</returns>
    public int Convert(ReadOnlySpan<byte> value, RowBatch output)
    {
        var changed = 0;
        var last = _steps.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var between = _between[i & 1];
            between.Clear();
            var pieces = _steps[i](value, between);
            if (pieces < 0)
                return pieces;
            changed += pieces;
            if (between.IsNull(0, 0))
            {
                output.AppendNull();
                return changed;
            }

            value = between.Field(0, 0);
        }

        var more = _steps[last](value, output);
        return more < 0 ? more : changed + more;
    }
}
