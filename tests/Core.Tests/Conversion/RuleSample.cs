using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>A pair of columns between which a rule applies, and values of both sides of its border.</summary>
internal sealed record RuleSample(Type Rule, string Source, Column From, string Target, Column To)
{
    /// <summary>Canonical texts that arrive.</summary>
    public required IReadOnlyList<string> Fits { get; init; }

    /// <summary>Canonical texts that don't.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    public ConversionContext Context => new(From, To, Traits(Source), Traits(Target));

    public LossRule Instance => LossRules.All.Single(r => r.GetType() == Rule);

    private static EngineTraits Traits(string engine) =>
        DatabaseDrivers.All.Single(d => d.Engine.ToString() == engine).Traits;
}
