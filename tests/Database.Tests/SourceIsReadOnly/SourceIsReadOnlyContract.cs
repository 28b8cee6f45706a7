using PidMigration.Comparing;
using PidMigration.Copying;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.SourceIsReadOnly;

/// <summary>With an administrator's rights, and whatever a user says: the source is read, never written.</summary>
public abstract class SourceIsReadOnlyContract<TServer>
    where TServer : TestServer, new()
{
    private static readonly string[] Escapes =
    [
        "1 = 1); DELETE FROM thing; --",
        "1 = 1; DELETE FROM thing",
        "1 = 1; DELETE FROM thing; --\n",
        "1 = 1) OR (1 = 1",
        "1 = 1) --",
        "1 = 1) /*",
        "1 = 1 /*",
        "1 = 1 THEN 1 END FROM thing; DELETE FROM thing; --",
        "1 = 1) UNION SELECT name, id FROM thing WHERE (1 = 1",
        "name = 'a",
        ";",
        "1 = 1;",
        "EXISTS (DELETE FROM thing)",
        "EXISTS (WITH gone AS (DELETE FROM thing RETURNING 1) SELECT 1 FROM gone)",
        "id = ?",
        "id = :id",
        "id = $1",
    ];

    private protected readonly TServer Server = new();

    [Fact]
    public async Task A_condition_that_escapes_its_place_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        var unlocking = Unlock.Select(u => $"1 = 1); {u} DELETE FROM thing; SELECT id FROM thing WHERE (1 = 1");
        await EachAsync([.. Escapes, .. unlocking, .. OwnEscapes], where => RefusedAsync(pair, where));
    }

    [Fact]
    public async Task A_condition_that_writes_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        await pair.Source.RunAsync(Writers);
        // A target that can't roll back is refused before its turn comes.
        await pair.Target.RunAsync(Writers.Replace("ENGINE = MyISAM", "", StringComparison.Ordinal));
        await EachAsync(Writing, where => RefusedAsync(pair, where));
    }

    [Fact]
    public async Task A_condition_with_quoted_special_characters_is_accepted()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        string[] common =
        [
            "id = 2 -- DELETE FROM thing;",
            "id = 2 /* ; ) ' */",
            "name = 'b' AND name <> ';) --'",
            "name = 'b' AND name <> '/*'",
            "\nid =\n2\n",
            "id IN (SELECT id FROM thing WHERE name = 'b')",
        ];
        await EachAsync([.. common, .. OwnHarmless], where => AcceptedAsync(pair, where));
    }

    [Fact]
    public async Task No_address_option_makes_the_source_writable()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        var token = TestContext.Current.CancellationToken;
        foreach (var option in Options)
        {
            var address = AddressParser.Parse(pair.Source.Url + "?" + option);
            await using var snapshot = await new Databases.Database(address).OpenSnapshotAsync(token);
            foreach (var sql in (string[])["COMMIT", "DELETE FROM thing"])
                try
                {
                    await snapshot.ScalarAsync(sql, token);
                }
                catch (System.Data.Common.DbException)
                {
                    // Refused, as it has to be; what counts is what the source holds.
                }

            Assert.Equal((option, 3), (option, await pair.Source.CountAsync(RefusalFixture.Thing)));
        }
    }

    /// <summary>Statements that would lift the ban.</summary>
    private protected abstract IEnumerable<string> Unlock { get; }

    /// <summary>More ways out of a condition.</summary>
    private protected virtual IEnumerable<string> OwnEscapes => [];

    /// <summary>More that looks like one, and is none; all of it means the row b.</summary>
    private protected virtual IEnumerable<string> OwnHarmless => [];

    /// <summary>DDL for what writes when it is read.</summary>
    private protected abstract string Writers { get; }

    /// <summary>Conditions that use it.</summary>
    private protected abstract IEnumerable<string> Writing { get; }

    /// <summary>Options that ask for more than reading.</summary>
    private protected abstract IEnumerable<string> Options { get; }

    /// <summary>SQL for all that could have been written, line by line.</summary>
    private protected virtual string State => "SELECT name FROM thing ORDER BY id;";

    /// <summary>
    /// Every command that takes the condition refuses it in one line, and both sides stay as they were.
    /// </summary>
    private async Task RefusedAsync(RefusalFixture pair, string where)
    {
        var token = TestContext.Current.CancellationToken;
        var session = new MigrationSession(pair.Source.Address, pair.Target.Address);
        var before = (await StateAsync(pair.Source), await StateAsync(pair.Target));
        (string Name, bool Comparing, Func<Task> Run)[] ways =
        [
            ("copy", false, () => ProductCopy.CopyAsync(pair.Source, pair.Target, new CopyOptions { Where = where })),
            (
                "copy without pre-flight",
                false,
                () =>
                    ProductCopy.CopyAsync(
                        pair.Source,
                        pair.Target,
                        new CopyOptions { Where = where, SkipPreflight = true }
                    )
            ),
            (
                "schema",
                false,
                async () =>
                {
                    await foreach (
                        var finding in session.CompareSchemaAsync([], new CopyOptions { Where = where }, token)
                    )
                        Assert.NotNull(finding);
                }
            ),
            (
                "compare",
                true,
                () => ProductCompare.CompareAsync(pair.Source, pair.Target, new CompareOptions { Where = where })
            ),
            (
                "compare -Fast",
                true,
                () =>
                    ProductCompare.CompareAsync(
                        pair.Source,
                        pair.Target,
                        new CompareOptions { Where = where, Fast = true }
                    )
            ),
            (
                "sync",
                true,
                () => ProductCompare.SyncAsync(pair.Source, pair.Target, new CompareOptions { Where = where })
            ),
        ];
        foreach (var (name, comparing, run) in ways)
        {
            var thrown = await Record.ExceptionAsync(run);
            var error = thrown as MigrationException;
            // A comparison reads later: what writes only when it is run fails there, not before.
            var expected = comparing ? (string[])["PID1402", "PID1801"] : ["PID1402"];
            if (error is null || !expected.Contains(error.Code))
                Assert.Fail($"{name} -Where \"{where}\": {thrown?.ToString() ?? "went through"}");
            Assert.DoesNotContain('\n', error.Message);
            Assert.Equal(
                (name, where, before),
                (name, where, (await StateAsync(pair.Source), await StateAsync(pair.Target)))
            );
        }
    }

    /// <summary>The condition selects the row b alone, for a copy as for a comparison.</summary>
    private static async Task AcceptedAsync(RefusalFixture pair, string where)
    {
        var copied = await ProductCopy.CopyAsync(pair.Source, pair.Target, new CopyOptions { Where = where });
        Assert.Equal((where, 1L), (where, copied["thing"].Rows));
        Assert.Equal([where, "b"], [where, .. await pair.Target.LinesAsync("SELECT name FROM thing ORDER BY id;")]);
        var options = new CompareOptions { Where = where };
        var compared = (await ProductCompare.CompareAsync(pair.Source, pair.Target, options)).Results[0];
        Assert.Equal((where, CompareStatus.Equal, 1L), (where, compared.Status, compared.Rows));
    }

    /// <summary>Tries all of them; a failure names every one that failed.</summary>
    private static Task EachAsync(IEnumerable<string> conditions, Func<string, Task> check) =>
        Assert.MultipleAsync([.. conditions.Select(where => (Func<Task>)(() => check(where)))]);

    private async Task<string> StateAsync(TestDatabase database) => string.Join('\n', await database.LinesAsync(State));
}
