using System.Globalization;

namespace PidMigration.Failures;

/// <content>Comparing and synchronizing rows (PID18xx).</content>
public static partial class Errors
{
    internal static MigrationException CompareFailed(string model, string shown, string why, Exception inner) =>
        new(
            "PID1801",
            FailureKind.ReadError,
            $"{model}: {shown} failed during the comparison: {why} Nothing was changed; run the " + "command again.",
            model,
            inner
        );

    internal static MigrationException OrderDiffers(string model, string key) =>
        new(
            "PID1802",
            FailureKind.InvalidData,
            $"{model}: rows near {key} are not in key order, so the two sides can't be compared row "
                + "by row. The key may not be unique, or an index may be damaged: check the table "
                + "(REINDEX, CHECK TABLE).",
            model
        );

    internal static MigrationException TargetMoved(string model, long wanted, long touched) =>
        new(
            "PID1803",
            FailureKind.InvalidOperation,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: of {wanted:N0} rows to change, only {touched:N0} are still as they were "
                    + $"compared: another program writes the target. The batch was rolled back. Stop the "
                    + $"application, then run the command again."
            ),
            model
        );

    internal static MigrationException NotVerified(string model, long missing, long extra, long changed) =>
        new(
            "PID1804",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target differs from what was copied: {missing:N0} rows missing, {extra:N0} "
                    + $"extra, {changed:N0} changed. Compare-PidModel {model} -Detailed lists them, "
                    + $"Sync-PidModel {model} repairs them."
            ),
            model
        );

    internal static MigrationException CannotUpdate(string model, string table) =>
        new(
            "PID1805",
            FailureKind.InvalidOperation,
            $"{model}: rows of {table} can't be updated, because a column besides the key is "
                + "GENERATED ALWAYS; deleting and inserting them would change more than that. Change the "
                + "column's definition, or copy the model again.",
            model
        );

    internal static MigrationException DeleteFollowed(string model, string child, string shown) =>
        new(
            "PID1806",
            FailureKind.InvalidOperation,
            $"{model}: deleting these rows would also delete or change rows of {child}, which refer "
                + $"to them (ON DELETE) ({shown}). The batch was rolled back. Run Sync-PidModel {child} "
                + "first, or connect as a user who may set session_replication_role.",
            model
        );

    internal static MigrationException UpdateFollowed(string model, string child, string shown) =>
        new(
            "PID1807",
            FailureKind.InvalidOperation,
            $"{model}: changing these values would also change rows of {child}, which refer to them "
                + $"(ON UPDATE) ({shown}). The batch was rolled back. Connect as a user who may set "
                + "session_replication_role, or change the key by hand.",
            model
        );
}
