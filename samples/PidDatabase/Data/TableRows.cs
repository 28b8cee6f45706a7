using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>The rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Counter">The last primary key that the table's counter gave out; at least the greatest one in
/// use.</param>
/// <param name="Write">Writes every row.</param>
public sealed record TableRows(Table Table, long Count, long Counter, Action<IRowWriter> Write);
