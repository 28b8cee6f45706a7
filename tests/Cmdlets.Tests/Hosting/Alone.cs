namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>
/// For tests that change what the whole process has, such as its environment: no other test runs at the same time.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
