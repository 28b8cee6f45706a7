namespace PidMigration.Databases.Sqlite;

/// <summary>
/// The lock of the one who writes a SQLite file, held over many transactions: a file beside it that is open and lets
/// no other process in. The system frees it when the process ends, however it ends. The file itself stays, empty:
/// deleting it would let two in.
/// </summary>
internal sealed class LockFile(string database) : IDisposable
{
    private FileStream? _file;

    public string Path { get; } = database + "-pidmigration-lock";

    /// <summary>Takes the lock if no other process has it.</summary>
    public bool TryTake()
    {
        try
        {
            _file ??= new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException e)
            when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return false;
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
