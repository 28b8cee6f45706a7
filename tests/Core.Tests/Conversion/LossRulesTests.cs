using System.Reflection;
using System.Text;
using PidMigration.Conversion;
using PidMigration.Conversion.Rules;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// The rules, one by one: what Database.Tests proves of their questions to a server, these prove of everything else.
/// </summary>
public sealed class LossRulesTests
{
    /// <summary>What is no value of a field, or none that a reader gives: tested where it is read.</summary>
    private static readonly Type[] WithoutValues = [typeof(NullRule), typeof(StorageRule)];

    public static IEnumerable<TheoryDataRow<string>> Rules =>
        LossRules.All.Select(r => new TheoryDataRow<string>(r.GetType().Name));

    public static IEnumerable<TheoryDataRow<int, string, string, bool>> Values =>
        RuleSamples.All.SelectMany(
            (sample, number) =>
                sample
                    .Fits.Select(v => new TheoryDataRow<int, string, string, bool>(number, sample.Rule.Name, v, true))
                    .Concat(
                        sample.Lost.Select(v => new TheoryDataRow<int, string, string, bool>(
                            number,
                            sample.Rule.Name,
                            v,
                            false
                        ))
                    )
        );

    [Fact]
    public void Every_rule_of_the_namespace_is_in_the_list() =>
        Assert.Equal(
            typeof(LossRule)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(LossRule)))
                .Select(t => t.Name)
                .Order(),
            LossRules.All.Select(r => r.GetType().Name).Order()
        );

    [Fact]
    public void No_two_rules_say_the_same() =>
        Assert.Empty(LossRules.All.GroupBy(r => r.Words).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_has_words_a_code_and_no_state(string name)
    {
        var rule = Find(name);
        Assert.Matches("^PID20[0-9]{2}$", rule.Code);
        Assert.NotEmpty(rule.Name);
        Assert.NotEmpty(rule.Words);
        Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal);
        if (rule.Allowance is { } change)
            Assert.Contains($"-Allow {change}", rule.Remedy, StringComparison.Ordinal);
        Assert.Empty(rule.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_has_values_of_both_sides_of_its_border(string name)
    {
        var samples = RuleSamples.All.Where(s => s.Rule.Name == name).ToList();
        if (WithoutValues.Any(t => t.Name == name))
            Assert.Empty(samples);
        else
        {
            Assert.Contains(samples, s => s.Fits.Count > 0);
            Assert.Contains(samples, s => s.Lost.Count > 0);
        }
    }

    [Theory, MemberData(nameof(Values))]
    public void A_value_passes_the_test_or_fails_it(int number, string name, string value, bool fits)
    {
        var sample = RuleSamples.All[number];
        Assert.Equal(name, sample.Rule.Name);
        Assert.True(sample.Instance.AppliesTo(sample.Context), "The rule doesn't apply to the sample's columns.");
        Assert.Equal(fits, sample.Instance.Test(sample.Context)(Encode(value)));
    }

    [Theory, MemberData(nameof(Values))]
    public void An_allowance_changes_what_would_be_refused_and_nothing_else(
        int number,
        string name,
        string value,
        bool fits
    )
    {
        var sample = RuleSamples.All[number];
        if (sample.Instance.Allowance is not { } change)
            return;
        var context = sample.Context with { Allowed = [change] };
        var batch = new RowBatch(1);
        var changed = new ColumnLoss(sample.Instance, context).Step()!(Encode(value), batch);
        Assert.Equal((name, fits), (sample.Rule.Name, changed == 0));
        Assert.Equal(1, batch.Rows);
        if (fits)
            Assert.Equal(Encode(value), batch.Field(0, 0).ToArray());
        else if (!batch.IsNull(0, 0))
            Assert.True(
                sample.Instance.Test(context)(batch.Field(0, 0)),
                "What the change made isn't what the target takes."
            );
    }

    /// <summary>Both would be false where a rule asks nothing of some source and says nothing of it.</summary>
    [Theory, MemberData(nameof(Rules))]
    public void A_rule_asks_every_source_or_says_why_not(string name)
    {
        var rule = Find(name);
        var pairs = ColumnPairs.All.Where(p => rule.AppliesTo(p.Context)).ToList();
        Assert.NotEmpty(pairs);
        var silent = pairs
            .Where(p => rule.Predicate(p.Context, p.Source.Checks) is null)
            .Select(p => p.Source.Engine)
            .Distinct()
            .ToList();
        Assert.Equal(rule.WhyNotAsked is not null, silent.Count > 0);
    }

    private static LossRule Find(string name) => LossRules.All.Single(r => r.GetType().Name == name);

    /// <summary>UTF-8, where U+FFFE at the start stands for a byte that is none.</summary>
    private static byte[] Encode(string value) =>
        value.StartsWith('\uFFFE') ? [0xFF, .. Encoding.UTF8.GetBytes(value[1..])] : Encoding.UTF8.GetBytes(value);
}
