using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Comparing;

/// <summary>A model that is to be compared: its plan, or why there is none.</summary>
internal sealed record CompareEntry(PidModel Model, ComparePlan? Plan, MigrationException? Error);
