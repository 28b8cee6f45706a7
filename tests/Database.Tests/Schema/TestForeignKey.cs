namespace PidMigration.Database.Tests.Schema;

public sealed record TestForeignKey(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> References);
