using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Core.Tests.Databases;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// The rule of a pair of columns: the table's rule for their kinds, and what the columns themselves add.
/// </summary>
public sealed class ConversionResolverTests
{
    private static readonly Column Uuid = new("v", "uuid", ValueKind.Uuid);

    [Theory]
    [InlineData(36, "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")]
    [InlineData(32, "0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    public void A_UUID_in_a_text_column_has_dashes_only_where_they_fit(int length, string expected)
    {
        var target = new Column("v", $"char({length})", ValueKind.FixedText) { MaxLength = length };
        Assert.Equal(expected, Convert(Uuid, target, "0a1b2c3d4e5f60718293a4b5c6d7e8f9"));
    }

    [Fact]
    public void An_allowed_change_turns_a_refused_pair_into_a_checked_one_that_counts_each_value()
    {
        var pair = ConversionTable.All.First(r => r is { Exactness: Exactness.Refused, Needs: not null });
        var (from, to) = (new Column("v", "a", pair.From), new Column("v", "b", pair.To));
        Assert.Equal(Exactness.Refused, Resolve(from, to).Exactness);
        var allowed = Resolve(from, to, allowed: pair.Needs!.Value);
        Assert.Equal(Exactness.Checked, allowed.Exactness);
        var batch = new RowBatch(1);
        Assert.Equal(1, ColumnConverter.Of(allowed)!.Convert("1"u8, batch));
    }

    [Fact]
    public void An_interval_of_some_fields_takes_only_its_own_type()
    {
        var source = new Column("v", "interval", ValueKind.Duration);
        var target = new Column("v", "interval year to month", ValueKind.Duration) { Labels = ["year", "month"] };
        Assert.Equal(Exactness.Refused, Resolve(source, target).Exactness);
        Assert.NotEqual(Exactness.Refused, Resolve(target, target).Exactness);
    }

    [Theory]
    [InlineData(DatabaseEngine.MySql, AllowedChange.StripNul, ValueKind.Text, "a\0b", "ab")]
    [InlineData(DatabaseEngine.MySql, AllowedChange.ZeroDateToNull, ValueKind.Date, "0000-00-00", null)]
    [InlineData(DatabaseEngine.Sqlite, AllowedChange.StripNul, ValueKind.Text, "\0", "")]
    public void An_allowed_change_is_made_by_the_rule(
        DatabaseEngine engine,
        AllowedChange change,
        ValueKind kind,
        string value,
        string? expected
    )
    {
        var (source, target) = (new Column("v", "a", kind), new Column("v", "b", kind));
        Assert.Equal(expected, Convert(source, target, value, engine, change));
    }

    private static ConversionRule Resolve(
        Column from,
        Column to,
        DatabaseEngine source = DatabaseEngine.MySql,
        params AllowedChange[] allowed
    ) =>
        ConversionResolver.Resolve(
            new ConversionContext(from, to, TestTraits.Of(source), TestTraits.PostgreSql) { Allowed = allowed }
        );

    private static string? Convert(
        Column from,
        Column to,
        string value,
        DatabaseEngine source = DatabaseEngine.MySql,
        params AllowedChange[] allowed
    )
    {
        var batch = new RowBatch(1);
        // No steps: the value goes through as it is.
        if (ColumnConverter.Of(Resolve(from, to, source, allowed)) is not { } converter)
            return value;
        Assert.True(converter.Convert(Encoding.UTF8.GetBytes(value), batch) >= 0, $"{value} was refused.");
        return batch.IsNull(0, 0) ? null : Encoding.UTF8.GetString(batch.Field(0, 0));
    }
}
