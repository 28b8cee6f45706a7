using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>
/// What "added since" means for a model: behind a key, or at or after a moment. For a moment, the column that a row's
/// creation
/// (or else its last change, which is no earlier) is written into; a model with neither is read as a whole, and the
/// rows whose
/// keys the target has are left out like everywhere.
/// </summary>
public static class SinceFilter
{
    private static readonly string[] MomentColumns =
    [
        "created_at",
        "created",
        "created_on",
        "date_created",
        "date_joined",
        "action_time",
        "updated_at",
        "modified",
        "modified_at",
        "updated",
    ];

    /// <summary>The condition in the source's SQL; null for all rows.</summary>
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
                "the table has no primary key by which a row that is there already could be told."
            );
        if (since.Key is { } key)
        {
            var column = model.PrimaryKey.Count == 1 ? model.Definition.FindColumn(model.PrimaryKey[0]) : null;
            if (column is not { Kind: ValueKind.Integer })
                throw Errors.BadSince(
                    model.Name,
                    since.ToString(),
                    "its key is no single number. Give a moment instead."
                );
            return $"{dialect.Quote(column.Name)} > {key.ToString(CultureInfo.InvariantCulture)}";
        }

        var moment = MomentColumns
            .Select(model.Definition.FindColumn)
            .FirstOrDefault(c => c is { Kind: ValueKind.Instant or ValueKind.Timestamp });
        if (moment is null)
            return null;
        // Without zeros at the end: in SQLite a moment is a text, and '10:20:30' sorts before '10:20:30.000000'.
        var text = since.Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        var name = dialect.Quote(moment.Name);
        var condition = $"{name} >= {dialect.Literal(moment, Encoding.ASCII.GetBytes(text))}";
        // A row that doesn't say when it was made may be new.
        return moment.Nullable ? $"({condition} OR {name} IS NULL)" : condition;
    }
}
