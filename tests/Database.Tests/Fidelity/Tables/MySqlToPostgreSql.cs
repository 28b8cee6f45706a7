namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>MariaDB and MySQL → PostgreSQL.</summary>
public sealed class MySqlToPostgreSql : CaseTable
{
    public override IReadOnlyList<Case> Cases { get; } =
    [.. MySqlNumbers.Cases, .. MySqlTexts.Cases, .. MySqlMoments.Cases];

    public override string BeforeTarget =>
        """
            CREATE EXTENSION citext;
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine', 'é', '');
            CREATE DOMAIN price AS numeric(12,2);
            """;
}
