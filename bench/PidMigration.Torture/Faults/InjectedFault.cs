namespace PidMigration.Torture.Faults;

/// <summary>A disturbance that happened.</summary>
/// <param name="Moment">When, after the start of the attempt.</param>
/// <param name="Phase">What the servers were doing just then.</param>
internal sealed record InjectedFault(TimeSpan Moment, string Phase);
