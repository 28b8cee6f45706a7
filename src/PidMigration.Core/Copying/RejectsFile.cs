using System.Globalization;
using System.Text;
using System.Text.Json;
using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>
/// Rows that the target refused, one JSON object a line: model, key, reason, and every value as its canonical text
/// (bytes, and text that isn't valid, as hexadecimal digits after <c>\x</c>). The file is created with the first such
/// row. Jobs write it side by side: its fields are under <see cref="_gate"/>.
/// </summary>
public sealed class RejectsFile(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private StreamWriter? _file;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public long Rows { get; private set; }

    /// <summary>Adds a row. It is on its way to the disk when this returns.</summary>
    /// <exception cref="MigrationException">PID1405: the file can't be written.</exception>
    public void Add(ModelPlan plan, RowBatch batch, int row, string reason)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(batch);
        var line = new
        {
            model = plan.Model.Name,
            table = plan.Model.Table,
            key = plan.KeyFields.ToDictionary(f => plan.Columns[f].Source.Name, f => Value(plan, batch, row, f)),
            reason,
            values = Enumerable
                .Range(0, batch.Columns)
                .ToDictionary(c => plan.Columns[c].Source.Name, c => Value(plan, batch, row, c)),
        };
        lock (_gate)
            Write(JsonSerializer.Serialize(line));
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Its rows and path for messages: <c>3 rows in /home/me/rejects.jsonl</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows in {Path}");

    private void Write(string line)
    {
        try
        {
            _file ??= new StreamWriter(Path, true, new UTF8Encoding(false)) { AutoFlush = true };
            _file.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.RejectsUnwritable(Path, e.Message, e);
        }

        Rows++;
    }

    private static string? Value(ModelPlan plan, RowBatch batch, int row, int column) =>
        CellText.FormatMarked(batch, row, column, plan.Columns[column].Source.Kind);
}
