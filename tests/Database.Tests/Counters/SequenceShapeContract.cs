using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Sequences;

namespace PidMigration.Database.Tests.Counters;

/// <summary>Sequences that don't just count from 1 upward by 1.</summary>
public abstract class SequenceShapeContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Theory]
    // Steps are kept: the next number is one that the sequence would have come to.
    [InlineData("", 40, "INCREMENT BY 10", 1, "51")]
    [InlineData("INCREMENT BY 2", 20, "INCREMENT BY 2", 1, "41")]
    // Nothing is lowered: what wasn't drawn from yet begins where it would have.
    [InlineData("", 40, "START WITH 1000 MINVALUE 1000", 0, "1000")]
    [InlineData("", 40, "START WITH 1000", 3, "1003")]
    // Downward.
    [InlineData(
        "INCREMENT BY -1 START WITH -1 MINVALUE -1000 MAXVALUE -1",
        40,
        "INCREMENT BY -1 START WITH -1 MINVALUE -1000 MAXVALUE -1",
        1,
        "-41"
    )]
    [InlineData(
        "INCREMENT BY -1 START WITH -1 MINVALUE -1000 MAXVALUE -1",
        3,
        "INCREMENT BY -5 START WITH 20 MINVALUE -1000 MAXVALUE 20",
        20,
        "-80"
    )]
    // The other way round: what the source issued lies behind.
    [InlineData("", 40, "INCREMENT BY -1 START WITH -1 MINVALUE -1000 MAXVALUE -1", 2, "-3")]
    [InlineData("INCREMENT BY -1 START WITH -1 MINVALUE -1000 MAXVALUE -1", 40, "", 2, "3")]
    // A long way is jumped, not drawn.
    [InlineData("START WITH 5000000000", 1, "", 1, "5000000001")]
    [InlineData("START WITH 5000000000", 1, "INCREMENT BY 7", 1, "5000000013")]
    public async Task The_next_key_is_a_new_one(string ours, int drawn, string theirs, int drawnThere, string next)
    {
        await using var source = await MakeAsync(_from, ours);
        await using var target = await MakeAsync(_into, theirs);
        for (var i = 0; i < drawn; i++)
            await source.RunAsync("INSERT INTO ticket (note) VALUES ('x');");
        await source.RunAsync("DELETE FROM ticket;");
        if (drawnThere > 0)
            await SequenceSql.DrawAsync(target, "s", drawnThere);
        var raised = Assert.Single(await ProductCopy.RaiseAsync(source, target));
        Assert.Equal(raised.New, Assert.Single(await ProductCopy.RaiseAsync(source, target)).New);
        Assert.Equal(next, await SequenceSql.InsertAsync(target, "ticket"));
    }

    [Fact]
    public async Task A_sequence_that_ends_too_early_is_an_error()
    {
        await using var source = await MakeAsync(_from, "");
        await using var target = await MakeAsync(_into, "MAXVALUE 39");
        await SequenceSql.DrawAsync(source, "s", 40);
        var error = await Assert.ThrowsAsync<MigrationException>(() => ProductCopy.RaiseAsync(source, target));
        Assert.Equal("PID1704", error.Code);
        Assert.Contains("40", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await SequenceSql.InsertAsync(target, "ticket"));
    }

    [Fact]
    public async Task A_sequence_can_be_raised_to_its_very_end()
    {
        await using var source = await MakeAsync(_from, "");
        await using var target = await MakeAsync(_into, "MAXVALUE 40");
        await SequenceSql.DrawAsync(source, "s", 40);
        Assert.Equal(40, Assert.Single(await ProductCopy.RaiseAsync(source, target)).New);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SequenceSql.InsertAsync(target, "ticket"));
    }

    [Fact]
    public async Task A_cycling_sequence_is_reported()
    {
        await using var source = await MakeAsync(_from, "");
        await using var target = await MakeAsync(_into, "MAXVALUE 50 CYCLE");
        await SequenceSql.DrawAsync(source, "s", 40);
        // It has begun again already.
        await SequenceSql.DrawAsync(target, "s", 52);
        var raised = Assert.Single(await ProductCopy.RaiseAsync(source, target));
        Assert.Contains("CYCLE", raised.Remark, StringComparison.Ordinal);
        Assert.Equal("41", await SequenceSql.InsertAsync(target, "ticket"));
    }

    [Fact]
    public async Task Numbers_cached_by_a_server_or_session_are_accounted_for()
    {
        await using var source = await MakeAsync(_from, "");
        await using var target = await MakeAsync(_into, "");
        await SequenceSql.DrawAsync(source, "s", 40);
        // A session has drawn one number and was given a hundred; MariaDB keeps the others for whoever comes next.
        await target.RunAsync("ALTER SEQUENCE s CACHE 100;");
        await SequenceSql.DrawAsync(target, "s");
        var raised = Assert.Single(await ProductCopy.RaiseAsync(source, target));
        if (_into is PostgreSqlServer)
            Assert.Contains("CACHE 100", raised.Remark, StringComparison.Ordinal);
        Assert.Equal(_into is PostgreSqlServer ? "101" : "41", await SequenceSql.InsertAsync(target, "ticket"));
    }

    [Fact]
    public async Task A_computed_default_without_a_counter_is_reported()
    {
        await using var source = await MakeAsync(_from, "");
        await using var target = await MakeAsync(_into, "");
        var next = SequenceSql.Default(_into, "c");
        await target.RunAsync(
            SequenceSql.Create(_into, "c")
                + $"CREATE TABLE bill (id varchar(20) NOT NULL PRIMARY KEY DEFAULT "
                + $"{(_into is PostgreSqlServer ? $"'B-' || {next}" : $"concat('B-', {next})")}, note "
                + $"varchar(20));"
        );
        await source.RunAsync(
            "CREATE TABLE bill (id varchar(20) NOT NULL PRIMARY KEY, note varchar(20)); INSERT INTO bill "
                + "(id, note) VALUES ('B-7', 'x');"
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Assert.Contains("bill.id", Remark(await ProductCopy.RaiseAsync(source, target)), StringComparison.Ordinal);

        // With a counter in the source it is no more than a number.
        await source.RunAsync(SequenceSql.Create(_from, "c"));
        await SequenceSql.DrawAsync(source, "c", 7);
        Assert.Null(Remark(await ProductCopy.RaiseAsync(source, target)));
        await target.RunAsync("INSERT INTO bill (note) VALUES ('new');");
        Assert.Equal("B-8", (await target.LinesAsync("SELECT max(id) FROM bill;"))[0]);

        static string? Remark(IReadOnlyList<PidSequence> raised) => raised.Single(r => r.Name == "c").Remark;
    }

    private static async Task<TestDatabase> MakeAsync(TestServer server, string options)
    {
        server.Need();
        var database = await server.CreateAsync();
        await database.RunAsync(SequenceSql.Create(server, "s", options) + SequenceSql.Table(server, "ticket", "s"));
        return database;
    }
}

public sealed class Counters_of_any_shape_from_PostgreSql_to_PostgreSql
    : SequenceShapeContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Counters_of_any_shape_from_PostgreSql_to_MariaDb
    : SequenceShapeContract<PostgreSqlServer, MariaDbServer>;

public sealed class Counters_of_any_shape_from_MariaDb_to_PostgreSql
    : SequenceShapeContract<MariaDbServer, PostgreSqlServer>;

public sealed class Counters_of_any_shape_from_MariaDb_to_MariaDb : SequenceShapeContract<MariaDbServer, MariaDbServer>;
