using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>
/// Conditions, in a source's SQL, that are true for values a target can't take: what the pre-flight asks the data. Null where the
/// engine has no such values, or no way to ask; then the load itself finds them.
/// </summary>
public abstract class ValuePredicates(Dialect dialect)
{
    /// <summary>Whether a declared length, precision or sign holds for every value, so that it needn't be asked for.</summary>
    public virtual bool DeclarationsHold => true;

    /// <summary>More than so many characters.</summary>
    public abstract string? LongerThan(Column column, long characters);

    /// <summary>More than so many bytes, as UTF-8 for text.</summary>
    public abstract string? MoreBytesThan(Column column, long bytes);

    /// <summary>Not exactly so many bytes.</summary>
    public abstract string? NotBytes(Column column, long bytes);

    /// <summary>A character that UTF-8 writes with four bytes.</summary>
    public abstract string? HasFourByteCharacter(Column column);

    /// <summary>A character that a single-byte character set lacks: <c>ascii</c>, or <c>latin1</c> (which is Windows-1252 in MySQL).</summary>
    public abstract string? OutsideCharacterSet(Column column, string characterSet);

    /// <summary>A space at the end.</summary>
    public abstract string? EndsWithSpace(Column column);

    /// <summary>A NUL character.</summary>
    public abstract string? HasNul(Column column);

    /// <summary>More digits behind the point of a second than so many.</summary>
    public abstract string? FractionBeyond(Column column, int digits);

    /// <summary>Before or after what a target's calendar has: texts as <c>yyyy-MM-dd HH:mm:ss</c>, the second one excluded.</summary>
    public abstract string? OutsideDateTimes(Column column, string from, string to);

    /// <summary>An infinite date or time.</summary>
    public abstract string? IsInfinite(Column column);

    /// <summary>A zero date, or one with a zero in it.</summary>
    public abstract string? IsZeroDate(Column column);

    /// <summary>A time of day below zero or beyond 24 hours.</summary>
    public abstract string? OutsideDay(Column column);

    /// <summary>A number that is none, or has no end.</summary>
    public abstract string? NotFinite(Column column);

    /// <summary>More digits before the point than so many, or more behind it.</summary>
    public abstract string? DigitsBeyond(Column column, int before, int behind);

    /// <summary>Months or years in a length of time.</summary>
    public abstract string? HasMonths(Column column);

    /// <summary>A value that isn't stored the way its column promises (SQLite).</summary>
    public abstract string? WrongStorage(Column column);

    /// <summary>A value that the target's server alone could make sense of, or none at all (SQLite): no canonical text of its kind.</summary>
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
    /// A key whose look alone can't tell that no collation takes it for another: anything but small letters, digits and signs
    /// of ASCII, or with a space at the end.
    /// </summary>
    public abstract string MayCollide(Column column);

    /// <summary>Outside of a range of whole numbers.</summary>
    public string OutsideRange(Column column, decimal least, decimal most)
    {
        ArgumentNullException.ThrowIfNull(column);
        return string.Create(CultureInfo.InvariantCulture, $"({Name(column)} < {least} OR {Name(column)} > {most})");
    }

    /// <summary>None of a list of labels.</summary>
    public string NotAmong(Column column, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var text = new Column("", "text", ValueKind.Text);
        return $"{Text(column)} NOT IN ({string.Join(", ", labels.Select(l => dialect.Literal(text, System.Text.Encoding.UTF8.GetBytes(l))))})";
    }

    /// <summary>No value.</summary>
    public string IsNull(Column column) => $"{Name(column)} IS NULL";

    /// <summary>The column's quoted name.</summary>
    protected string Name(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return dialect.Quote(column.Name);
    }

    /// <summary>The column as text.</summary>
    protected virtual string Text(Column column) => Name(column);
}
