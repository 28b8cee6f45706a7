using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>
/// Columns that the source counts for and the target doesn't. SQLite continues after the largest row id in the table,
/// unless the column is AUTOINCREMENT: keys of rows that were deleted at the end are issued again. Source:
/// sqlite.org/autoinc.html.
/// </summary>
internal sealed class CounterlessColumns(IssuedNumbers issued, SequenceSide target)
{
    /// <summary>
    /// A remark for each column of a model where that matters: the source has issued more than the target's rows show.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindAsync(Table ours, Table table, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        foreach (var counters in ours.Counters.Where(c => !c.Computed).GroupBy(c => c.Column))
        {
            if (table.FindColumn(counters.Key) is not { } column || table.Counters.Any(c => c.Column == column.Name))
                continue;
            // The application draws by the name: then that sequence is raised.
            if (counters.Any(c => c.Sequence is { } s && Namesakes.Find(s, target.Catalog.Sequences) is [_]))
                continue;
            var last = counters.Select(c => issued.LastOf(c, false)).Max();
            var held = await issued.HeldAsync(table, column.Name, false, cancellationToken).ConfigureAwait(false) ?? 0;
            if (last is not { } most || most <= held)
                continue;
            remarks.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Name}.{column.Name}: the source has issued keys up to {most}, the target's rows go up "
                        + $"to {held}, and no sequence of the target continues from there: "
                )
                    + (
                        target.Database.Traits.ReissuesKeys
                        && column.Kind == ValueKind.Integer
                        && table.PrimaryKey is [var key]
                        && key == column.Name
                            ? "without AUTOINCREMENT, SQLite issues the keys in between again."
                            : "make sure that new keys start after those."
                    )
            );
        }

        return remarks;
    }
}
