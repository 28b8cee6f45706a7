namespace PidMigration.Torture;

/// <summary>The product, or the bench itself, did not do what it has to.</summary>
internal sealed class TortureException(string message) : Exception(message);
