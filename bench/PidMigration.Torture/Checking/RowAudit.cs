using System.Security.Cryptography;
using System.Text;
using PidDatabase.Schema;
using PidMigration.Bench.Checking;
using PidMigration.Bench.Servers;

namespace PidMigration.Torture.Checking;

/// <summary>
/// Every value of every table that is copied, read by the servers' own clients: nothing of the product has a hand in
/// it.
/// </summary>
/// <param name="source">The server with the source.</param>
/// <param name="sourceDatabase">The source.</param>
internal sealed class RowAudit(Server source, string sourceDatabase)
{
    // What a migration copies: Django's own bookkeeping stays, and the custom sequence is set, not copied.
    private static readonly Table[] Tables =
    [
        .. PidSchema.Tables.Where(table =>
            table.Name is not ("django_migrations" or "django_session" or "sequences_sequence")
        ),
    ];

    private Dictionary<string, string> _fingerprints = [];

    /// <summary>Reads the source, once.</summary>
    public async Task ReadSourceAsync(CancellationToken cancellationToken) =>
        _fingerprints = await FingerprintAsync(source, sourceDatabase, cancellationToken);

    /// <summary>The tables of the source that are not what they were: it may never be written.</summary>
    public async Task<IReadOnlyList<string>> TouchedAsync(CancellationToken cancellationToken)
    {
        var now = await FingerprintAsync(source, sourceDatabase, cancellationToken);
        return [.. now.Where(pair => _fingerprints[pair.Key] != pair.Value).Select(pair => pair.Key)];
    }

    /// <summary>What is wrong in a target, definitions aside.</summary>
    /// <param name="target">Its server.</param>
    /// <param name="database">The target.</param>
    /// <param name="tell">Gets one line per table that differs.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<Damage> CheckAsync(
        Server target,
        string database,
        Action<string> tell,
        CancellationToken cancellationToken
    )
    {
        var damage = Damage.None;
        var there = await FingerprintAsync(target, database, cancellationToken);
        foreach (var table in Tables.Where(table => _fingerprints[table.Name] != there[table.Name]))
        {
            var found = await RowComparison.CountAsync(
                source,
                sourceDatabase,
                target,
                database,
                table,
                cancellationToken
            );
            var one = new Damage(found.Missing, found.Extra, found.Changed, 0);
            tell($"{table.Name}: {one}");
            damage += one;
        }
        return damage;
    }

    // The same text on every engine for the same rows, so one hash a table tells whether all is well.
    private static async Task<Dictionary<string, string>> FingerprintAsync(
        Server server,
        string database,
        CancellationToken cancellationToken
    )
    {
        var fingerprints = new Dictionary<string, string>();
        foreach (var table in Tables)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var rows = RowStream.Start(server.Command(database, server.CanonicalRows(table)));
            var count = 0L;
            for (; await rows.ReadAsync(cancellationToken) is { } row; count++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(row));
                hash.AppendData("\n"u8);
            }
            await rows.FinishAsync(cancellationToken);
            fingerprints[table.Name] = $"{count} {Convert.ToHexString(hash.GetHashAndReset())}";
        }
        return fingerprints;
    }
}
