using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// What declared types mean. SQLite keeps the words and enforces none of them; Django's own words are meant by them
/// (django/db/ backends/sqlite3/base.py, data_types). Whether a value fits is looked at value by value.
/// </summary>
internal static class SqliteTypeMap
{
    private static readonly Dictionary<string, ValueKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bool"] = ValueKind.Boolean,
        ["boolean"] = ValueKind.Boolean,
        ["integer"] = ValueKind.Integer,
        ["int"] = ValueKind.Integer,
        ["tinyint"] = ValueKind.Integer,
        ["smallint"] = ValueKind.Integer,
        ["mediumint"] = ValueKind.Integer,
        ["bigint"] = ValueKind.Integer,
        ["decimal"] = ValueKind.Decimal,
        ["numeric"] = ValueKind.Decimal,
        ["real"] = ValueKind.Float64,
        ["double"] = ValueKind.Float64,
        ["double precision"] = ValueKind.Float64,
        ["float"] = ValueKind.Float64,
        ["varchar"] = ValueKind.Text,
        ["nvarchar"] = ValueKind.Text,
        ["char"] = ValueKind.Text,
        ["character varying"] = ValueKind.Text,
        ["text"] = ValueKind.Text,
        ["clob"] = ValueKind.Text,
        ["json"] = ValueKind.Json,
        ["blob"] = ValueKind.Bytes,
        ["date"] = ValueKind.Date,
        ["time"] = ValueKind.Time,
        ["datetime"] = ValueKind.Timestamp,
        ["timestamp"] = ValueKind.Timestamp,
    };

    public static IReadOnlyList<(string Native, ValueKind Kind)> Rows { get; } =
    [.. Kinds.Select(k => (k.Key, k.Value))];

    /// <summary>A column, from its declared type.</summary>
    public static Column Describe(string name, string declared)
    {
        var open = declared.IndexOf('(', StringComparison.Ordinal);
        var word = (open < 0 ? declared : declared[..open]).Trim();
        var unsigned = declared.Contains("unsigned", StringComparison.OrdinalIgnoreCase);
        if (unsigned)
            word = word.Replace("unsigned", "", StringComparison.OrdinalIgnoreCase).Trim();
        var kind = Kinds.GetValueOrDefault(word, ValueKind.Unknown);
        var column = new Column(name, declared.Length == 0 ? "(no type)" : declared, kind)
        {
            Unsigned = unsigned,
            IsDynamicallyTyped = true,
        };
        var numbers =
            open < 0
                ? []
                : declared[(open + 1)..]
                    .TrimEnd(')', ' ')
                    .Split(',')
                    .Select(n =>
                        int.TryParse(n, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                            ? number
                            : -1
                    )
                    .ToArray();
        return kind switch
        {
            ValueKind.Integer => column with { Bytes = 8 },
            ValueKind.Text when numbers is [> 0] => column with { MaxLength = numbers[0] },
            ValueKind.Decimal when numbers is [> 0, >= 0] => column with { Precision = numbers[0], Scale = numbers[1] },
            _ => column,
        };
    }
}
