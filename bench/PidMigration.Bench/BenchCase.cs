using PidMigration.Bench.Contenders;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench;

/// <summary>A copy of the PID database that several contenders make.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Source">The server that has the PID database.</param>
/// <param name="Target">The server that gets it.</param>
/// <param name="Contenders">Who copies; the first is what the others are measured against.</param>
internal sealed record BenchCase(string Name, Server Source, Server Target, IReadOnlyList<IContender> Contenders);
