namespace PidDatabase.Data;

/// <summary>
/// The identifiers that the application mints: a number in base 29, then one check character, which is the sum over the
/// digits of (position from 1 × digit value), modulo 29.
/// </summary>
public static class Noid
{
    /// <summary>The digits, by value.</summary>
    public const string Alphabet = "0123456789bcdfghjkmnpqrstvwxz";

    /// <summary>The identifier of a number drawn from the sequence.</summary>
    /// <param name="number">Zero or more.</param>
    public static string Encode(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        Span<char> reversed = stackalloc char[16];
        var length = 0;
        do
        {
            reversed[length++] = Alphabet[(int)(number % Alphabet.Length)];
            number /= Alphabet.Length;
        } while (number > 0);

        var noid = reversed[..length];
        noid.Reverse();
        return string.Concat(noid, [CheckCharacter(noid)]);
    }

    /// <summary>The check character that belongs behind the digits.</summary>
    /// <param name="digits">Characters of <see cref="Alphabet"/>.</param>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
            sum += (index + 1) * Alphabet.IndexOf(digits[index]);
        return Alphabet[sum % Alphabet.Length];
    }
}
