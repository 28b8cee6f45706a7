namespace PidMigration.Sequences;

/// <summary>
/// The PID Manager's identifiers: a number in base 29, most significant digit first, and one check character, the sum
/// over the digits of position (from 1) times value, modulo 29. The digits have no vowel, so no word can come out.
/// </summary>
public static class Noid
{
    public const string Alphabet = "0123456789bcdfghjkmnpqrstvwxz";

    private static readonly sbyte[] Values = MakeValues();

    /// <summary>
    /// The number that an identifier was minted from; false where the text is not a NOID, or its number has more than
    /// 63 bits.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.Length < 2)
            return false;
        long check = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            var value = text[i] < 128 ? Values[text[i]] : -1;
            if (value < 0 || number > (long.MaxValue - value) / 29)
                return false;
            number = number * 29 + value;
            check += (i + 1) * value;
        }

        return text[^1] < 128 && Values[text[^1]] == check % 29;
    }

    /// <summary>The identifier minted from a number.</summary>
    public static string Encode(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var digits = new Stack<int>();
        do
        {
            digits.Push((int)(number % 29));
            number /= 29;
        } while (number > 0);
        var check = digits.Select((value, i) => (i + 1) * value).Sum() % 29;
        return string.Concat(digits.Append(check).Select(value => Alphabet[value]));
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[128];
        Array.Fill(values, (sbyte)-1);
        for (var i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (sbyte)i;
        return values;
    }
}
