using System.Globalization;
using System.Text.RegularExpressions;

namespace HelpBuilder;

/// <summary>Holds the operator's table of errors against the codes that the source has.</summary>
internal static partial class ErrorCodes
{
    /// <summary>Codes that the table lacks, and codes in it that nothing raises.</summary>
    /// <param name="sources">The folder of the C# files.</param>
    /// <param name="table">The text with the table; a range is written <c>PID2001 – PID2017</c>.</param>
    public static IEnumerable<string> Find(string sources, string table)
    {
        var raised = Directory
            .EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)))
            .Select(m => Number(m.Groups[1]))
            .ToHashSet();
        var told = Row()
            .Matches(table)
            .SelectMany(row => Told().Matches(row.Value))
            .SelectMany(m =>
                Enumerable.Range(
                    Number(m.Groups[1]),
                    m.Groups[2].Success ? Number(m.Groups[2]) - Number(m.Groups[1]) + 1 : 1
                )
            )
            .ToHashSet();
        foreach (var code in raised.Except(told).Order())
            yield return $"the table of errors lacks PID{code}";
        foreach (var code in told.Except(raised).Order())
            yield return $"the table of errors has PID{code}, which nothing raises";
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"PID([0-9]{4})\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| PID[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("PID([0-9]{4})(?: – PID([0-9]{4}))?")]
    private static partial Regex Told();
}
