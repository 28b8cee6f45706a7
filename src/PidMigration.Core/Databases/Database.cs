using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// One database of a migration: its address, the driver that speaks to it, and what that driver's exceptions mean. It
/// is what is passed wherever a database is read or written. It holds no connection.
/// </summary>
public sealed class Database
{
    private readonly DatabaseDriver _driver;

    public Database(DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        _driver = DatabaseDrivers.For(address.Engine);
    }

    public DatabaseAddress Address { get; }

    /// <summary>Its short name for questions and messages: <c>pidman on new</c>.</summary>
    public string ShortName => Address.ShortName;

    /// <summary>Its address as a URL, with neither user nor password.</summary>
    public string Place => Address.Place;

    public Dialect Dialect => _driver.Dialect;

    /// <summary>The conditions, in its SQL, for values that a target can't hold.</summary>
    public ValuePredicates Predicates => _driver.Checks;

    /// <summary>What it can hold, and what it does to values by itself.</summary>
    public EngineTraits Traits => _driver.Traits;

    /// <summary>Connects once and asks the server what it is.</summary>
    /// <exception cref="MigrationException">PID11xx: it can't be reached.</exception>
    public Task<DatabaseInfo> ProbeAsync(CancellationToken cancellationToken) =>
        _driver.ProbeAsync(this, cancellationToken);

    /// <summary>Reads what the database has. Nothing is locked or changed.</summary>
    /// <exception cref="MigrationException">
    /// PID11xx: it can't be reached; PID1301: it may not be read.
    /// </exception>
    public Task<DatabaseCatalog> ReadCatalogAsync(CancellationToken cancellationToken) =>
        _driver.ReadCatalogAsync(this, cancellationToken);

    /// <summary>Opens it as a source: read-only, at one instant, with one connection.</summary>
    public Task<Snapshot> OpenSnapshotAsync(CancellationToken cancellationToken) =>
        OpenSnapshotAsync(1, cancellationToken);

    /// <summary>
    /// Opens it as a source: read-only, at one instant, with up to so many connections that read rows. There are fewer
    /// where it can't be shown that they see the same, and more where any number can be had
    /// (<see cref="Snapshot.MaxConcurrentReaders"/>).
    /// </summary>
    public Task<Snapshot> OpenSnapshotAsync(int readers, CancellationToken cancellationToken) =>
        _driver.OpenSnapshotAsync(this, readers, cancellationToken);

    /// <summary>
    /// Opens it as a target, for writing; constraints are switched off in this session alone, as far as the user may.
    /// </summary>
    public Task<Target> OpenTargetAsync(CancellationToken cancellationToken) =>
        _driver.OpenTargetAsync(this, cancellationToken);

    /// <summary>What an exception of its driver is about.</summary>
    public FailureCause Classify(Exception exception) => _driver.Translator.Classify(exception);

    /// <summary>
    /// Whether the same may succeed when it is tried again: the connection broke, or the server was too busy.
    /// </summary>
    public bool IsTransient(Exception exception) => _driver.Translator.IsTransient(exception);

    /// <summary>The server's reason, in one line.</summary>
    public string Reason(Exception exception) => _driver.Translator.Reason(exception);

    /// <summary>Reads something; what the driver throws leaves here as an error of the catalog.</summary>
    /// <param name="work">The statements.</param>
    /// <param name="thing">What is read, for the error that says that the user may not.</param>
    /// <param name="otherwise">
    /// The error for whatever no error of its own exists for, made of the server's reason and its exception.
    /// </param>
    /// <exception cref="MigrationException">It failed.</exception>
    public async Task<T> GuardReadAsync<T>(
        Func<Task<T>> work,
        string thing,
        Func<string, Exception, MigrationException> otherwise
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (NeedsTranslation(e))
        {
            throw TranslateRead(e, thing, otherwise);
        }
    }

    /// <summary>Writes something; what the driver throws leaves here as an error of the catalog.</summary>
    /// <inheritdoc cref="GuardReadAsync"/>
    public async Task<T> GuardWriteAsync<T>(
        Func<Task<T>> work,
        string thing,
        Func<string, Exception, MigrationException> otherwise
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (NeedsTranslation(e))
        {
            throw TranslateWrite(e, thing, otherwise);
        }
    }

    /// <inheritdoc cref="GuardWriteAsync{T}"/>
    public Task GuardWriteAsync(Func<Task> work, string thing, Func<string, Exception, MigrationException> otherwise)
    {
        ArgumentNullException.ThrowIfNull(work);
        return GuardWriteAsync(
            async () =>
            {
                await work().ConfigureAwait(false);
                return true;
            },
            thing,
            otherwise
        );
    }

    /// <summary>The error for a statement that read and failed.</summary>
    /// <remarks>
    /// A broken connection and a missing right have errors of their own. A statement that only reads is never told that
    /// the server is read-only or full: then it is the user's condition that writes, and <paramref name="otherwise"/>
    /// says so.
    /// </remarks>
    public MigrationException TranslateRead(
        Exception exception,
        string thing,
        Func<string, Exception, MigrationException> otherwise
    )
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        return Translate(exception, thing)
            ?? (
                Classify(exception) == FailureCause.Permission
                    ? RightsErrors.MayNotRead(thing, ToString(), Reason(exception), exception)
                    : otherwise(Reason(exception), exception)
            );
    }

    /// <summary>
    /// The error for a statement that wrote and failed: a broken connection, a missing right, a read-only server and a
    /// full disk have errors of their own.
    /// </summary>
    public MigrationException TranslateWrite(
        Exception exception,
        string thing,
        Func<string, Exception, MigrationException> otherwise
    )
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        return Translate(exception, thing)
            ?? Classify(exception) switch
            {
                FailureCause.Permission => RightsErrors.MayNotWrite(thing, ToString(), Reason(exception), exception),
                FailureCause.ReadOnly => RightsErrors.ReadOnlyTarget(ToString(), Reason(exception), exception),
                FailureCause.Full => Errors.TargetFull(ToString(), Reason(exception), exception),
                _ => otherwise(Reason(exception), exception),
            };
    }

    /// <summary>The address as a URL, without the password.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>Null where it depends on whether something was read or written.</summary>
    private MigrationException? Translate(Exception exception, string thing) =>
        exception as MigrationException
        ?? Classify(exception) switch
        {
            FailureCause.ConnectionLost => Errors.ConnectionLost(ToString(), Reason(exception), exception),
            FailureCause.RowSecurity => RightsErrors.RowSecurity(thing, ToString(), Reason(exception), exception),
            _ => null,
        };

    private static bool NeedsTranslation(Exception exception) =>
        exception is not (OperationCanceledException or MigrationException);
}
