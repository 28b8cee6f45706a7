using System.Globalization;
using System.Text.RegularExpressions;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>
/// Conditions, in a source's SQL, that are true for values a target can't take: what the pre-flight asks the data. Null
/// where the engine has no such values, or no way to ask; then the load itself finds them.
/// </summary>
public abstract class ValuePredicates(Dialect dialect)
{
    /// <summary>A UUID in all of its forms, as a regular expression.</summary>
    protected const string UuidPattern = $"([0-9a-fA-F]{{32}}|{Dashed}|[{{]{Dashed}[}}]|[(]{Dashed}[)])";

    private const string Dashed = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    private const int MicrosecondDigits = 6;

    public abstract string? LongerThan(Column column, long characters);

    /// <summary>More than so many bytes, as UTF-8 for text.</summary>
    public abstract string? MoreBytesThan(Column column, long bytes);

    public abstract string? NotBytes(Column column, long bytes);

    /// <summary>A character that UTF-8 writes with four bytes.</summary>
    public abstract string? HasFourByteCharacter(Column column);

    /// <summary>
    /// A character that a single-byte character set lacks: <c>ascii</c>, or <c>latin1</c> (which is Windows-1252 in
    /// MySQL).
    /// </summary>
    public abstract string? OutsideCharacterSet(Column column, string characterSet);

    public abstract string? EndsWithSpace(Column column);

    public abstract string? HasNul(Column column);

    /// <summary>More digits after the point of a second than so many.</summary>
    public abstract string? FractionBeyond(Column column, int digits);

    /// <summary>
    /// Before or after what a target's calendar has: texts as <c>yyyy-MM-dd HH:mm:ss</c>, the second one excluded.
    /// </summary>
    public abstract string? OutsideDateTimes(Column column, string from, string to);

    public abstract string? IsInfinite(Column column);

    /// <summary>A zero date, or one with a zero in it.</summary>
    public abstract string? IsZeroDate(Column column);

    /// <summary>A time of day below zero or beyond 24 hours.</summary>
    public abstract string? OutsideDay(Column column);

    /// <summary>A number that is none, or has no end.</summary>
    public abstract string? NotFinite(Column column);

    /// <summary>More digits before the point than so many (null for any number of them), or more after it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="before">The digits before the point; below zero, the zeros that have to follow it.</param>
    /// <param name="after">The digits after the point; below zero, the zeros that have to stand before it.</param>
    public abstract string? DigitsBeyond(Column column, int? before, int after);

    /// <summary>More digits from the first that isn't zero on than so many.</summary>
    public virtual string? SignificantDigitsBeyond(Column column, int digits) => null;

    /// <summary>A 64-bit float that no 32-bit one is equal to.</summary>
    public virtual string? NotSingle(Column column) => null;

    /// <summary>More digits after the point of a float's shortest text.</summary>
    public virtual string? FloatDigitsBeyond(Column column, int digits) => null;

    /// <summary>A day after the last one of its month.</summary>
    public virtual string? LacksDay(Column column) => null;

    public virtual string? NotJson(Column column) => null;

    public virtual string? HasEscapedNul(Column column) => null;

    public virtual string? IsJsonNumber(Column column) => null;

    /// <summary>
    /// Text that is no UUID: 32 hexadecimal digits, or 36 characters with dashes, these also in braces or parentheses.
    /// </summary>
    public virtual string? NotUuid(Column column) => null;

    /// <summary>A network, or an address that isn't one of IPv6, or of IPv4.</summary>
    public virtual string? NotAddress(Column column, bool six) => null;

    /// <summary>Months or years in a length of time.</summary>
    public abstract string? HasMonths(Column column);

    /// <summary>A value that isn't stored the way its column promises (SQLite).</summary>
    public abstract string? WrongStorage(Column column);

    /// <summary>
    /// A value that the target's server alone could make sense of, or none at all (SQLite): no canonical text of its
    /// kind.
    /// </summary>
    public virtual string? WrongForm(Column column) => null;

    /// <summary>Text with bytes that are no characters of its own character set.</summary>
    public virtual string? InvalidText(Column column) => null;

    /// <summary>Not a list of labels with commas, in their order, each once.</summary>
    public virtual string? NotMembers(Column column, IReadOnlyList<string> labels) => null;

    /// <summary>JSON with an object that has a key twice.</summary>
    public virtual string? HasDoubledKey(Column column) => null;

    /// <summary>JSON with a number that is neither a 64-bit integer nor a double.</summary>
    public virtual string? HasWideNumber(Column column) => null;

    /// <summary>
    /// A key whose look alone can't tell that no collation takes it for another: anything but small letters, digits and
    /// signs of ASCII, or with a space at the end.
    /// </summary>
    public abstract string MayCollide(Column column);

    /// <summary>
    /// Outside of a range of whole numbers; a length of time is a number of microseconds, NaN lies in every range.
    /// </summary>
    public virtual string? OutsideRange(Column column, decimal least, decimal most)
    {
        ArgumentNullException.ThrowIfNull(column);
        return string.Create(CultureInfo.InvariantCulture, $"({Name(column)} < {least} OR {Name(column)} > {most})");
    }

    public string NotAmong(Column column, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var text = new Column("", "text", ValueKind.Text);
        return $"{Text(column)} NOT IN ("
            + string.Join(", ", labels.Select(l => dialect.Literal(text, System.Text.Encoding.UTF8.GetBytes(l))))
            + ")";
    }

    public string IsNull(Column column) => $"{Name(column)} IS NULL";

    public string IsNotNull(Column column) => $"{Name(column)} IS NOT NULL";

    /// <summary>The smallest number that has more digits before its point than so many.</summary>
    protected static string Bound(int digits) =>
        digits >= 0 ? $"1{new string('0', digits)}" : $"0.{new string('0', -digits - 1)}1";

    /// <summary>Microseconds that are no multiple of what a fraction of so many digits counts.</summary>
    protected string WholeFractionBeyond(Column column, int digits) =>
        $"{Name(column)} % 1{new string('0', MicrosecondDigits - digits)} <> 0";

    /// <summary>A label as a regular expression that matches it alone.</summary>
    protected static string EscapeLabel(string label) => Regex.Replace(label, @"[^\p{L}\p{N} _-]", @"\$0");

    protected string Name(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return dialect.Quote(column.Name);
    }

    protected virtual string Text(Column column) => Name(column);
}
