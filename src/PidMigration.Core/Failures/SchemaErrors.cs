namespace PidMigration.Failures;

/// <summary>The catalogue's chapter of what the two databases are, and what we may do in them (PID12xx, PID13xx).</summary>
public static class SchemaErrors
{
    // PID12xx: do the two fit?

    /// <summary>PID1201: no model is called that.</summary>
    public static MigrationException NoSuchModel(string name, IReadOnlyList<string> nearest) =>
        new(
            "PID1201",
            FailureKind.ObjectNotFound,
            $"The source has no model '{name}'."
                + (
                    nearest.Count > 0
                        ? $" Did you mean {string.Join(" or ", nearest)}?"
                        : " Get-PidModel -IncludeInternal lists those it has."
                ),
            name
        );

    /// <summary>The code of <see cref="TableMissing"/>.</summary>
    internal const string TableMissingCode = "PID1202";

    internal static MigrationException TableMissing(string model, string table, string shown) =>
        new(
            TableMissingCode,
            FailureKind.ObjectNotFound,
            $"{model}: the target has no table '{table}' ({shown}). Create the target's tables first (Django: manage.py migrate).",
            model
        );

    internal static MigrationException ColumnMissing(string model, string column, string shown) =>
        new(
            "PID1203",
            FailureKind.InvalidData,
            $"{model}: the target's table has no column '{column}' ({shown}). Bring both databases to the same version of the application (Django: manage.py migrate).",
            model
        );

    internal static MigrationException ColumnExtra(string model, string column, string shown) =>
        new(
            "PID1204",
            FailureKind.InvalidData,
            $"{model}: the target's column '{column}' has neither a counterpart in the source nor a default ({shown}). Give it a default, or bring both databases to the same version.",
            model
        );

    internal static MigrationException NoRule(string model, string column, string from, string to) =>
        new(
            "PID1205",
            FailureKind.NotImplemented,
            $"{model}: no rule carries {from} into {to} (column '{column}') without changing values. Leave the model out with Get-PidModel -Exclude {model}.",
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
            $"{model}: {from} goes into {to} (column '{column}') only in another form. Add -Allow {name}, or leave the model out with Get-PidModel -Exclude {model}.",
            model
        );

    internal static MigrationException NoTables(string shown) =>
        new(
            "PID1206",
            FailureKind.ObjectNotFound,
            $"{shown} has no tables. Check the name of the database (and of the schema).",
            shown
        );

