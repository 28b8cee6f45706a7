using System.Globalization;
using System.Numerics;

namespace PidMigration.Failures;

/// <content>Raising sequences (PID17xx).</content>
public static partial class Errors
{
    internal static MigrationException MayNotRaise(string counter, string shown, string why, Exception inner) =>
        new(
            "PID1701",
            FailureKind.PermissionDenied,
            $"The user may not raise the sequence {counter} in {shown}: {why} Grant ALTER on its "
                + "table (MySQL, MariaDB), or on the sequence SELECT and INSERT (MariaDB) or SELECT and "
                + "UPDATE (PostgreSQL).",
            counter,
            inner
        );

    internal static MigrationException CounterFailed(string counter, string why, Exception inner) =>
        new("PID1702", FailureKind.WriteError, $"The sequence {counter} could not be raised: {why}", counter, inner);

    internal static MigrationException CounterBelow(string counter, BigInteger wanted, BigInteger arrived) =>
        new(
            "PID1703",
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The sequence {counter} is at {arrived} after it was set to {wanted}. Set it by hand "
                    + $"before the application writes."
            ),
            counter
        );

    internal static MigrationException CounterEnds(
        string counter,
        BigInteger wanted,
        string limitedBy,
        BigInteger end
    ) =>
        new(
            "PID1704",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The sequence {counter} has to reach {wanted}, but {limitedBy} ends at {end}. Nothing was "
                    + $"changed. Widen it in the target before the application writes."
            ),
            counter
        );
}
