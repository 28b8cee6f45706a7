using System.Text;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class DelimitedTextEncoderTests
{
    [Fact]
    public void Encoded_rows_match_a_plain_encoding_for_any_buffer_size()
    {
        RandomRounds.Run(
            3000,
            random =>
            {
                var forms = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (FieldEncoding)random.Next(3)).ToArray();
                var rows = RandomRows.Make(random, forms.Length);
                var batch = RandomRows.Fill(rows, forms.Length);
                var text = new DelimitedTextEncoder(forms);
                var first = random.Next(rows.Length + 1);
                var count = random.Next(rows.Length - first + 1);
                // The writer starts anew with each batch, wherever it was left before.
                for (var again = 0; again < 2; again++)
                {
                    text.Begin(batch, first, count);
                    Assert.Equal(Plain(rows.Skip(first).Take(count), forms), Drain(text, () => random.Next(8, 40)));
                }
            }
        );
    }

    [Fact]
    public void Rows_with_few_escapes_match_a_plain_encoding()
    {
        RandomRounds.Run(
            600,
            random =>
            {
                var forms = Enumerable.Repeat(FieldEncoding.Escaped, random.Next(1, 6)).ToArray();
                var text = new DelimitedTextEncoder(forms);
                // What the writer has learned of one batch must not harm the next.
                for (var again = 0; again < 3; again++)
                {
                    var rows = RandomRows.MakePlain(random, forms.Length);
                    var largest = random.Next(3) switch
                    {
                        0 => 60,
                        1 => 700,
                        _ => 1 << 16,
                    };
                    text.Begin(RandomRows.Fill(rows, forms.Length), 0, rows.Length);
                    Assert.Equal(Plain(rows, forms), Drain(text, () => random.Next(16, largest)));
                }
            }
        );
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1 << 16)]
    public void A_long_value_passes_through_a_buffer_of_any_size(int size)
    {
        byte[][][] rows =
        [
            [
                Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray(),
                Enumerable.Repeat((byte)'\\', 700).ToArray(),
                [],
            ],
        ];
        foreach (var form in Enum.GetValues<FieldEncoding>())
        {
            FieldEncoding[] forms = [form, form, form];
            var text = new DelimitedTextEncoder(forms);
            text.Begin(RandomRows.Fill(rows, 3), 0, 1);
            Assert.Equal(Plain(rows, forms), Drain(text, () => size));
        }
    }

    internal static string Drain(DelimitedTextEncoder text, Func<int> size)
    {
        var all = new List<byte>();
        while (true)
        {
            // What lies behind the buffer must not be touched.
            var memory = new byte[size() + 4];
            Array.Fill(memory, (byte)0xEE);
            var count = text.Write(memory.AsSpan(0, memory.Length - 4));
            Assert.Equal([0xEE, 0xEE, 0xEE, 0xEE], memory[^4..]);
            if (count == 0)
                return Encoding.Latin1.GetString([.. all]);
            all.AddRange(memory[..count]);
        }
    }

    internal static string Plain(IEnumerable<byte[]?[]> rows, FieldEncoding[] forms) =>
        string.Concat(rows.Select(r => string.Join('\t', r.Select((v, i) => Plain(v, forms[i]))) + "\n"));

    private static string Plain(byte[]? value, FieldEncoding form) =>
        value is null
            ? "\\N"
            : form switch
            {
                FieldEncoding.Hex => Convert.ToHexStringLower(value),
                FieldEncoding.PrefixedHex => "\\\\x" + Convert.ToHexStringLower(value),
                _ => string.Concat(
                    value.Select(b =>
                        b switch
                        {
                            0 => "\\0",
                            9 => "\\t",
                            10 => "\\n",
                            13 => "\\r",
                            92 => "\\\\",
                            _ => ((char)b).ToString(),
                        }
                    )
                ),
            };
}
