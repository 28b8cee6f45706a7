using System.Globalization;

namespace PidMigration.Failures;

/// <content>Copying, counting and clearing rows (PID16xx).</content>
public static partial class Errors
{
    /// <summary>The code of <see cref="Stopped"/>.</summary>
    internal const string StoppedCode = "PID1608";

    /// <summary>The code of <see cref="Rejected"/>.</summary>
    internal const string RejectedCode = "PID1610";

    internal static MigrationException LoadFailed(
        string model,
        string data,
        string why,
        Exception? inner = null,
        int? row = null
    ) =>
        new(
            "PID1601",
            FailureKind.WriteError,
            $"{model}: the target rejected {data}: {why} The batch was rolled back; earlier batches "
                + "are kept. Correct the row or the target, then run Copy-PidModel -Resume.",
            model,
            inner
        )
        {
            Row = row,
            Reason = $"{data}: {why}",
        };

    internal static MigrationException ShortBatch(string model, long sent, long arrived) =>
        new(
            "PID1602",
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: only {arrived:N0} of the batch's {sent:N0} rows were inserted. The batch was "
                    + $"rolled back; earlier batches are kept."
            ),
            model
        );

    internal static MigrationException Orphans(string model, string description) =>
        new(
            "PID1603",
            FailureKind.InvalidData,
            $"{model}: {description}. Copy the missing rows as well, then run Compare-PidModel.",
            model
        );

    internal static MigrationException ReadFailed(string model, string why, Exception inner) =>
        new(
            "PID1604",
            FailureKind.ReadError,
            $"{model}: the source could not be read: {why} Committed rows are kept; run Copy-PidModel "
                + "-Resume to continue after the last committed row.",
            model,
            inner
        );

    internal static MigrationException ClearFailed(string model, string why, Exception inner) =>
        new("PID1605", FailureKind.WriteError, $"{model}: the target's rows could not be deleted: {why}", model, inner);

    internal static MigrationException CountFailed(string model, string why, Exception inner) =>
        new("PID1606", FailureKind.ReadError, $"{model}: the rows could not be counted: {why}", model, inner);

    internal static MigrationException BadValue(string model, string column, string key, string value, string why) =>
        new(
            "PID1607",
            FailureKind.InvalidData,
            $"{model}: column '{column}' of the row {key} contains {value}, which {why}. Correct it "
                + "in the source, then run the command again.",
            model
        )
        {
            Reason = $"column '{column}' contains {value}, which {why}.",
        };

    /// <summary>PID1608: the user stopped the command.</summary>
    public static MigrationException Stopped(string model, long rows) =>
        new(
            StoppedCode,
            FailureKind.OperationStopped,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: stopped. {rows:N0} rows are committed; run Copy-PidModel -Resume to continue after them."
            ),
            model
        );

    internal static MigrationException TargetFull(string shown, string why, Exception inner) =>
        new(
            "PID1609",
            FailureKind.WriteError,
            $"The target {shown} is full: {why} Committed rows are kept. Free some space, then run "
                + "Copy-PidModel -Resume.",
            shown,
            inner
        );

    internal static MigrationException Rejected(string model, long rows, string path) =>
        new(
            RejectedCode,
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target rejected {rows:N0} rows. They are in the rejects file '{path}', "
                    + $"each with its reason; all others are committed."
            ),
            model
        );

    internal static MigrationException LoadStays(string model, string why, Exception inner) =>
        new(
            "PID1611",
            FailureKind.WriteError,
            $"{model}: the target rejected {why} Its table can't roll back and contains a part of the "
                + "batch. Correct the row or the target, then run Copy-PidModel -Resume, which deletes "
                + "these rows and copies the model from the start.",
            model,
            inner
        );
}
