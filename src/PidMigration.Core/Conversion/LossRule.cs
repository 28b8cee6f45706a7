using PidMigration.Databases;

namespace PidMigration.Conversion;

/// <summary>
/// One thing that can be lost on the way from one column into another. It says all there is to say of it, once: between
/// which columns it happens, how a source is asked for such values before anything is changed, how a single value is
/// told, what keeps it back during the load, what an allowance makes of it, and the words for the user. The pre-flight,
/// the converter and docs/type-map.md read it. A rule is immutable and holds no buffer: all workers of all tables use
/// the same one.
/// </summary>
internal abstract class LossRule
{
    protected const string FixInSource = "Fix them in the source";
    protected const string Widen = "Widen the target's column, or fix them in the source.";

    public abstract string Code { get; }

    /// <summary>The name that the finding bears.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with the values, whatever the columns, to follow "values that …".</summary>
    public abstract string Words { get; }

    public abstract string Remedy { get; }

    /// <summary>The change of values that a user may allow instead; null where there is none.</summary>
    public virtual AllowedChange? Allowance => null;

    /// <summary>
    /// Why some sources can't be asked by SQL, so that the load alone finds such values; null where all can.
    /// </summary>
    public virtual string? WhyNotAsked => null;

    /// <summary>Whether the source's column may have values that would be lost.</summary>
    public abstract bool AppliesTo(ConversionContext context);

    /// <summary>What is wrong with the values of a pair of columns.</summary>
    public virtual string Describe(ConversionContext context) => Words;

    /// <summary>
    /// The condition, in the source's SQL, that is true for the values that <see cref="Test"/> fails; null where the
    /// source can't be asked.
    /// </summary>
    public abstract string? Predicate(ConversionContext context, ValuePredicates values);

    /// <summary>The test that a value passes which arrives as it is. NULL is not given to it.</summary>
    public abstract ValueTest Test(ConversionContext context);

    /// <summary>What keeps a value back during the load.</summary>
    public abstract RowGuard KeptBackBy(ConversionContext context);

    /// <summary>What is done to each value where <see cref="Allowance"/> was given.</summary>
    public virtual FieldConverter Change(ConversionContext context) =>
        throw new NotSupportedException($"{Name} can't be allowed.");

    /// <summary>The change that makes NULL of each value that would be lost.</summary>
    protected static FieldConverter NullUnless(ValueTest test) =>
        (value, output) => test(value) ? Converters.Pass(value, output) : Converters.Null(output);
}
