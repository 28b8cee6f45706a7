using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.SourceIsReadOnly;

public abstract class MySqlFamilySourceIsReadOnly<TServer> : SourceIsReadOnlyContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    private protected override IEnumerable<string> Unlock =>
        [
            "",
            "COMMIT;",
            "COMMIT; SET SESSION TRANSACTION READ WRITE;",
            "COMMIT; START TRANSACTION READ WRITE;",
            "ROLLBACK; SET @@session.transaction_read_only = 0;",
            "SET TRANSACTION READ WRITE;",
            "TRUNCATE TABLE thing;",
        ];

    private protected override IEnumerable<string> OwnEscapes =>
        [
            "1 = 1) INTO OUTFILE '/tmp/pidmigration_escaped' -- ",
            "1 = 1 /*! ) */",
            "1 = 1) #",
            "1 = 1 /*!; DELETE FROM thing */",
            "name = \"",
            "name = `",
            "1 = 1) INTO @x -- ",
            "id = @x := 1) FOR UPDATE; -- ",
        ];

    private protected override IEnumerable<string> OwnHarmless =>
        [
            "name = 'b' AND name <> '\\'); DELETE FROM thing; -- '",
            "name = \"b\" AND name <> \"'); DELETE\"",
            "id = 2 # ; DELETE FROM thing",
            "`name` = 'b'",
            "id = 2 /*! AND 1 = 1 */",
        ];

    private protected override string Writers =>
        """
            CREATE TABLE written (a integer); CREATE TABLE plain (a integer) ENGINE = MyISAM;
            DELIMITER //
            CREATE FUNCTION writes() RETURNS INTEGER DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO written
                VALUES (1); RETURN 1; END//
            CREATE FUNCTION writes_plain() RETURNS INTEGER DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO plain
                VALUES (1); RETURN 1; END//
            CREATE FUNCTION lies() RETURNS INTEGER DETERMINISTIC NO SQL BEGIN DELETE FROM thing; RETURN 1; END//
            CREATE FUNCTION unlocks() RETURNS INTEGER DETERMINISTIC MODIFIES SQL DATA
                BEGIN SET SESSION TRANSACTION READ WRITE; DELETE FROM thing; RETURN 1; END//
            DELIMITER ;

            """;

    private protected override IEnumerable<string> Writing =>
        ["writes() = 1", "writes_plain() = 1", "lies() = 1", "unlocks() = 1"];

    private protected override IEnumerable<string> Options =>
        ["AllowUserVariables=true", "Pooling=true", "UseAffectedRows=true"];

    private protected override string State =>
        """
            SELECT name FROM thing ORDER BY id;
            SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1;
            CHECKSUM TABLE thing, written, plain;
            """;
}

public sealed class MySql_source_is_read_only : MySqlFamilySourceIsReadOnly<MySqlServer>;

public sealed class MariaDb_source_is_read_only : MySqlFamilySourceIsReadOnly<MariaDbServer>
{
    private protected override string Writers => base.Writers + "CREATE SEQUENCE counter;";

    private protected override IEnumerable<string> Writing =>
        [.. base.Writing, "NEXTVAL(counter) > 0", "NEXT VALUE FOR counter > 0", "SETVAL(counter, 7) > 0"];

    private protected override string State => base.State + "CHECKSUM TABLE counter EXTENDED;";
}
