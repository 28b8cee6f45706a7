using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>Compares what a copy wrote with what it read.</summary>
internal interface ICopyVerifier
{
    /// <summary>Compares every cell of one model.</summary>
    /// <param name="plan">What was copied.</param>
    /// <param name="read">The instant of the source that it was read at.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<VerifyResult> VerifyAsync(ModelPlan plan, Snapshot read, CancellationToken cancellationToken);
}
