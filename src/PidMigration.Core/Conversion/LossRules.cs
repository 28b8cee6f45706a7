using PidMigration.Conversion.Rules;

namespace PidMigration.Conversion;

/// <summary>
/// All that can be lost on the way, one rule a fact. The order is that of the converter's steps and of the findings.
/// </summary>
internal static class LossRules
{
    public static IReadOnlyList<LossRule> All { get; } =
    [
        new NullRule(),
        new StorageRule(),
        new ZeroDateRule(),
        new InfiniteDateRule(),
        new NotFiniteRule(),
        new NulRule(),
        new TruthValueRule(),
        new IntegerRangeRule(),
        new YearRule(),
        new WholeNumberRule(),
        new DecimalDigitsRule(),
        new ExactDigitsRule(),
        new FloatPrecisionRule(),
        new FloatScaleRule(),
        new MonthsRule(),
        new InvalidTextRule(),
        new CharacterSetRule(),
        new TrailingSpaceRule(),
        new TextLengthRule(),
        new ByteLengthRule(),
        new BinaryLengthRule(),
        new FixedBytesRule(),
        new UuidBytesRule(),
        new UuidFormRule(),
        new EnumLabelRule(),
        new EnumSetRule(),
        new JsonFormRule(),
        new JsonKeysRule(),
        new JsonNumberRule(),
        new JsonEscapeRule(),
        new JsonScalarRule(),
        new NetworkFormRule(),
        new DateTimeFormRule(),
        new CalendarDayRule(),
        new YearRangeRule(),
        new InstantRangeRule(),
        new TimeOfDayRule(),
        new FractionRule(),
    ];

    /// <summary>What can be lost between two columns.</summary>
    public static IReadOnlyList<ColumnLoss> Find(ConversionContext context) =>
        [.. All.Where(r => r.AppliesTo(context)).Select(r => new ColumnLoss(r, context))];
}
