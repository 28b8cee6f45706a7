using PidMigration.Databases;

namespace PidMigration.Conversion;

/// <summary>A rule, and the pair of columns between which it finds something to lose.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Context">The pair of columns.</param>
internal sealed record ColumnLoss(LossRule Rule, ConversionContext Context)
{
    /// <summary>Whether the user allowed that the values are changed, so that nothing has to be refused.</summary>
    public bool IsAllowed => Rule.Allowance is { } change && Context.Allowed.Contains(change);

    /// <summary>What is wrong with the values, to follow "3 values of 'name' …".</summary>
    public string Problem => Rule.Describe(Context);

    /// <summary>
    /// The condition, in the source's SQL, that is true for the values; null where the source can't be asked.
    /// </summary>
    public string? Predicate(ValuePredicates values) => Rule.Predicate(Context, values);

    /// <summary>Whether a value, in the source's canonical text, arrives as it is.</summary>
    public ValueTest Test() => Rule.Test(Context);

    /// <summary>
    /// What the converter does to each value: the change that was allowed, or the test that keeps a value from a target
    /// that would change it silently; null where the conversion itself or the target refuses it.
    /// </summary>
    public FieldConverter? Step()
    {
        if (IsAllowed)
            return Rule.Change(Context);
        if (Rule.KeptBackBy(Context) != RowGuard.Step)
            return null;
        var test = Test();
        return (value, output) =>
        {
            if (!test(value))
                return Converters.NoForm;
            output.Append(value);
            return 0;
        };
    }
}
