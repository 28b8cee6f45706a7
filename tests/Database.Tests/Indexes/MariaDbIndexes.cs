using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Indexes;

public sealed class Indexes_of_MariaDb : MySqlFamilyIndexes<MariaDbServer>
{
    protected override string OwnKeys => "KEY ignored (c, d) IGNORED,";

    protected override string OwnTable =>
        "CREATE TABLE own (a int PRIMARY KEY, b int, w text, KEY kb (b), UNIQUE KEY long_one (w));";

    protected override bool OwnIsRefused => true;

    protected override string[] Droppable =>
        [
            "not_null",
            "nullable",
            "prefixed",
            "ignored",
            "zz",
            "prefix",
            "it's `odd` (y),",
            "hashed",
            "tree",
            "sized",
            "place",
            "computed",
            "aa",
            "ak",
            "many_ibfk_1",
            "own",
            "self",
            "zk",
        ];

    protected override string[] Kept => ["depended", "held", "words", "more_words"];
}
