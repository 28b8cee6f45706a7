using System.Text;
using PidMigration.Sequences;

namespace PidMigration.Core.Tests.Sequences;

public sealed class NoidTests
{
    // Reckoned by hand: 1000 = 1 x 841 + 5 x 29 + 14, "15g"; 1 x 1 + 2 x 5 + 3 x 14 = 53, 53 mod 29 = 24, "t".
    [Theory]
    [InlineData(0, "00")]
    [InlineData(28, "zz")]
    [InlineData(29, "101")]
    [InlineData(1000, "15gt")]
    public void A_number_is_encoded_and_decoded(long number, string noid)
    {
        Assert.Equal(noid, Noid.Encode(number));
        Assert.True(Noid.TryDecode(Encoding.ASCII.GetBytes(noid), out var decoded), $"{noid} was not decoded.");
        Assert.Equal(number, decoded);
    }

    [Fact]
    public void Every_encoded_number_decodes_to_itself()
    {
        var random = new Random(1);
        foreach (
            var number in Enumerable
                .Range(0, 3000)
                .Select(i => (long)i)
                .Concat(Enumerable.Range(0, 3000).Select(_ => random.NextInt64()))
                .Append(long.MaxValue)
        )
        {
            Assert.True(Noid.TryDecode(Encoding.ASCII.GetBytes(Noid.Encode(number)), out var decoded), $"{number}");
            Assert.Equal(number, decoded);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("15gu")]
    [InlineData("51gt")]
    [InlineData("15GT")]
    [InlineData("a5gt")]
    [InlineData("15gt ")]
    [InlineData("é5gt")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void A_malformed_identifier_is_not_decoded(string text) =>
        Assert.False(Noid.TryDecode(Encoding.UTF8.GetBytes(text), out var number), $"'{text}' became {number}.");
}
