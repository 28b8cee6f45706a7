using System.Management.Automation;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>What is asked, word by word, and what each answer does.</summary>
public sealed class PromptTests(Pairs pairs)
{
    private const string Results = "ForEach-Object { \"$($_.Model) $($_.Status) $($_.Rows)\" }";

    /// <summary>The choices of PowerShell's own questions.</summary>
    private static readonly string[] Usual =
    [
        "&Yes: Continue with only the next step of the operation.",
        "Yes to &All: Continue with all the steps of the operation.",
        "&No: Skip this operation and proceed with the next operation.",
        "No to A&ll: Skip this operation and all subsequent operations.",
        "&Suspend: Pause the current pipeline and return to the command prompt. Type \"exit\" to resume the pipeline.",
    ];

    [Fact]
    public void A_copy_asks_before_it_deletes_and_an_empty_answer_keeps_the_rows()
    {
        using var shell = Shell.Open();
        shell.Console.WillAnswer("YY");
        shell.Run($"Copy-PidModel contenttypes.ContentType, auth.Permission {pairs.Make().Both}").Good();

        Assert.Equal(
            [
                "Delete 19 contenttypes.ContentType rows from django_content_type in target.db and copy 20?",
                "Delete 78 auth.Permission rows from auth_permission in target.db and copy 80?",
            ],
            shell.Console.Questions.Select(q => q.Message)
        );
        Assert.All(
            shell.Console.Questions,
            q =>
            {
                Assert.Equal("Copy-PidModel", q.Caption);
                Assert.Equal(
                    [
                        "&Yes: Delete these rows and continue.",
                        "Yes to &All: Delete these rows, and those of all further questions.",
                        "&No: Keep these rows.",
                        "No to A&ll: Keep these rows, and those of all further questions.",
                    ],
                    q.Choices
                );
                Assert.Equal(q.IndexOf('N'), q.Default);
            }
        );
    }

    // auth.Permission refers to contenttypes.ContentType. Where that is kept, nobody is asked about its permissions,
    // and they stay (seen once: deleted after a Yes, and then not copied). Where only the permissions are kept, some of
    // them refer to types that are gone, and that is told.
    [Theory]
    [InlineData("YY", 2, "contenttypes.ContentType Copied 20, auth.Permission Copied 80")]
    [InlineData("A", 1, "contenttypes.ContentType Copied 20, auth.Permission Copied 80")]
    [InlineData("YN", 2, "contenttypes.ContentType Failed 20, auth.Permission Skipped 0")]
    [InlineData("N", 1, "contenttypes.ContentType Skipped 0, auth.Permission Skipped 0")]
    [InlineData("L", 1, "contenttypes.ContentType Skipped 0, auth.Permission Skipped 0")]
    public void A_copy_does_what_the_answers_say(string answers, int asked, string results)
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        shell.Console.WillAnswer(answers);
        var copy = shell.Run($"Copy-PidModel contenttypes.ContentType, auth.Permission {pair.Both} | {Results}");

