using System.Data.Common;
using PidMigration.Databases.Resilience;

namespace PidMigration.Databases;

/// <summary>
/// Runs commands so that the thread itself waits for the server. One asynchronous call, and .NET keeps the socket
/// non-blocking for good; every later wait then goes through its event loop and the pool, which took a quarter of the
/// processor time of reading.
/// </summary>
internal static class BlockingCommand
{
    /// <summary>Readers that wait side by side, and some threads more for all others.</summary>
    private const int Threads = 12;

    /// <summary>
    /// Sees to it that the pool starts a thread at once where others are waiting for servers, instead of after half a
    /// second.
    /// </summary>
    public static void EnsureThreadPoolMinimum()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        if (workers < Threads)
            ThreadPool.SetMinThreads(Threads, ports);
    }

    /// <summary>Runs a command on a thread of the pool; a cancellation reaches the server.</summary>
    public static Task<T> RunAsync<T>(
        DbConnection connection,
        string sql,
        Func<DbCommand, T> run,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                using var stop = ServerCancellation.Register(command.Cancel, cancellationToken);
                try
                {
                    return run(command);
                }
                catch (DbException) when (cancellationToken.IsCancellationRequested)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
            },
            cancellationToken
        );
}
