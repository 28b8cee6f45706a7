using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Takes what a comparison finds. The batches are read again afterwards: what is to be kept has to be copied.
/// </summary>
internal interface IDifferenceSink
{
    void Missing(RowBatch source, int row);

    /// <summary>A row that only the target has.</summary>
    void Extra(RowBatch target, int row);

    void Changed(RowBatch source, int row, RowBatch target, int targetRow);
}
