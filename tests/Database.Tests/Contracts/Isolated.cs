namespace PidMigration.Database.Tests.Contracts;

/// <summary>Tests that change a server for everybody run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Isolated
{
    public const string Name = "Isolated";
}
