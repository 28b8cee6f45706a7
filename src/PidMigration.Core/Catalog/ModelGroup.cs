namespace PidMigration.Catalog;

/// <summary>The parts that a PID database is moved in.</summary>
public enum ModelGroup
{
    /// <summary>Accounts: content types, permissions, groups, users.</summary>
    Auth,

    /// <summary>The identifiers: systems, proxies, policies, domains, pids, targets.</summary>
    Pid,

    /// <summary>The log of Django's admin.</summary>
    Log,

    /// <summary>All other tables.</summary>
    Other,
}
