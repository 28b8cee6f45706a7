using PidMigration.Catalog;
using PidMigration.Copying;
using PidMigration.Copying.Indexes;
using PidMigration.Databases;
using PidMigration.Databases.Indexes;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Copying.Indexes;

/// <summary>
/// When indexes are dropped, and which of them can be restored; what is done about it needs a server.
/// </summary>
public sealed class DeferredIndexesTests
{
    private const int Many = DeferredIndexes.WorthwhileRows;

    private static readonly TableName Child = new(null, "child");
    private static readonly LedgerEntry Empty = new() { Run = "r", Model = "child" };
    private static readonly IndexDefinition Index = Definition(IndexKind.Index, "ix");
    private static readonly IndexDefinition ToParent = Definition(IndexKind.ForeignKey, TestPlans.KeyTo("parent"));
    private static readonly IndexDefinition ToItself = Definition(IndexKind.ForeignKey, TestPlans.KeyTo("child"));

    [Theory]
    [InlineData(IndexDeferral.Auto, Many, true)]
    [InlineData(IndexDeferral.Auto, Many - 1, false)]
    [InlineData(IndexDeferral.Always, Many, true)]
    [InlineData(IndexDeferral.Always, 0, true)]
    [InlineData(IndexDeferral.Never, Many, false)]
    public void An_empty_table_loses_its_indexes_as_the_option_says(IndexDeferral option, long rows, bool drops) =>
        Assert.Equal(drops, Deferred(Empty, rows, option).ShouldDrop);

    [Theory]
    [InlineData(IndexDeferral.Auto)]
    [InlineData(IndexDeferral.Always)]
    public void A_table_that_holds_rows_keeps_its_indexes(IndexDeferral option)
    {
        Assert.False(Deferred(Empty with { InitialTargetRows = 1 }, Many, option).ShouldDrop, "Rows from before.");
        Assert.False(Deferred(Empty with { Rows = 1 }, Many, option).ShouldDrop, "Rows of an earlier attempt.");
    }

    [Fact]
    public void Rows_of_any_range_count() =>
        Assert.False(
            new DeferredIndexes(
                Plan(Many),
                [Empty, Empty with { Part = 1, Rows = 1 }],
                null!,
                new CopyOptions()
            ).ShouldDrop,
            "The indexes would be dropped although the second range has a row."
        );

    [Theory]
    [InlineData(IndexDeferral.Auto)]
    [InlineData(IndexDeferral.Never)]
    public void What_an_earlier_attempt_dropped_stays_dropped_for_a_large_rest_only(IndexDeferral option)
    {
        var entry = Empty with { Rows = 1_000, DeferredIndexes = IndexDefinition.ToJson([Index]) };
        Assert.True(Deferred(entry, Many, option).ShouldDrop, "Many rows are left.");
        Assert.False(Deferred(entry, Many - 1, option).ShouldDrop, "Few rows are left.");
    }

    [Theory]
    [InlineData(LedgerState.Complete)]
    [InlineData(LedgerState.Partial)]
    [InlineData(LedgerState.Superseded)]
    public void Of_a_model_that_is_done_nothing_is_dropped(LedgerState state) =>
        Assert.False(
            Deferred(Empty with { State = state }, Many, IndexDeferral.Always).ShouldDrop,
            "The indexes " + "would be dropped."
        );

    [Fact]
    public void Where_rows_are_added_to_others_nothing_is_dropped() =>
        Assert.False(
            new DeferredIndexes(Plan(Many) with { SkipExisting = true }, [Empty], null!, new CopyOptions()).ShouldDrop,
            "The indexes would be dropped."
        );

    [Fact]
    public void What_is_pending_comes_out_of_the_ledger_in_its_order()
    {
        var entry = Empty with { DeferredIndexes = IndexDefinition.ToJson([Index, ToParent, ToItself]) };
        Assert.Equal(["ix", "fk_parent", "fk_child"], Deferred(entry).Pending.Select(d => d.Name));
        Assert.Empty(Deferred(Empty).Pending);
    }

    [Theory]
    [InlineData("", "ix, fk_parent, fk_child")]
    [InlineData("parent", "ix, fk_child")]
    [InlineData("child", "ix, fk_parent, fk_child")]
    [InlineData("other", "ix, fk_parent, fk_child")]
    public void A_foreign_key_waits_for_the_table_that_it_refers_to_and_for_no_other(
        string pendingTable,
        string restorable
    )
    {
        var entry = Empty with { DeferredIndexes = IndexDefinition.ToJson([Index, ToParent, ToItself]) };
        var pending = pendingTable.Length == 0 ? new HashSet<TableName>() : [new TableName(null, pendingTable)];
        Assert.Equal(restorable, string.Join(", ", Deferred(entry).FindRestorable(pending).Select(d => d.Name)));
    }

    private static DeferredIndexes Deferred(
        LedgerEntry entry,
        long rows = Many,
        IndexDeferral option = IndexDeferral.Auto
    ) =>
        // Nothing here reaches for the ledger.
        new(Plan(rows), [entry], null!, new CopyOptions { DeferIndexes = option });

    private static ModelPlan Plan(long rows) => TestPlans.Of("child", rows, "parent", "child");

    private static IndexDefinition Definition(IndexKind kind, string name) =>
        new()
        {
            Kind = kind,
            Name = name,
            Table = Child,
            Drop = $"DROP {name}",
            Create = $"CREATE {name}",
        };
}