        Assert.Equal(results, string.Join(", ", copy.Lines));
        Assert.Equal(asked, shell.Console.Questions.Count);
        Assert.Equal(
            results.Contains("auth.Permission Copied", StringComparison.Ordinal) ? 80 : 78,
            pair.Rows("auth_permission")
        );
        Assert.Equal(
            results.Contains("ContentType Skipped", StringComparison.Ordinal) ? 19 : 20,
            pair.Rows("django_content_type")
        );
    }

    [Theory]
    [InlineData("Copy-PidModel contenttypes.ContentType")]
    [InlineData("Copy-PidModel contenttypes.ContentType -Confirm")]
    [InlineData("Clear-PidTarget auth.Permission -LeaveDangling")]
    [InlineData("Sync-PidModel contenttypes.ContentType")]
    [InlineData("Sync-PidModel contenttypes.ContentType -Confirm")]
    [InlineData("Reset-PidSequence auth.Permission -Confirm")]
    public void Ctrl_C_at_a_prompt_ends_the_command_and_changes_nothing(string command)
    {
        var pair = pairs.Make();
        var before = pair.Content();
        using var shell = Shell.Open();
        shell.Console.WillAnswer($"{TestConsole.CtrlC}");
        var run = shell.Run($"{command} {pair.Both}; 'never'");

        Assert.Equal(PSInvocationState.Stopped, run.State);
        Assert.Empty(run.Output);
        Assert.Single(shell.Console.Questions);
        Assert.Equal(before, pair.Content());
        // Neither is anything left that would keep the next one out.
        shell.Console.WillAnswer("AAA");
        Assert.NotEmpty(shell.Run($"{command} {pair.Both}").Output);
    }

    [Fact]
    public void Confirm_prompts_in_the_words_of_PowerShell()
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        shell.Console.WillAnswer("YY");
        shell.Run($"Copy-PidModel contenttypes.ContentType -Confirm {pair.Both}");
        Assert.Equal(["Confirm", "Copy-PidModel"], shell.Console.Questions.Select(q => q.Caption));
        AssertPrompt(
            shell.Console.Questions[0],
            "Are you sure you want to perform this action?\nPerforming the operation \"Delete 19 rows, copy "
                + "20\" on target "
                + "\"contenttypes.ContentType → django_content_type in target.db\"."
        );

        shell.Console.Forget();
        shell.Console.WillAnswer("YN");
        var raised = shell.Run(
            $"Reset-PidSequence auth.Group -Confirm {pair.Both} | ForEach-Object {{ \"$($_.Name) $($_.New)\" }}"
        );
        Assert.Equal(["auth_group.id 24"], raised.Good());
        AssertPrompt(
            shell.Console.Questions[0],
            "Are you sure you want to perform this action?\n"
                + "Performing the operation \"Raise to at least 24\" on target \"auth_group.id\"."
        );
    }

    [Theory]
    [InlineData("YY", 2, "admin.LogEntry 1753, pid.Target 1109")]
    [InlineData("A", 1, "admin.LogEntry 1753, pid.Target 1109")]
    [InlineData("YN", 2, "admin.LogEntry 1753")]
    [InlineData("NY", 2, "pid.Target 1109")]
    [InlineData("L", 1, "")]
    public void Clearing_prompts_for_each_model_and_deletes_what_was_confirmed(
        string answers,
        int asked,
        string results
    )
    {
        var pair = pairs.Make(filled: true);
        using var shell = Shell.Open();
        shell.Console.WillAnswer(answers);
        var clear = shell
            .Run(
                $"Clear-PidTarget admin.LogEntry, pid.Target {pair.Both} | "
                    + "ForEach-Object { \"$($_.Model) $($_.Rows)\" }"
            )
            .Good();

        Assert.Equal(results, string.Join(", ", clear.Order()));
        Assert.Equal(results.Contains("LogEntry", StringComparison.Ordinal) ? 0 : 1753, pair.Rows("django_admin_log"));
        Assert.Equal(results.Contains("pid.Target", StringComparison.Ordinal) ? 0 : 1109, pair.Rows("pid_target"));
        Assert.Equal(asked, shell.Console.Questions.Count);
        var log = shell.Console.Questions.Single(q =>
            q.Message.Contains("LogEntry", StringComparison.Ordinal) || asked == 1
        );
        AssertPrompt(log, "Delete 1,753 admin.LogEntry rows from django_admin_log in target.db?", "Clear-PidTarget");
    }

    [Theory]
    [InlineData('Y', true)]
    [InlineData('N', false)]
    [InlineData(TestConsole.CtrlC, false)]
    public void The_ledger_is_removed_only_after_a_yes(char answer, bool goes)
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        shell.Run($"Copy-PidModel pid.Policy {pair.Both}").Good();
        shell.Console.WillAnswer($"{answer}");
        shell.Run($"Clear-PidLedger {pair.Both}");

        AssertPrompt(
            Assert.Single(shell.Console.Questions),
            "Remove the ledger with its 1 run from target.db?",
            "Clear-PidLedger"
        );
        Assert.Equal(!goes, pair.HasLedger);
    }

    // Ids 4, 7 and 15 are the target's own; the permissions that refer to them go with a sync of theirs.
    [Theory]
    [InlineData("YY", "contenttypes.ContentType Synced 3 0, auth.Permission Synced 6 0")]
    [InlineData("A", "contenttypes.ContentType Synced 3 0, auth.Permission Synced 6 0")]
    public void A_sync_prompts_only_before_it_deletes(string answers, string results)
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        shell.Console.WillAnswer(answers);
        var sync = shell.Run(
            $"Sync-PidModel contenttypes.ContentType, auth.Permission {pair.Both} | "
                + "ForEach-Object { \"$($_.Model) $($_.Status) $($_.Deleted) $($_.Kept)\" }"
        );

        Assert.Equal(results, string.Join(", ", sync.Lines));
        AssertPrompt(
            shell.Console.Questions[0],
            "Delete 3 contenttypes.ContentType rows that only target.db has (4, 7, 15)?",
            "Sync-PidModel"
        );
        Assert.Equal(answers.Length, shell.Console.Questions.Count);
    }

    [Theory]
    [InlineData('Y', "admin.LogEntry Synced 2 0", 1753)]
    [InlineData('N', "admin.LogEntry Partial 0 2", 1755)]
    [InlineData('L', "admin.LogEntry Partial 0 2", 1755)]
    public void A_sync_keeps_extra_rows_after_a_no(char answer, string result, long rows)
    {
        var pair = pairs.Make(filled: true);
        pair.Sql(
            "CREATE TABLE more AS SELECT * FROM django_admin_log LIMIT 2; UPDATE more SET id = id + 100000; "
                + "INSERT INTO django_admin_log SELECT * FROM more; DROP TABLE more"
        );
        using var shell = Shell.Open();
        shell.Console.WillAnswer($"{answer}");
        var sync = shell.Run(
            $"Sync-PidModel admin.LogEntry {pair.Both} | "
                + "ForEach-Object { \"$($_.Model) $($_.Status) $($_.Deleted) $($_.Kept)\" }"
        );
        Assert.Equal([result], sync.Lines);
        Assert.Equal(rows, pair.Rows("django_admin_log"));
    }

    [Fact]
    public void A_sync_with_Confirm_writes_nothing_after_a_no()
    {
        var pair = pairs.Make();
        var before = pair.Content();
        using var shell = Shell.Open();
        shell.Console.WillAnswer("N");
        shell.Run($"Sync-PidModel contenttypes.ContentType -Confirm {pair.Both}");

        AssertPrompt(
            Assert.Single(shell.Console.Questions),
            "contenttypes.ContentType in target.db: insert 4 rows (20, 21, 24, 25), update 12 rows "
                + "(1, 2, 3, 8, 9, 11, 12, 13, 14, 16, 18, 19)?",
            "Sync-PidModel"
        );
        Assert.Equal(before, pair.Content());
    }

    private static void AssertPrompt(ShownPrompt question, string message, string caption = "Confirm")
    {
        Assert.Equal(caption, question.Caption);
        Assert.Equal(message, question.Message.ReplaceLineEndings("\n"));
        Assert.Equal(Usual, question.Choices);
        Assert.Equal(question.IndexOf('Y'), question.Default);
    }
}
