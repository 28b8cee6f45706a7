using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Verifying;

/// <summary>The key and the foreign keys of one model's rows, as they are committed.</summary>
internal sealed class CommittedKeys
{
    private readonly (int Field, KeyBitmap Keys)[] _watched;
    private readonly Dictionary<string, KeyBitmap> _byColumn = [];

    /// <summary>Guards the numbers of all columns: ranges of a model commit side by side.</summary>
    private readonly Lock _gate = new();

    /// <summary>Watches the foreign keys of a model's rows, and their key where another table refers to it.</summary>
    public CommittedKeys(ModelPlan plan, bool isReferredTo)
    {
        Table = plan.Target.Name;
        var names = plan
            .Target.ForeignKeys.Where(k => k.Columns.Count == 1)
            .Select(k => k.Columns[0])
            .Concat(isReferredTo && plan.Target.PrimaryKey.Count == 1 ? plan.Target.PrimaryKey : []);
        foreach (var name in names)
            _byColumn[name] = new KeyBitmap();
        _watched =
        [
            .. _byColumn
                .Select(c =>
                    (
                        plan.Columns.ToList()
                            .FindIndex(p => p.Target.Name == c.Key && p.Target.Kind == ValueKind.Integer),
                        c.Value
                    )
                )
                .Where(c => c.Item1 >= 0),
        ];
        foreach (var keys in _byColumn.Values.Except(_watched.Select(w => w.Keys)))
            keys.Invalidate();
        // The keys of rows that were there before aren't known.
        if (plan.SkipExisting)
            Invalidate();
    }

    public TableName Table { get; }

    /// <summary>
    /// Adds the keys of a batch that is committed as a whole; ranges of a model call this from several threads.
    /// </summary>
    public void Add(RowBatch batch)
    {
        lock (_gate)
            AddRows(batch);
    }

    /// <summary>Which rows were committed isn't known any more.</summary>
    public void Invalidate()
    {
        lock (_gate)
            foreach (var keys in _byColumn.Values)
                keys.Invalidate();
    }

    /// <summary>All numbers of a column; null where they aren't known.</summary>
    public KeyBitmap? TryGet(string column)
    {
        lock (_gate)
            return _byColumn.TryGetValue(column, out var keys) && keys.IsExact ? keys : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(RowBatch batch)
    {
        // Row by row, not column by column: what is adjacent in memory is read together.
        var watched = _watched.AsSpan();
        for (var row = 0; row < batch.Rows; row++)
            foreach (ref readonly var column in watched)
                if (column.Keys.IsExact && !batch.IsNull(row, column.Field))
                    column.Keys.Add(batch.Field(row, column.Field));
    }
}
