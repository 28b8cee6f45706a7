namespace PidMigration.Failures;

/// <summary>The part of the catalogue about the user's rights (PID13xx).</summary>
public static class RightsErrors
{
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
            $"The target {shown} is read-only: {why} Use the primary server, or make it writable.",
            shown,
            inner
        );

    internal static MigrationException NeedsConstraintsOff(string model, string key, string shown) =>
        new(
            "PID1304",
            FailureKind.PermissionDenied,
            $"{model}: the foreign key {key} can't be disabled in this session, and its rows may "
                + $"arrive before the rows that they refer to ({shown}). Connect as a superuser or, if the "
                + "table refers to itself, make the key DEFERRABLE.",
            model
        );

    internal static MigrationException MayNotAskForKeys(string model, string shown, string why, Exception inner) =>
        new(
            "PID1305",
            FailureKind.PermissionDenied,
            $"{model}: the user may not create the temporary table used to check whether the "
                + $"collation of {shown} treats different keys as equal: {why} Grant CREATE TEMPORARY "
                + "TABLES (PostgreSQL: TEMPORARY) on the database, or add -SkipPreflight.",
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
            $"{model}: row security hides rows of {table} from the user ({shown}): "
                + $"{(policies.Count == 0 ? "the table has no policy" : "policy " + string.Join(", ", policies))}. "
                + "Connect as the table's owner (without FORCE ROW LEVEL SECURITY) or as a role with BYPASSRLS.",
            model
        );

    internal static MigrationException ColumnNotReadable(string model, string column, string table, string shown) =>
        new(
            "PID1307",
            FailureKind.PermissionDenied,
            $"{model}: the user may not read the column '{column}' of {table}, or the server doesn't "
                + $"show it ({shown}); it would arrive empty. Grant SELECT on the whole table.",
            model
        );

    internal static MigrationException MayNotStage(string model, string shown, string why, Exception inner) =>
        new(
            "PID1308",
            FailureKind.PermissionDenied,
            $"{model}: the user may not create the temporary table that changed rows are updated from "
                + $"({shown}): {why} Grant CREATE TEMPORARY TABLES (PostgreSQL: TEMPORARY) on the database.",
            model,
            inner
        );

    internal static MigrationException RowSecurity(string thing, string shown, string why, Exception? inner) =>
        new(
            "PID1309",
            FailureKind.PermissionDenied,
            $"Row security hides rows of {thing} from the user ({shown}): {why} Connect as the "
                + "table's owner (without FORCE ROW LEVEL SECURITY) or as a role with BYPASSRLS.",
            thing,
            inner
        );

    internal static MigrationException ColumnsHidden(string model, string table, string shown) =>
        new(
            "PID1310",
            FailureKind.PermissionDenied,
            $"{model}: the user may read only some columns of {table}, and the server doesn't show "
                + $"the others ({shown}). Grant SELECT on the whole table.",
            model
        );
}
