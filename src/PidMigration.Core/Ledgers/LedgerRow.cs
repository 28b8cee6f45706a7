using System.Globalization;

namespace PidMigration.Ledgers;

/// <summary>
/// One row of the ledger's table, as <see cref="LedgerTable.SelectSql"/> gives it: fields as texts, read by their
/// columns' names.
/// </summary>
internal readonly record struct LedgerRow(IReadOnlyList<string> Fields)
{
    public string Text(string column) => Fields[LedgerTable.IndexOf(column)];

    public string? TextOrNull(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public int Int(string column) => int.Parse(Text(column), CultureInfo.InvariantCulture);

    public long Long(string column) => long.Parse(Text(column), CultureInfo.InvariantCulture);

    public LedgerState State(string column) => Enum.Parse<LedgerState>(Text(column));
}
