using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Core.Tests.Databases;
using PidMigration.Core.Tests.Rows;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// Whole rows on their way into the target's columns: which pass as they are, which change, which are refused.
/// </summary>
public sealed class RowConverterTests
{
    private static readonly Column Id = new("id", "integer", ValueKind.Integer) { Bytes = 4 };
    private static readonly Column Name = new("name", "text", ValueKind.Text);

    [Fact]
    public void A_batch_that_needs_no_conversion_is_passed_on_as_it_is()
    {
        var batch = Batch(["1", "a"], ["2", null]);
        var converter = Converter(Map(Id, Id), Map(Name with { Nullable = true }, Name with { Nullable = true }));
        Assert.Same(batch, converter.Convert(batch, new RowBatch(2), null));
    }

    [Fact]
    public void NULL_for_a_column_that_forbids_it_is_refused()
    {
        var converter = Converter(Map(Id, Id), Map(Name with { Nullable = true }, Name));
        var error = Assert.Throws<MigrationException>(() =>
            converter.Convert(Batch(["1", "a"], ["2", null]), new RowBatch(2), null)
        );
        Assert.Equal("PID1607", error.Code);
        Assert.Contains("name", error.Message, StringComparison.Ordinal);
        Assert.Contains("id 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_rows_are_handed_over_and_all_others_are_converted()
    {
        var converter = Converter(Map(Id, Id), Map(Name with { Nullable = true }, Name));
        var refused = new List<(int Row, string Code)>();
        var result = converter.Convert(
            Batch(["1", "a"], ["2", null], ["3", "c"], ["4", null]),
            new RowBatch(2),
            (row, error) => refused.Add((row, error.Code))
        );
        Assert.Equal([(1, "PID1607"), (3, "PID1607")], refused);
        Assert.Equal(
            [
                ["1", "a"],
                ["3", "c"],
            ],
            Read(result)
        );
    }

    [Fact]
    public void Allowed_changes_are_counted_by_values_and_rows()
    {
        var source = Name with { NativeType = "longtext" };
        var allowed = new[] { AllowedChange.StripNul };
        var rule = Resolve(source, Name, TestTraits.MySql, allowed);
        var converter = Converter(Map(Id, Id), new ColumnMapping(source, Name, rule, allowed));
        var result = converter.Convert(Batch(["1", "a\0b\0"], ["2", "plain"], ["3", "\0"]), new RowBatch(2), null);
        Assert.Equal(
            [
                ["1", "ab"],
                ["2", "plain"],
                ["3", ""],
            ],
            Read(result)
        );
        var change = Assert.Single(converter.Changes);
        Assert.Equal(("t.name", 2L, "StripNul"), (change.Column, change.Rows, change.Names));
        Assert.True(change.Values >= change.Rows, $"{change.Values} values in {change.Rows} rows");
    }

    [Fact]
    public void A_row_without_a_key_is_named_by_its_place_in_the_batch()
    {
        ColumnMapping[] columns = [Map(Id, Id), Map(Name with { Nullable = true }, Name)];
        var converter = new RowConverter("m", "t", columns, []);
        var error = Assert.Throws<MigrationException>(() =>
            converter.Convert(Batch(["1", "a"], ["2", null]), new RowBatch(2), null)
        );
        Assert.Contains("2 of the batch", error.Message, StringComparison.Ordinal);
    }

    private static RowConverter Converter(params ColumnMapping[] columns) => new("m", "t", columns, [0]);

    private static ColumnMapping Map(Column source, Column target) =>
        new(source, target, Resolve(source, target, TestTraits.PostgreSql, []), []);

    private static ConversionRule Resolve(Column from, Column to, EngineTraits source, AllowedChange[] allowed) =>
        ConversionResolver.Resolve(
            new ConversionContext(from, to, source, TestTraits.PostgreSql) { Allowed = allowed }
        );

    private static RowBatch Batch(params string?[][] rows) =>
        RandomRows.Fill([.. rows.Select(r => r.Select(Bytes).ToArray())], 2);

    private static byte[]? Bytes(string? value) => value is null ? null : Encoding.UTF8.GetBytes(value);

    private static IEnumerable<string?[]> Read(RowBatch batch) =>
        RandomRows.Read(batch).Select(r => r.Select(v => v is null ? null : Encoding.UTF8.GetString(v)).ToArray());
}
