namespace PidMigration.Shell.Tests.Probe;

/// <summary>What the probe's cmdlets emit.</summary>
public sealed record ProbeResult(string Name, int Number);
