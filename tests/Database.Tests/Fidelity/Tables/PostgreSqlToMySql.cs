namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>PostgreSQL → MariaDB and MySQL: every row of the table in the fidelity rules.</summary>
public sealed class PostgreSqlToMySql : CaseTable
{
    public override IReadOnlyList<Case> Cases { get; } =
    [.. PostgreSqlNumbers.Cases, .. PostgreSqlTexts.Cases, .. PostgreSqlMoments.Cases, .. PostgreSqlOthers.Cases];

    public override string BeforeSource =>
        """
            CREATE EXTENSION hstore;
            CREATE EXTENSION citext;
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine', 'é', '');
            CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN positive AS int CHECK (VALUE > 0);
            CREATE DOMAIN price AS numeric(12,2);
            """;
}
