namespace PidDatabase;

/// <summary>Which PID database to make.</summary>
public sealed record PidDatabaseOptions
{
    /// <summary>The share of the real size: 1 makes 542,835 pids. Small tables keep their size at any scale.</summary>
    public double Scale { get; init; } = 0.1;

    /// <summary>The same seed and scale give the same rows, in every engine.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Make what Django's <c>migrate</c> makes: every table, and rows only in django_content_type, auth_permission
    /// (with other primary keys than a full database has) and django_migrations.
    /// </summary>
    public bool Empty { get; init; }

    /// <summary>Drop the database first, if it exists.</summary>
    public bool Recreate { get; init; }
}
