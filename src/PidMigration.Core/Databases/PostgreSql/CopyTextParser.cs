using System.Runtime.CompilerServices;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Takes the lines of COPY … TO STDOUT apart into the fields of a batch. Source: PostgreSQL 15 manual, COPY, Text
/// Format; the server writes the escapes <c>\b \f \n \r \t \v \\</c> and <c>\N</c>, never octal or hexadecimal ones.
/// </summary>
internal sealed class CopyTextParser(bool[] isBytes)
{
    private readonly bool _anyBytes = Array.IndexOf(isBytes, true) >= 0;

    /// <summary>
    /// Adds the whole rows at the text's beginning as they are, up to the first that holds an escape, and says how many
    /// bytes they took.
    /// </summary>
    public int TakePlain(ReadOnlySpan<byte> text, RowBatch batch, BatchLimit limit) =>
        _anyBytes ? 0 : EscapeFreeScanner.Take(text, batch, limit);

    /// <summary>Adds the row of one line, without its line feed, to the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Parse(ReadOnlySpan<byte> line, RowBatch batch)
    {
        var column = 0;
        while (true)
        {
            var stop = line.IndexOfAny((byte)'\t', (byte)'\\');
            if (stop < 0)
            {
                Append(line, batch, column);
                return;
            }

            if (line[stop] == '\t')
            {
                Append(line[..stop], batch, column++);
                line = line[(stop + 1)..];
                continue;
            }

            var end = line[stop..].IndexOf((byte)'\t');
            var field = end < 0 ? line : line[..(stop + end)];
            AppendEscaped(field, stop, batch, column++);
            if (end < 0)
                return;
            line = line[(stop + end + 1)..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ReadOnlySpan<byte> field, RowBatch batch, int column)
    {
        if (_anyBytes && isBytes[column])
            throw new FormatException($"A bytea value does not begin with \\x (field {column}).");
        batch.Append(field);
    }

    private void AppendEscaped(ReadOnlySpan<byte> field, int firstEscape, RowBatch batch, int column)
    {
        if (field is [(byte)'\\', (byte)'N'])
        {
            batch.AppendNull();
            return;
        }

        if (isBytes[column])
        {
            AppendBytes(field, batch);
            return;
        }

        var output = batch.Reserve(field.Length);
        field[..firstEscape].CopyTo(output);
        var written = firstEscape;
        var rest = field[firstEscape..];
        while (!rest.IsEmpty)
        {
            output[written++] = rest[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'v' => (byte)'\v',
                var other => other,
            };
            rest = rest[2..];
            var plain = rest.IndexOf((byte)'\\');
            if (plain < 0)
                plain = rest.Length;
            rest[..plain].CopyTo(output[written..]);
            written += plain;
            rest = rest[plain..];
        }

        batch.EndField(written);
    }

    /// <summary>A bytea: <c>\\x</c> and two hexadecimal digits a byte.</summary>
    private static void AppendBytes(ReadOnlySpan<byte> field, RowBatch batch)
    {
        if (!field.StartsWith("\\\\x"u8))
            throw new FormatException("A bytea value does not begin with \\x; bytea_output must be hex.");
        var digits = field[3..];
        var output = batch.Reserve(digits.Length / 2);
        System.Buffers.OperationStatus status = Convert.FromHexString(digits, output, out _, out var written);
        if (status != System.Buffers.OperationStatus.Done)
            throw new FormatException("A bytea value is not hexadecimal.");
        batch.EndField(written);
    }
}
