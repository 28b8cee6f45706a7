using System.Globalization;

namespace PidMigration.Failures;

/// <summary>
/// The catalogue of errors. Each method makes one error: its code, its kind, and one line that says what happened and
/// what to do. This file has the parameters of commands (PID14xx) and targets that contain rows (PID15xx); further
/// files have connections, copying, sequences and comparing. <see cref="ParameterErrors"/>, <see cref="SchemaErrors"/>
/// and <see cref="LedgerErrors"/> belong to the catalogue, too. docs/errors.md is generated from it.
/// </summary>
public static partial class Errors
{
    // PID14xx: parameters

    internal static MigrationException BadBatchSize(long size) =>
        new(
            "PID1401",
            FailureKind.InvalidArgument,
            string.Create(
                CultureInfo.InvariantCulture,
                $"-BatchSize {size} is invalid: a batch has at least one row. Use 1 or more, or omit " + $"-BatchSize."
            ),
            size
        );

    internal static MigrationException BadWhere(string model, string side, string where, string why, Exception inner) =>
        new(
            "PID1402",
            FailureKind.InvalidArgument,
            $"{model}: the {side} rejects -Where \"{where.ReplaceLineEndings(" ")}\": {why} Use one "
                + "condition that only reads, as it would follow WHERE.",
            model,
            inner
        );

    internal static MigrationException BadSince(string model, string since, string why) =>
        new("PID1403", FailureKind.InvalidArgument, $"{model}: -Since {since} can't be used: {why}", model);

    internal static MigrationException BadAllowance(string text, string names) =>
        new(
            "PID1404",
            FailureKind.InvalidArgument,
            $"-Allow '{text}' is not a change that can be allowed. Use one of: {names}; for one "
                + "column only, use model.column=name.",
            text
        );

    internal static MigrationException RejectsUnwritable(string path, string why, Exception inner) =>
        new(
            "PID1405",
            FailureKind.InvalidArgument,
            $"The rejects file '{path}' can't be written: {why} Use another file with -RejectsPath.",
            path,
            inner
        );

    /// <summary>PID1406: -Since keeps the target's rows, -ClearTarget deletes them.</summary>
    public static MigrationException SinceClears() =>
        new(
            "PID1406",
            FailureKind.InvalidArgument,
            "-Since keeps the target's rows and -ClearTarget deletes them. Use one of the two."
        );

    /// <summary>PID1407: -Resume continues with the target's rows, -ClearTarget deletes them.</summary>
    public static MigrationException ResumeClears() =>
        new(
            "PID1407",
            FailureKind.InvalidArgument,
            "-Resume continues with the target's rows and -ClearTarget deletes them. Use one of the " + "two."
        );

    // PID15xx: the target contains rows

    /// <summary>PID1501: the target contains rows, and the session isn't interactive.</summary>
    public static MigrationException TargetHoldsRows(string model, long rows, string shown) =>
        new(
            "PID1501",
            FailureKind.InvalidOperation,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target already contains {rows:N0} rows ({shown}), and this session is not "
                    + $"interactive. Add -ClearTarget -Confirm:$false to delete them first, or -Since to add "
                    + $"only new rows."
            ),
            model
        );

    internal static MigrationException ParentNotCopied(string model, string parent, string why) =>
        new(
            "PID1502",
            FailureKind.InvalidOperation,
            $"{model} refers to {parent}, which {why}. Copy {parent} as well, or add -WithoutParent "
                + "to use the rows that the target has.",
            model
        );

    /// <summary>PID1503: other rows refer to the rows that would be deleted.</summary>
    public static MigrationException ClearBlocked(string model, string dependents, string shown) =>
        new(
            "PID1503",
            FailureKind.InvalidOperation,
            $"{model} can't be cleared: {dependents} in the target refer to it ({shown}). Clear those "
                + "as well, or add -LeaveDangling to leave their references dangling.",
            model
        );

    /// <summary>PID1504: a question in a session that isn't interactive.</summary>
    public static MigrationException CannotAsk(string question) =>
        new(
            "PID1504",
            FailureKind.InvalidOperation,
            $"This session is not interactive, so it can't ask: \"{question}\". Add -Confirm:$false " + "to answer yes."
        );

    internal static MigrationException ClearFollowed(string model, string dependents, string shown) =>
        new(
            "PID1510",
            FailureKind.InvalidOperation,
            $"{model} can't be cleared: the target would also delete or change {dependents}, which "
                + $"refer to its rows (ON DELETE) and are not among the chosen models ({shown}). Choose "
                + "those as well, or connect as a user who may set session_replication_role.",
            model
        );
}
