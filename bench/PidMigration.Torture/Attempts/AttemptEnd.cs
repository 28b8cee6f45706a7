namespace PidMigration.Torture.Attempts;

/// <summary>How an attempt ended.</summary>
internal enum AttemptEnd
{
    /// <summary>All models are copied, or all are equal.</summary>
    Complete,

    /// <summary>There is no run to go on with (PID1901).</summary>
    NothingToResume,

    /// <summary>
    /// Another run still holds the target: the server has not yet noticed that a killed client is gone.
    /// </summary>
    Busy,

    /// <summary>It failed with an error of the product's.</summary>
    Failed,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>It ended without a word, or with an exception that is none of the product's errors.</summary>
    Crashed,
}
