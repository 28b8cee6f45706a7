using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// The ways in which a column of PostgreSQL's comes to draw from a sequence that isn't its own table's.
/// </summary>
public sealed class Counters_drawn_from_in_PostgreSql : IAsyncLifetime
{
    private readonly PostgreSqlServer _server = new();
    private TestDatabase? _source;
    private TestDatabase? _target;

    public async ValueTask InitializeAsync()
    {
        _server.Need();
        _source = await _server.CreateAsync();
        _target = await _server.CreateAsync();
    }

    [Fact]
    public async Task An_inheritance_child_uses_its_parents_sequence()
    {
        await MakeAsync(
            "CREATE TABLE parent (id bigserial PRIMARY KEY, note text); CREATE TABLE child () INHERITS (parent);"
        );
        await _source!.RunAsync(
            "INSERT INTO child (note) SELECT 'x' FROM generate_series(1, 40); DELETE FROM child WHERE id > 5;"
        );
        await _target!.RunAsync("INSERT INTO child (id, note) VALUES (60, 'x');");
        Assert.Equal("parent.id", Assert.Single(await ProductCopy.RaiseAsync(_source, _target, "child")).Name);
        Assert.Equal("61", await SequenceSql.InsertAsync(_target, "parent"));
    }

    [Fact]
    public async Task A_partition_has_a_default_of_its_own()
    {
        await MakeAsync(
            """
            CREATE SEQUENCE part_seq; CREATE TABLE whole (id bigint PRIMARY KEY, note text) PARTITION BY RANGE (id);
            CREATE TABLE part PARTITION OF whole (id DEFAULT nextval('part_seq')) FOR VALUES FROM (0) TO (1000);
            """
        );
        await _source!.RunAsync(
            "INSERT INTO part (note) SELECT 'x' FROM generate_series(1, 40); DELETE FROM part WHERE id > 5;"
        );
        (await ProductCopy.CopyAsync(_source, _target!)).AssertAllCopied();
        Assert.Equal("whole.id", Assert.Single(Assert.Single(await ProductCopy.RaiseAsync(_source, _target!)).Columns));
        Assert.Equal("41", await SequenceSql.InsertAsync(_target!, "part"));
    }

    [Fact]
    public async Task A_renamed_sequence_is_still_found_by_its_default()
    {
        await MakeAsync(
            "CREATE SCHEMA a; CREATE SEQUENCE first; CREATE TABLE ticket (id bigint PRIMARY KEY DEFAULT "
                + "nextval('first'), note text); ALTER SEQUENCE first SET SCHEMA a; ALTER SEQUENCE a.first "
                + "RENAME TO \"Second one\";"
        );
        await _source!.RunAsync(
            "INSERT INTO ticket (note) SELECT 'x' FROM generate_series(1, 40); DELETE FROM ticket;"
        );
        Assert.Equal("a.Second one", Assert.Single(await ProductCopy.RaiseAsync(_source, _target!)).Name);
        Assert.Equal("41", await SequenceSql.InsertAsync(_target!, "ticket"));
    }

    [Fact]
    public async Task Several_sequences_of_the_same_name_are_reported()
    {
        await _source!.RunAsync(
            "CREATE TABLE ticket (id bigint PRIMARY KEY, note text); CREATE SEQUENCE code; SELECT setval('code', 40);"
        );
        await _target!.RunAsync(
            "CREATE TABLE ticket (id bigint PRIMARY KEY, note text); CREATE SCHEMA a; CREATE SCHEMA b; "
                + "CREATE SEQUENCE a.code; CREATE SEQUENCE b.code;"
        );
        var (raised, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(_source, _target));
        Assert.Empty(raised);
        Assert.Contains("a.code, b.code", Assert.Single(remarks), StringComparison.Ordinal);
        // The same schema, then the only one of that name.
        await _target.RunAsync("DROP SEQUENCE b.code;");
        Assert.Equal("a.code", Assert.Single(await ProductCopy.RaiseAsync(_source, _target)).Name);
        await _target.RunAsync("CREATE SEQUENCE code;");
        Assert.Contains("code", (await ProductCopy.RaiseAsync(_source, _target)).Select(r => r.Name));
        Assert.Equal(
            (41, 41),
            (await SequenceSql.DrawAsync(_target, "code"), await SequenceSql.DrawAsync(_target, "a.code"))
        );
    }

    [Fact]
    public async Task An_owned_sequence_can_issue_the_keys_of_another_table()
    {
        await MakeAsync(
            "CREATE TABLE own (id bigserial PRIMARY KEY, note text); CREATE TABLE other (id bigint PRIMARY "
                + "KEY DEFAULT nextval('own_id_seq'), note text);"
        );
        await _source!.RunAsync("INSERT INTO other (note) SELECT 'x' FROM generate_series(1, 40); DELETE FROM other;");
        await _target!.RunAsync("INSERT INTO other (id, note) VALUES (50, 'x');");
        Assert.Equal("own.id", Assert.Single(await ProductCopy.RaiseAsync(_source, _target, "own")).Name);
        Assert.Equal("51", await SequenceSql.InsertAsync(_target, "own"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        if (_target is not null)
            await _target.DisposeAsync();
    }

    private async Task MakeAsync(string sql)
    {
        await _source!.RunAsync(sql);
        await _target!.RunAsync(sql);
    }
}
