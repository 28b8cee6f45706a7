using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>One engine: all that differs between databases is behind this. The registry is <see cref="DatabaseDrivers"/>.</summary>
public abstract class DatabaseDriver
{
    /// <summary>The family it serves.</summary>
    public abstract DatabaseEngine Engine { get; }

    /// <summary>Its SQL.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>What it can be asked of its data.</summary>
    public abstract ValueChecks Checks { get; }

    /// <summary>The native types it knows, and what their values are: the rows of its type map.</summary>
    public abstract IReadOnlyList<(string Native, ValueKind Kind)> Types { get; }

    /// <summary>Its errors.</summary>
    public abstract FailureMap Failures { get; }

    /// <summary>Connects once and asks the server what it is.</summary>
    public abstract Task<DatabaseInfo> ProbeAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>Reads what the database has. Nothing is locked or changed.</summary>
    public abstract Task<DatabaseCatalog> ReadCatalogAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>Opens a source: read-only, at one instant.</summary>
    public abstract Task<Snapshot> OpenSnapshotAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>Opens a target for writing; constraints are switched off in this session alone, as far as we may.</summary>
    public abstract Task<Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken);
}
