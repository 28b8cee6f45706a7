namespace PidMigration.Failures;

/// <summary>The part of the catalogue about the two schemas (PID12xx).</summary>
public static class SchemaErrors
{
    /// <summary>The code of <see cref="TableMissing"/>.</summary>
    internal const string TableMissingCode = "PID1202";

    // PID12xx: schemas

    /// <summary>PID1201: a model that the source doesn't have.</summary>
    public static MigrationException NoSuchModel(string name, IReadOnlyList<string> nearest) =>
        new(
            "PID1201",
            FailureKind.ObjectNotFound,
            $"The source has no model '{name}'."
                + (
                    nearest.Count > 0
                        ? $" Did you mean {string.Join(" or ", nearest)}?"
                        : " Get-PidModel -IncludeInternal lists all models."
                ),
            name
        );

    internal static MigrationException TableMissing(string model, string table, string shown) =>
        new(
            TableMissingCode,
            FailureKind.ObjectNotFound,
            $"{model}: the target has no table '{table}' ({shown}). Create the target's tables first "
                + "(Django: manage.py migrate).",
            model
        );

    internal static MigrationException ColumnMissing(string model, string column, string shown) =>
        new(
            "PID1203",
            FailureKind.InvalidData,
            $"{model}: the target's table has no column '{column}' ({shown}). Migrate both databases "
                + "to the same version of the application (Django: manage.py migrate).",
            model
        );

    internal static MigrationException ColumnExtra(string model, string column, string shown) =>
        new(
            "PID1204",
            FailureKind.InvalidData,
            $"{model}: the target's column '{column}' is not in the source and has no default "
                + $"({shown}). Give it a default, or migrate both databases to the same version.",
            model
        );

    internal static MigrationException NoRule(string model, string column, string from, string to) =>
        new(
            "PID1205",
            FailureKind.NotImplemented,
            $"{model}: column '{column}': there is no lossless conversion from {from} to {to}. Skip "
                + $"the model with Get-PidModel -Exclude {model}.",
            model
        );

    internal static MigrationException NoTables(string shown) =>
        new(
            "PID1206",
            FailureKind.ObjectNotFound,
            $"{shown} has no tables. Check the names of the database and the schema.",
            shown
        );

    internal static MigrationException GeneratedDiffers(string model, string column) =>
        new(
            "PID1207",
            FailureKind.InvalidData,
            $"{model}: the column '{column}' is generated in the target but stored in the source. "
                + "Make it an ordinary column in the target.",
            model
        );

    internal static MigrationException NeedsAllowance(
        string model,
        string column,
        string from,
        string to,
        string name
    ) =>
        new(
            "PID1208",
            FailureKind.NotImplemented,
            $"{model}: column '{column}': converting {from} to {to} changes how the value is "
                + $"represented. Add -Allow {name}, or skip the model with Get-PidModel -Exclude {model}.",
            model
        );

    internal static MigrationException TableShared(
        IReadOnlyList<string> models,
        string model,
        string table,
        string shown
    ) =>
        new(
            "PID1209",
            FailureKind.InvalidData,
            $"{string.Join(" and ", models)} would all be copied into the target's table {table} "
                + $"({shown}), which would mix their rows. Copy one of them, and skip the others with "
                + "Get-PidModel -Exclude.",
            model
        );

    internal static MigrationException ColumnShared(
        string model,
        string first,
        string second,
        string column,
        string shown
    ) =>
        new(
            "PID1210",
            FailureKind.InvalidData,
            $"{model}: the source's columns '{first}' and '{second}' would both be copied into the "
                + $"target's column '{column}' ({shown}). Add a column to the target, or skip the model "
                + $"with Get-PidModel -Exclude {model}.",
            model
        );

    internal static MigrationException TableAmbiguous(
        string model,
        string table,
        IReadOnlyList<string> candidates,
        bool inSchemas,
        string shown
    ) =>
        new(
            "PID1217",
            FailureKind.InvalidData,
            $"{model}: several tables of the target match '{table}': "
                + $"{string.Join(" and ", candidates)} ({shown}). "
                + (
                    inSchemas
                        ? "Add ?search_path=SCHEMA to the target's address."
                        : "Rename one of them to the source's exact spelling."
                ),
            model
        );

    internal static MigrationException ColumnAmbiguous(
        string model,
        string column,
        IReadOnlyList<string> candidates,
        string shown
    ) =>
        new(
            "PID1218",
            FailureKind.InvalidData,
            $"{model}: several columns of the target match '{column}': "
                + $"'{string.Join("' and '", candidates)}' ({shown}). Rename one of them to the source's "
                + "exact spelling.",
            model
        );

    internal static MigrationException NotTransactional(string model, string table, string engine, string name) =>
        new(
            "PID1219",
            FailureKind.InvalidData,
            $"{model}: the target's table {table} uses the storage engine {engine}, which can't roll "
                + $"back. Convert it to InnoDB (ALTER TABLE … ENGINE=InnoDB), or add -Allow {name}; an "
                + "interrupted copy then starts that model over.",
            model
        );

    internal static MigrationException NoColumns(string model) =>
        new(
            "PID1222",
            FailureKind.InvalidData,
            $"{model}: the table has no column that can be copied. Skip it with Get-PidModel -Exclude " + $"{model}.",
            model
        );

    internal static MigrationException Damaged(string model, string side, string what) =>
        new(
            "PID1223",
            FailureKind.InvalidData,
            $"{model}: the {side}'s table is damaged: {what} Rows would be missed. Repair it first "
                + "(SQLite: REINDEX, then PRAGMA integrity_check).",
            model
        );

    internal static MigrationException KeyExcluded(string model, string column) =>
        new(
            "PID1230",
            FailureKind.InvalidArgument,
            $"{model}: the column '{column}' is part of the primary key and can't be excluded: without it, "
                + "rows can't be told apart.",
            model
        );

    internal static MigrationException ExcludedIsRequired(string model, string column, string shown) =>
        new(
            "PID1231",
            FailureKind.InvalidArgument,
            $"{model}: the column '{column}' can't be excluded: the target forbids NULL there and has no "
                + $"default ({shown}). Give it a default, or allow NULL.",
            model
        );
}
