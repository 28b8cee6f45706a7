using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>
/// What -Since means in SQL: the rows after a key, or those of an instant or later. For an instant a copy goes by the
/// column that a row's creation is written into (or else its last change, which is no earlier), a comparison by the
/// last change (or else the creation). A model with neither is read as a whole.
/// </summary>
public static class SinceFilter
{
    private static readonly string[] CreationColumns =
    [
        "created_at",
        "created",
        "created_on",
        "date_created",
        "date_joined",
        "action_time",
    ];

    private static readonly string[] ChangeColumns =
    [
        "updated_at",
        "modified",
        "modified_at",
        "updated",
        "last_modified",
    ];

    /// <summary>The usual names of the columns that tell when a row was created, the best first.</summary>
    internal static IEnumerable<string> ByCreation => CreationColumns.Concat(ChangeColumns);

    /// <summary>The usual names of the columns that tell when a row was changed last, the best first.</summary>
    internal static IEnumerable<string> ByLastChange => ChangeColumns.Concat(CreationColumns);

    /// <summary>The condition for the rows that a copy reads, in the source's SQL; null for all rows.</summary>
    /// <exception cref="MigrationException">PID1403: the model's rows can't be told apart that way.</exception>
    public static string? ToSql(PidModel model, SinceValue since, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(since);
        ArgumentNullException.ThrowIfNull(dialect);
        if (model.PrimaryKey.Count == 0)
            throw Errors.BadSince(
                model.Name,
                since.ToString(),
                "the table has no primary key to recognize existing rows by."
            );
        if (since.Key is { } key)
        {
            var column = model.PrimaryKey.Count == 1 ? model.Definition.FindColumn(model.PrimaryKey[0]) : null;
            return column is { Kind: ValueKind.Integer }
                ? AfterKey(dialect, column, key)
                : throw NoSingleNumber(model.Name, since);
        }

        var instant = ByCreation.Select(model.Definition.FindColumn).FirstOrDefault(c => c is not null && IsInstant(c));
        return instant is null ? null : FromInstant(dialect, instant, since);
    }

    /// <summary>Whether a column can hold an instant.</summary>
    internal static bool IsInstant(Column column) => column.Kind is ValueKind.Instant or ValueKind.Timestamp;

    internal static string AfterKey(Dialect dialect, Column column, long key) =>
        $"{dialect.Quote(column.Name)} > {key.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The rows of an instant or later. A row that doesn't tell when it was made may be new.</summary>
    internal static string FromInstant(Dialect dialect, Column column, SinceValue since)
    {
        // Without zeros at the end: in SQLite an instant is a text, and '10:20:30' sorts before '10:20:30.000000'.
        var text = since.Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        var name = dialect.Quote(column.Name);
        var condition = $"{name} >= {dialect.Literal(column, Encoding.ASCII.GetBytes(text))}";
        return column.Nullable ? $"({condition} OR {name} IS NULL)" : condition;
    }

    /// <summary>PID1403: -Since names a key, and the model's key isn't one whole number.</summary>
    internal static MigrationException NoSingleNumber(string model, SinceValue since) =>
        Errors.BadSince(model, since.ToString(), "its key is not a single number. Give a date and time instead.");
}
