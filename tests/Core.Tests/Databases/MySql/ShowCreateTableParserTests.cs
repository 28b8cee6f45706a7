using PidMigration.Databases.MySql;

namespace PidMigration.Core.Tests.Databases.MySql;

public sealed class ShowCreateTableParserTests
{
    private const string Text = """
        CREATE TABLE `odd (name` (
          `id` int NOT NULL AUTO_INCREMENT COMMENT 'a), KEY `no` (x',
          `d``e` enum('it''s','\\',',') DEFAULT '\'),(',
          `v` int GENERATED ALWAYS AS ((`id` + 1)) VIRTUAL,
          PRIMARY KEY (`id`),
          UNIQUE KEY `u,(` (`d``e`(3) DESC,`id`) COMMENT 'x\ny',
          KEY `f` ((lower(`d``e`))),
          FULLTEXT KEY `w` (`d``e`),
          CONSTRAINT `c` FOREIGN KEY (`id`) REFERENCES `p` (`id`) ON DELETE CASCADE,
          CONSTRAINT `k FOREIGN KEY ` CHECK ((`id` > 0))
        ) ENGINE=InnoDB COMMENT='ENGINE=MyISAM)'
        """;

    [Fact]
    public void Quotes_and_brackets_in_names_and_texts_separate_nothing()
    {
        var table = new ShowCreateTableParser(Text);
        Assert.Equal(9, table.Clauses.Count);
        Assert.Equal("ENGINE=InnoDB COMMENT='ENGINE=MyISAM)'", table.Options);
        Assert.Equal(["PRIMARY", "u,(", "f", "w", "c"], TableKey.All(table).Select(k => k.Name));
        Assert.Equal(
            [TableKeyKind.Primary, TableKeyKind.Unique, TableKeyKind.Plain, TableKeyKind.Other, TableKeyKind.Foreign],
            TableKey.All(table).Select(k => k.Kind)
        );
        var unique = TableKey.All(table)[1];
        Assert.Equal(["d`e", "id"], unique.Columns);
        Assert.True(unique.HasPrefix, $"No prefix was found in {unique.Clause}.");
        Assert.Equal(@"UNIQUE KEY `u,(` (`d``e`(3) DESC,`id`) COMMENT 'x\ny'", unique.Clause);
        Assert.Empty(TableKey.All(table)[2].Columns);
    }

    [Fact]
    public void A_truncated_statement_is_an_error() =>
        Assert.Throws<FormatException>(() => new ShowCreateTableParser("CREATE TABLE `x` (`a` int COMMENT 'x)"));
}
