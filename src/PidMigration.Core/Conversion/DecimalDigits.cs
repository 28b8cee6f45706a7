using System.Globalization;

namespace PidMigration.Conversion;

/// <summary>The digits of a number's canonical text, as far as they tell whether it fits somewhere.</summary>
internal readonly ref struct DecimalDigits
{
    /// <summary>More digits than any 64-bit number has.</summary>
    private const int TooMany = 20;

    private readonly bool _isNegative;
    private readonly ReadOnlySpan<byte> _whole;

    public DecimalDigits(ReadOnlySpan<byte> number)
    {
        // NaN, Infinity and -Infinity end in a letter.
        IsFinite = number is [.., >= (byte)'0' and <= (byte)'9' or (byte)'.'];
        _isNegative = number.StartsWith("-"u8);
        var digits = _isNegative ? number[1..] : number;
        var point = digits.IndexOf((byte)'.');
        _whole = (point < 0 ? digits : digits[..point]).TrimStart((byte)'0');
        Fraction = point < 0 ? [] : digits[(point + 1)..].TrimEnd((byte)'0');
    }

    /// <summary>Whether it is a number at all, and has an end.</summary>
    public bool IsFinite { get; }

    /// <summary>The digits after the point, without zeros at the end.</summary>
    public ReadOnlySpan<byte> Fraction { get; }

    /// <summary>
    /// The digits before the point; below zero, the zeros right after it. The least there is for zero itself.
    /// </summary>
    public int WholeDigits =>
        !_whole.IsEmpty ? _whole.Length
        : Fraction.IsEmpty ? int.MinValue
        : -Fraction.IndexOfAnyExcept((byte)'0');

    /// <summary>The digits from the first that isn't zero to the last one, or to the point.</summary>
    public int SignificantDigits =>
        _whole.IsEmpty ? Fraction.TrimStart((byte)'0').Length : _whole.Length + Fraction.Length;

    /// <summary>
    /// Whether it has no more digits after the point than so many; below zero, that many zeros before the point.
    /// </summary>
    public bool HasScale(int scale) =>
        scale >= 0
            ? Fraction.Length <= scale
            : Fraction.IsEmpty && (_whole.IsEmpty || _whole.Length - _whole.TrimEnd((byte)'0').Length >= -scale);

    /// <summary>Whether it lies in a range. What is no number lies in every one.</summary>
    public bool IsWithin(Int128 least, Int128 most)
    {
        if (!IsFinite)
            return true;
        if (_whole.Length > TooMany)
            return false;
        var whole = Int128.Zero;
        if (!_whole.IsEmpty && !Int128.TryParse(_whole, NumberStyles.None, CultureInfo.InvariantCulture, out whole))
            return false;
        if (_isNegative)
            return -whole <= most && (-whole > least || (-whole == least && Fraction.IsEmpty));
        return whole >= least && (whole < most || (whole == most && Fraction.IsEmpty));
    }
}
