using System.Diagnostics;
using PidDatabase;
using PidDatabase.Schema;
using PidMigration.Bench.Measuring;

namespace PidMigration.Bench.Servers;

/// <summary>A database server, seen through its own command-line client.</summary>
internal abstract class Server(DatabaseUrl admin)
{
    /// <summary>An account that may create databases.</summary>
    protected DatabaseUrl Admin { get; } = admin;

    /// <summary>
    /// Stands for NULL where a client can't print one that the reader would take for it. A text that contains it would
    /// not survive; the PID database has none.
    /// </summary>
    public const string NullMark = "~NULL~";

    /// <summary>The URL of one of its databases, with the password.</summary>
    public virtual string UrlOf(string database)
    {
        var login = $"{Uri.EscapeDataString(Admin.User)}:{Uri.EscapeDataString(Admin.Password)}";
        var port = Admin.Port == 0 ? "" : $":{Admin.Port}";
        return $"{Admin.Scheme}://{login}@{Admin.Host}{port}/{Uri.EscapeDataString(database)}";
    }

    /// <summary>The client's variables, which hold the password.</summary>
    public abstract IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The client as a shell command that runs an SQL statement, for a pipe.</summary>
    /// <param name="database">The database to connect to.</param>
    /// <param name="sql">The statement.</param>
    protected string ShellCommand(string database, string sql) =>
        string.Join(' ', Arguments(database, sql).Prepend(Client).Select(Quote));

    /// <summary>What its own way to load reads.</summary>
    public virtual PipeFormat Loads => PipeFormat.Text;

    /// <summary>A table's columns in the order in which it has them.</summary>
    public virtual IEnumerable<Column> ColumnsOf(Table table) => table.Columns;

    /// <summary>
    /// A shell command that prints a table, as a competent administrator would type it: booleans as 0 and 1, instants
    /// in UTC.
    /// </summary>
    public abstract string Unload(string database, Table table, IEnumerable<Column> columns, PipeFormat format);

    /// <summary>
    /// A shell command that reads a whole table from its standard input in one transaction, checks off where that needs
    /// no restart.
    /// </summary>
    public abstract string Load(string database, Table table);

    /// <summary>The client as a process that runs an SQL statement and prints bare rows.</summary>
    public ProcessStartInfo Command(string database, string sql) =>
        ChildProcess.Command(Client, Arguments(database, sql), Variables);

    /// <summary>What a statement prints, without the last line's end.</summary>
    public async Task<string> QueryAsync(string database, string sql, CancellationToken cancellationToken) =>
        (await ChildProcess.RunAsync(Command(database, sql), cancellationToken)).Output.TrimEnd('\n');

    /// <summary>The same, in no database of the bench's: for what belongs to the whole server.</summary>
    public Task<string> AskAsync(string sql, CancellationToken cancellationToken) =>
        QueryAsync(Admin.Database, sql, cancellationToken);

    /// <summary>
    /// A query that gives each row as one line of text that is the same on every engine for the same values, in the
    /// order of the primary key: text as hexadecimal UTF-8, instants in UTC with six digits, booleans as 0 and 1, NULL
    /// as "null".
    /// </summary>
    public abstract string CanonicalRows(Table table);

    /// <summary>Empties tables, whatever refers to them.</summary>
    public abstract Task TruncateAsync(string database, IEnumerable<Table> tables, CancellationToken cancellationToken);

    /// <summary>
    /// The server's process, where it runs on this machine and may be seen; else 0. Null where the engine has no
    /// process of its own.
    /// </summary>
    public abstract Task<int?> ProcessIdAsync(CancellationToken cancellationToken);

    /// <summary>Version and the settings that decide about speed, on one line.</summary>
    public abstract Task<string> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>How many rows each table has.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(
        string database,
        IEnumerable<Table> tables,
        CancellationToken cancellationToken
    )
    {
        var union = string.Join(
            " UNION ALL ",
            tables.Select(table => $"SELECT '{table.Name}', count(*) FROM {table.Name}")
        );
        // Each client has a separator of its own.
        return (await QueryAsync(database, union, cancellationToken))
            .Split('\n')
            .Select(line => line.Split('|', '\t'))
            .ToDictionary(
                pair => pair[0],
                pair => long.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Drops a database.</summary>
    public virtual async Task DropAsync(string database, CancellationToken cancellationToken) =>
        await AskAsync($"DROP DATABASE IF EXISTS {database}", cancellationToken);

    /// <summary>The client's program.</summary>
    protected abstract string Client { get; }

    /// <summary>The client's arguments.</summary>
    protected abstract IEnumerable<string> Arguments(string database, string sql);

    /// <summary>A word of a shell command.</summary>
    protected static string Quote(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
