namespace PidMigration.Shell.Prompts;

/// <summary>What was typed.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">The line, without its end; empty unless the outcome is <see cref="LineOutcome.Line"/>.</param>
internal readonly record struct LineEntry(LineOutcome Outcome, string Text = "");
