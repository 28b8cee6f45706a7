using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The types of MySQL and MariaDB, by information_schema's DATA_TYPE. Source: MySQL 8.4 manual, chapter 13.
/// </summary>
internal static class MySqlTypeMap
{
    private static readonly Dictionary<string, (ValueKind Kind, int Bytes)> Kinds = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["tinyint"] = (ValueKind.Integer, 1),
        ["smallint"] = (ValueKind.Integer, 2),
        ["mediumint"] = (ValueKind.Integer, 3),
        ["int"] = (ValueKind.Integer, 4),
        ["bigint"] = (ValueKind.Integer, 8),
        ["decimal"] = (ValueKind.Decimal, 0),
        ["float"] = (ValueKind.Float32, 0),
        ["double"] = (ValueKind.Float64, 0),
        ["bit"] = (ValueKind.Bits, 0),
        ["char"] = (ValueKind.FixedText, 0),
        ["varchar"] = (ValueKind.Text, 0),
        ["tinytext"] = (ValueKind.Text, 0),
        ["text"] = (ValueKind.Text, 0),
        ["mediumtext"] = (ValueKind.Text, 0),
        ["longtext"] = (ValueKind.Text, 0),
        ["binary"] = (ValueKind.Bytes, 0),
        ["varbinary"] = (ValueKind.Bytes, 0),
        ["tinyblob"] = (ValueKind.Bytes, 0),
        ["blob"] = (ValueKind.Bytes, 0),
        ["mediumblob"] = (ValueKind.Bytes, 0),
        ["longblob"] = (ValueKind.Bytes, 0),
        ["date"] = (ValueKind.Date, 0),
        ["time"] = (ValueKind.Time, 0),
        ["datetime"] = (ValueKind.Timestamp, 0),
        ["timestamp"] = (ValueKind.Instant, 0),
        ["year"] = (ValueKind.Year, 0),
        ["json"] = (ValueKind.Json, 0),
        ["enum"] = (ValueKind.EnumLabel, 0),
        ["set"] = (ValueKind.EnumSet, 0),
        ["uuid"] = (ValueKind.Uuid, 0),
        ["inet4"] = (ValueKind.Network, 0),
        ["inet6"] = (ValueKind.Network, 0),
    };

    public static IReadOnlyList<(string Native, ValueKind Kind)> Rows { get; } =
    [.. Kinds.Select(k => (k.Key, k.Value.Kind)), ("tinyint(1)", ValueKind.Boolean)];

    /// <summary>A column, from its row of information_schema.COLUMNS.</summary>
    public static Column Describe(string name, DeclaredType declared)
    {
        var (kind, bytes) = Kinds.GetValueOrDefault(declared.DataType, (ValueKind.Unknown, 0));
        // tinyint(1) is what BOOLEAN makes, and what Django reads as one. MySQL keeps the width for just this case.
        if (
            declared.ColumnType.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase)
            || declared.ColumnType.Equals("bit(1)", StringComparison.OrdinalIgnoreCase)
        )
            (kind, bytes) = (declared.DataType == "bit" ? ValueKind.Bits : ValueKind.Boolean, 1);
        return new Column(name, declared.ColumnType, kind)
        {
            Bytes = bytes,
            Unsigned = declared.ColumnType.Contains("unsigned", StringComparison.OrdinalIgnoreCase),
            // CHAR and VARCHAR count characters, the TEXT family counts bytes. MySQL 8.4 manual, 13.3.
            MaxLength =
                kind is ValueKind.Bytes or ValueKind.FixedText
                || declared.DataType.Equals("varchar", StringComparison.OrdinalIgnoreCase)
                    ? declared.Length
                    : null,
            MaxBytes =
                kind == ValueKind.Text && !declared.DataType.Equals("varchar", StringComparison.OrdinalIgnoreCase)
                    ? declared.Length
                    : null,
            Labels = kind is ValueKind.EnumLabel or ValueKind.EnumSet ? ParseLabels(declared.ColumnType) : [],
            Precision = kind is ValueKind.Decimal or ValueKind.Bits ? declared.Precision : null,
            Scale =
                kind is ValueKind.Decimal or ValueKind.Float32 or ValueKind.Float64 ? declared.Scale
                : kind is ValueKind.Time or ValueKind.Timestamp or ValueKind.Instant ? declared.FractionDigits ?? 0
                : null,
        };
    }

    /// <summary>The labels of <c>enum('a','it''s')</c>.</summary>
    private static List<string> ParseLabels(string columnType)
    {
        var labels = new List<string>();
        var label = new System.Text.StringBuilder();
        var inside = false;
        for (var i = columnType.IndexOf('(', StringComparison.Ordinal) + 1; i < columnType.Length; i++)
        {
            var quote = columnType[i] == '\'';
            if (inside && quote && i + 1 < columnType.Length && columnType[i + 1] == '\'')
                label.Append(columnType[i++]);
            else if (quote)
            {
                if (inside)
                    labels.Add(label.ToString());
                label.Clear();
                inside = !inside;
            }
            else if (inside)
                label.Append(columnType[i]);
        }

        return labels;
    }
}
