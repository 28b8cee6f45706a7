using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Comparing;

/// <summary>Writes the differences down as texts.</summary>
internal sealed class RecordingSink : IDifferenceSink
{
    public List<string> Seen { get; } = [];

    public void Missing(RowBatch source, int row) => Seen.Add($"missing {TestRows.Read(source, row)}");

    public void Extra(RowBatch target, int row) => Seen.Add($"extra {TestRows.Read(target, row)}");

    public void Changed(RowBatch source, int row, RowBatch target, int targetRow) =>
        Seen.Add($"changed {TestRows.Read(source, row)} to {TestRows.Read(target, targetRow)}");
}
