namespace PidMigration.Ledgers;

/// <summary>A column of the ledger's table.</summary>
/// <param name="Name">Its stored name.</param>
/// <param name="Type">Its declaration; null for a text of any length that may be NULL, which each engine names
/// differently.</param>
internal sealed record LedgerColumn(string Name, string? Type = null);
