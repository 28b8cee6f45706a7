using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL's types, by the name in pg_type. Source: PostgreSQL 15 manual, chapter 8.</summary>
internal static class PostgreSqlTypeMap
{
    private static readonly Dictionary<string, (ValueKind Kind, int Bytes)> Kinds = new(StringComparer.Ordinal)
    {
        ["bool"] = (ValueKind.Boolean, 0),
        ["int2"] = (ValueKind.Integer, 2),
        ["int4"] = (ValueKind.Integer, 4),
        ["int8"] = (ValueKind.Integer, 8),
        ["numeric"] = (ValueKind.Decimal, 0),
        ["float4"] = (ValueKind.Float32, 0),
        ["float8"] = (ValueKind.Float64, 0),
        ["varchar"] = (ValueKind.Text, 0),
        ["text"] = (ValueKind.Text, 0),
        ["citext"] = (ValueKind.Text, 0),
        ["name"] = (ValueKind.Text, 0),
        ["bpchar"] = (ValueKind.FixedText, 0),
        ["bytea"] = (ValueKind.Bytes, 0),
        ["date"] = (ValueKind.Date, 0),
        ["time"] = (ValueKind.Time, 0),
        ["timestamp"] = (ValueKind.Timestamp, 0),
        ["timestamptz"] = (ValueKind.Instant, 0),
        ["interval"] = (ValueKind.Duration, 0),
        ["uuid"] = (ValueKind.Uuid, 0),
        ["json"] = (ValueKind.Json, 0),
        ["jsonb"] = (ValueKind.Json, 0),
        ["inet"] = (ValueKind.Network, 0),
        ["cidr"] = (ValueKind.Network, 0),
        ["macaddr"] = (ValueKind.Network, 0),
        ["macaddr8"] = (ValueKind.Network, 0),
        ["hstore"] = (ValueKind.Composite, 0),
    };

    public static IReadOnlyList<(string Native, ValueKind Kind)> Rows { get; } =
    [
        .. Kinds.Select(k => (k.Key, k.Value.Kind)),
        ("enum types", ValueKind.EnumLabel),
        ("array types", ValueKind.Composite),
        ("range types", ValueKind.Composite),
    ];

    /// <summary>A column, from its row in the catalog.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="native">The type as format_type writes it.</param>
    /// <param name="typeName">The base type's name in pg_type.</param>
    /// <param name="category">
    /// The type's category: E for enums, A for arrays, R for ranges (pg_type.typcategory).
    /// </param>
    /// <param name="modifier">atttypmod, or the domain's typtypmod; −1 for none.</param>
    public static Column Describe(string name, string native, string typeName, string category, int modifier)
    {
        var (kind, bytes) =
            category is "E" ? (ValueKind.EnumLabel, 0)
            : category is "A" or "R" ? (ValueKind.Composite, 0)
            : Kinds.GetValueOrDefault(typeName, (ValueKind.Unknown, 0));
        var column = new Column(name, native, kind) { Bytes = bytes };
        return kind switch
        {
            ValueKind.Text or ValueKind.FixedText when modifier >= 4 => column with { MaxLength = modifier - 4 },
            ValueKind.Text when typeName == "name" => column with { MaxLength = 63, MaxBytes = 63 },
            // The modifier of numeric holds (precision << 16 | scale) + 4; the scale is 11 bits, signed, since version
            // 15.
            ValueKind.Decimal when modifier >= 4 => column with
            {
                Precision = (modifier - 4) >> 16,
                Scale = ((((modifier - 4) & 0x7ff) ^ 1024) - 1024),
            },
            ValueKind.Time or ValueKind.Timestamp or ValueKind.Instant => column with
            {
                Scale = modifier is >= 0 and <= 6 ? modifier : 6,
            },
            ValueKind.Duration => column with
            {
                Scale = modifier < 0 || (modifier & 0xffff) == 0xffff ? 6 : modifier & 0xffff,
                Labels = Fields(native),
            },
            _ => column,
        };
    }

    /// <summary>The fields that <c>interval year to month</c> keeps; none for an interval that keeps all.</summary>
    private static string[] Fields(string native) =>
        native.StartsWith("interval ", StringComparison.Ordinal) ? native["interval ".Length..].Split(" to ") : [];
}
