using System.Globalization;

namespace PidMigration.Conversion;

/// <summary>How often an allowed change was made.</summary>
/// <param name="Column">The column, as <c>table.column</c>.</param>
/// <param name="Values">The pieces that were changed: values, or characters for StripNul.</param>
/// <param name="Rows">The rows they were in.</param>
/// <param name="Names">What had been allowed for the column.</param>
public sealed record PidConversion(string Column, long Values, long Rows, string Names)
{
    /// <summary>For people: <c>ZeroDateToNull: 3 values in 2 rows of orders.shipped</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Names}: {Values:N0} values in {Rows:N0} rows of {Column}");
}
