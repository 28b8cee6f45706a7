using Npgsql;
using PidMigration.Databases;
using PidMigration.Databases.PostgreSql;

namespace PidMigration.Core.Tests.Databases.PostgreSql;

/// <summary>What cut connections look like besides a broken stream, as the torture bench met them.</summary>
public sealed class PostgreSqlExceptionTranslatorTests
{
    private static readonly PidMigration.Databases.PostgreSql.PostgreSqlExceptionTranslator Failures = new();

    [Fact]
    public void A_snapshot_lost_with_its_session_counts_as_a_lost_connection()
    {
        var error = new PostgresException(
            "invalid snapshot identifier: \"00000004-00000157-1\"",
            "ERROR",
            "ERROR",
            "22023",
            routine: "ImportSnapshot"
        );
        Assert.Equal(FailureCause.ConnectionLost, Failures.Classify(error));
        Assert.True(Failures.IsTransient(error), $"{error.Message} is not retried.");
    }

    [Fact]
    public void A_COPY_closed_by_the_driver_counts_as_a_lost_connection()
    {
        var error = new ObjectDisposedException("NpgsqlRawCopyStream", "The COPY operation has already ended.");
        Assert.True(Failures.IsTransient(error), $"{error.Message} is not retried.");
    }
}
