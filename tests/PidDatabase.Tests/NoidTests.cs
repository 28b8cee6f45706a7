using PidDatabase.Data;

namespace PidDatabase.Tests;

public sealed class NoidTests
{
    // Reckoned by hand: 28 is "z", 1 x 28 = 28 -> "z"; 29 is "10", 1 x 1 + 2 x 0 = 1 -> "1";
    // 1000 = 1 x 841 + 5 x 29 + 14, "15g", 1 x 1 + 2 x 5 + 3 x 14 = 53, 53 mod 29 = 24 -> "t".
    [Theory]
    [InlineData(0, "00")]
    [InlineData(28, "zz")]
    [InlineData(29, "101")]
    [InlineData(1000, "15gt")]
    public void A_number_becomes_digits_and_a_check_character(long number, string noid) =>
        Assert.Equal(noid, Noid.Encode(number));

    [Fact]
    public void One_wrong_digit_never_keeps_the_check_character()
    {
        const string right = "3f7q";
        for (var position = 0; position < right.Length; position++)
            foreach (var digit in Noid.Alphabet.Where(digit => digit != right[position]))
            {
                var wrong = right.ToCharArray();
                wrong[position] = digit;
                Assert.NotEqual(Noid.CheckCharacter(right), Noid.CheckCharacter(wrong));
            }
    }
}
