using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

public sealed class Keys_from_PostgreSql_to_MySql : CollationContract<MySqlServer>
{
    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Collisions { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["utf8mb4_general_ci"] = ["case", "accent", "space", "s", "emoji"],
            ["utf8mb4_unicode_ci"] = ["case", "accent", "space", "ss", "composed", "kana", "width", "emoji"],
            ["utf8mb4_0900_ai_ci"] = ["case", "accent", "ss", "composed", "kana", "width"],
            ["utf8mb4_0900_as_ci"] = ["case", "composed", "kana", "width"],
            ["utf8mb4_0900_as_cs"] = ["composed"],
            ["utf8mb4_0900_bin"] = [],
            ["utf8mb4_bin"] = ["space"],
        };
}
