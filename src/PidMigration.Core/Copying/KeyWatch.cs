using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>The key and the foreign keys of one model's rows, as they are committed.</summary>
internal sealed class KeyWatch
{
    private readonly (int Field, KeySet Keys)[] _watched;
    private readonly Dictionary<string, KeySet> _byColumn = [];
    private readonly Lock _gate = new();

    /// <summary>Watches the foreign keys of a model's rows, and their key where another table refers to it.</summary>
    public KeyWatch(ModelPlan plan, bool isReferredTo)
    {
        Table = plan.Target.Name;
        var names = plan.Target.ForeignKeys.Where(k => k.Columns.Count == 1).Select(k => k.Columns[0]).Concat(isReferredTo && plan.Target.PrimaryKey.Count == 1 ? plan.Target.PrimaryKey : []);
        foreach (var name in names) _byColumn[name] = new KeySet();
        _watched = [.. _byColumn.Select(c => (plan.Columns.ToList().FindIndex(p => p.Target.Name == c.Key && p.Target.Kind == ValueKind.Integer), c.Value)).Where(c => c.Item1 >= 0)];
        foreach (var keys in _byColumn.Values.Except(_watched.Select(w => w.Keys))) keys.Forget();
        // Rows that were there before didn't come by here.
        if (plan.OnlyNew) Forget();
    }

    /// <summary>The target's table.</summary>
    public TableName Table { get; }

    /// <summary>Takes up the rows of a batch that is committed as a whole; ranges of a model come from several threads.</summary>
    public void Take(RowBatch batch)
    {
        lock (_gate) Add(batch);
    }

    /// <summary>Which rows were committed isn't known any more.</summary>
    public void Forget()
    {
        foreach (var keys in _byColumn.Values) keys.Forget();
    }

    /// <summary>All numbers of a column; null where they aren't known.</summary>
    public KeySet? Find(string column) => _byColumn.TryGetValue(column, out var keys) && keys.IsComplete ? keys : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(RowBatch batch)
    {
        // Row by row, not column by column: what lies together is looked at together.
        var watched = _watched.AsSpan();
        for (var row = 0; row < batch.Rows; row++)
            foreach (ref readonly var column in watched)
                if (column.Keys.IsComplete && !batch.IsNull(row, column.Field)) column.Keys.Add(batch.Field(row, column.Field));
    }
}
