namespace PidMigration.Verifying;

/// <summary>How the rows of a copied model differ from the source's.</summary>
/// <param name="Missing">The rows that the target lacks.</param>
/// <param name="Extra">
/// The rows that only the target has, but for those that were there before a copy that only adds.
/// </param>
/// <param name="Changed">The rows whose values differ.</param>
internal readonly record struct VerifyResult(long Missing, long Extra, long Changed);
