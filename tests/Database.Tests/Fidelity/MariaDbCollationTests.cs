using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

public sealed class Keys_from_PostgreSql_to_MariaDb : CollationContract<MariaDbServer>
{
    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Collisions { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["utf8mb4_general_ci"] = ["case", "accent", "space", "s", "emoji"],
            ["utf8mb4_unicode_ci"] = ["case", "accent", "space", "ss", "composed", "kana", "width", "emoji"],
            ["utf8mb4_unicode_520_ci"] = ["case", "accent", "space", "ss", "composed", "kana", "width"],
            ["utf8mb4_unicode_nopad_ci"] = ["case", "accent", "ss", "composed", "kana", "width", "emoji"],
            ["uca1400_ai_ci"] = ["case", "accent", "space", "ss", "composed", "kana", "width"],
            ["uca1400_as_cs"] = ["space", "composed"],
            ["utf8mb4_bin"] = ["space"],
            ["utf8mb4_nopad_bin"] = [],
        };
}
