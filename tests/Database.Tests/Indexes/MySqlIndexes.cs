using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Indexes;

public sealed class Indexes_of_MySql : MySqlFamilyIndexes<MySqlServer>
{
    protected override string OwnKeys =>
        "KEY expressed ((lower(c))), UNIQUE KEY expressed_once ((concat(c, 'x'))), KEY members "
        + "((CAST(j->'$.x' AS UNSIGNED ARRAY))), KEY hidden (c, d) INVISIBLE,";

    protected override string OwnTable =>
        "CREATE TABLE own (a int PRIMARY KEY, b int, w varchar(9), v int AS (b + 1) VIRTUAL, KEY computed "
        + "(b, v), UNIQUE KEY unique_computed (v), UNIQUE KEY late ((lower(w))), KEY behind ((upper(w))));";

    protected override bool OwnIsRefused => false;

    protected override string[] Droppable =>
        [
            "not_null",
            "nullable",
            "prefixed",
            "hidden",
            "zz",
            "prefix",
            "it's `odd` (y),",
            "hashed",
            "tree",
            "sized",
            "place",
            "aa",
            "computed",
            "ak",
            "many_ibfk_1",
            "own",
            "self",
            "zk",
        ];

    protected override string[] Kept =>
        ["depended", "expressed_once", "expressed", "members", "held", "words", "more_words"];
}