    internal static MigrationException GeneratedDiffers(string model, string column) =>
        new(
            "PID1207",
            FailureKind.InvalidData,
            $"{model}: the target computes the column '{column}', the source stores it. Make it an ordinary column in the target.",
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
            $"{string.Join(" and ", models)} would all go into the target's table {table}, and their rows be mixed ({shown}). Copy one of them, and leave the others out with Get-PidModel -Exclude.",
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
            $"{model}: the source's columns '{first}' and '{second}' would both go into the target's column '{column}' ({shown}). Give the target a column for each, or leave the model out with Get-PidModel -Exclude {model}.",
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
            $"{model}: which of the target's tables is meant by '{table}' can't be told: {string.Join(" or ", candidates)} ({shown}). "
                + (
                    inSchemas
                        ? "Add ?search_path=SCHEMA to the target's address to name the schema."
                        : "Rename one of them, so that one is spelled as in the source."
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
            $"{model}: which of the target's columns is meant by '{column}' can't be told: '{string.Join("' or '", candidates)}' ({shown}). Rename one of them, so that one is spelled as in the source.",
            model
        );

    internal static MigrationException NotTransactional(string model, string table, string engine, string name) =>
        new(
            "PID1219",
            FailureKind.InvalidData,
            $"{model}: the target's table {table} is a {engine} table: what is written into it can't be rolled back. Make it an InnoDB table (ALTER TABLE … ENGINE=InnoDB), or add -Allow {name}: then a copy that breaks off starts that model over.",
            model
        );

    internal static MigrationException NoColumns(string model) =>
        new(
            "PID1222",
            FailureKind.InvalidData,
            $"{model}: it has no column that could be copied. Leave it out with Get-PidModel -Exclude {model}.",
            model
        );

    internal static MigrationException Damaged(string model, string side, string what) =>
        new(
            "PID1223",
            FailureKind.InvalidData,
            $"{model}: the {side}'s table is damaged: {what} Rows would be left out. Repair it first (SQLite: REINDEX, then PRAGMA integrity_check).",
            model
        );

    // PID13xx: may we?

    internal static MigrationException MayNotRead(string thing, string shown, string why, Exception? inner = null) =>
        new(
            "PID1301",
            FailureKind.PermissionDenied,
            $"The user may not read {thing} in {shown}: {why} Grant SELECT on it.",
            thing,
            inner
        );

    internal static MigrationException MayNotWrite(string thing, string shown, string why, Exception? inner = null) =>
        new(
            "PID1302",
            FailureKind.PermissionDenied,
            $"The user may not write {thing} in {shown}: {why} Grant SELECT, INSERT and DELETE on it.",
            thing,
            inner
        );

    internal static MigrationException ReadOnlyTarget(string shown, string why, Exception? inner = null) =>
        new(
            "PID1303",
            FailureKind.PermissionDenied,
            $"The target {shown} is read-only: {why} Name the primary server, or make it writable.",
            shown,
            inner
        );

    internal static MigrationException NeedsConstraintsOff(string model, string key, string shown) =>
        new(
            "PID1304",
            FailureKind.PermissionDenied,
            $"{model}: the foreign key {key} can't be switched off in our session, and its rows refer to rows that may come later ({shown}). Connect as a superuser, or, for a key of the table on itself, make it DEFERRABLE.",
            model
        );

    internal static MigrationException MayNotAskForKeys(string model, string shown, string why, Exception inner) =>
        new(
            "PID1305",
            FailureKind.PermissionDenied,
            $"{model}: the user may not make the temporary table in which {shown} is asked whether its collation takes two keys for one: {why} Grant CREATE TEMPORARY TABLES (PostgreSQL: TEMPORARY) on the database, or add -SkipPreflight.",
            model,
            inner
        );

    internal static MigrationException RowsHidden(
        string model,
        string table,
        IReadOnlyList<string> policies,
        string shown
    ) =>
        new(
            "PID1306",
            FailureKind.PermissionDenied,
            $"{model}: row security hides rows of {table} from the user ({shown}), by {(policies.Count == 0 ? "having no policy" : "the policy " + string.Join(", ", policies))}. Connect as the table's owner (without FORCE ROW LEVEL SECURITY) or as a role with BYPASSRLS.",
            model
        );

    internal static MigrationException RowSecurity(string thing, string shown, string why, Exception? inner) =>
        new(
            "PID1309",
            FailureKind.PermissionDenied,
            $"Row security hides rows of {thing} from the user ({shown}): {why} Connect as the table's owner (without FORCE ROW LEVEL SECURITY) or as a role with BYPASSRLS.",
            thing,
            inner
        );

    internal static MigrationException ColumnsHidden(string model, string table, string shown) =>
        new(
            "PID1310",
            FailureKind.PermissionDenied,
            $"{model}: the user may read some columns of {table} only ({shown}), and isn't shown the others. Grant SELECT on the whole table.",
            model
        );

    internal static MigrationException ColumnNotReadable(string model, string column, string table, string shown) =>
        new(
            "PID1307",
            FailureKind.PermissionDenied,
            $"{model}: the user may not read, or isn't shown, the column '{column}' of {table} ({shown}), and it would arrive empty. Grant SELECT on the whole table.",
            model
        );

    internal static MigrationException MayNotStage(string model, string shown, string why, Exception inner) =>
        new(
            "PID1308",
            FailureKind.PermissionDenied,
            $"{model}: the user may not make the temporary table out of which changed rows are updated ({shown}): {why} Grant CREATE TEMPORARY TABLES (PostgreSQL: TEMPORARY) on the database.",
            model,
            inner
        );
}
