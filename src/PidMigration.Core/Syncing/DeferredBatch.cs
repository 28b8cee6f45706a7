using System.Runtime.ExceptionServices;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>
/// A batch that met a value which another row still holds: it is tried again once the other rows have their values.
/// </summary>
/// <param name="IsUpdate">Whether its rows are in the target already.</param>
/// <param name="Rows">The rows, converted.</param>
/// <param name="Error">What the target said.</param>
internal sealed record DeferredBatch(bool IsUpdate, RowBatch Rows, ExceptionDispatchInfo Error);
