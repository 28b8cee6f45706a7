using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// What -WhatIf and -Verbose say, word by word; and that with -WhatIf nothing is asked and nothing done.
/// </summary>
public sealed class WhatIfAndVerboseTests(Pairs pairs)
{
    private const string Performing = "Performing the operation ";

    public static TheoryData<string, bool, string[]> WhatIfs =>
        new()
        {
            {
                "Copy-PidModel contenttypes.ContentType, auth.Group",
                false,
                [
                    Performing + "\"Copy 15 rows\" on target \"auth.Group → auth_group in target.db\".",
                    Performing
                        + "\"Delete 19 rows, copy 20\" on target \"contenttypes.ContentType → "
                        + "django_content_type in target.db\".",
                    Performing
                        + "\"Copy 150 rows\" on target \"auth.Group.permissions → auth_group_permissions in "
                        + "target.db\".",
                ]
            },
            {
                "Copy-PidModel auth.Group -Since 1 -WithoutParent",
                false,
                [
                    Performing
                        + "\"Copy 14 rows, less those whose keys are there\" on target \"auth.Group → "
                        + "auth_group in target.db\".",
                    Performing
                        + "\"Copy 149 rows, less those whose keys are there\" on target "
                        + "\"auth.Group.permissions → auth_group_permissions in target.db\".",
                ]
            },
            // -Force asks nothing; it doesn't do what is only to be shown.
            {
                "Clear-PidTarget admin.LogEntry -Force",
                true,
                ["Delete 1,753 admin.LogEntry rows from django_admin_log in target.db."]
            },
            {
                "Sync-PidModel contenttypes.ContentType",
                false,
                [
                    "contenttypes.ContentType in target.db: insert 4 rows (20, 21, 24, 25), update 12 rows "
                        + "(1, 2, 3, 8, 9, 11, 12, 13, 14, 16, 18, 19).",
                    "Delete 3 contenttypes.ContentType rows that only target.db has (4, 7, 15).",
                ]
            },
            {
                "Reset-PidSequence auth.Group",
                false,
                [
                    Performing + "\"Raise to at least 24\" on target \"auth_group.id\".",
                    Performing + "\"Raise to at least 190\" on target \"auth_group_permissions.id\".",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(WhatIfs))]
    public void WhatIf_reports_each_action_and_does_none(string command, bool filled, string[] texts)
    {
        var pair = pairs.Make(filled);
        var before = pair.Content();
        using var shell = Shell.Open();
        Assert.Empty(shell.Run($"{command} -WhatIf {pair.Both}").Good());
        Assert.Equal(texts.Select(t => $"What if: {t}"), shell.Console.Lines);
        Assert.Empty(shell.Console.Questions);
        Assert.Equal(before, pair.Content());

        // The preference is as good as the switch.
        shell.Console.Forget();
        Assert.Empty(shell.Run($"$WhatIfPreference = $true; {command} {pair.Both}").Good());
        Assert.Equal(texts.Select(t => $"What if: {t}"), shell.Console.Lines);
        Assert.Equal(before, pair.Content());
    }

    [Fact]
    public void WhatIf_with_Force_keeps_the_ledger()
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        shell.Run($"Copy-PidModel pid.Policy {pair.Both}").Good();
        shell.Run($"Clear-PidLedger -WhatIf -Force {pair.Both}").Good();
        Assert.Equal(["What if: Remove the ledger with its 1 run from target.db."], shell.Console.Lines);
        Assert.True(pair.HasLedger, "The ledger was removed.");
    }

    public static TheoryData<string, string[]> Verboses =>
        new()
        {
            {
                "Copy-PidModel pid.Policy, pid.ExtSystem -Where 'id < 3' -Verbose",
                [
                    Performing + "\"Copy 2 rows\" on target \"pid.ExtSystem → pid_extsystem in target.db\".",
                    Performing + "\"Copy 2 rows\" on target \"pid.Policy → pid_policy in target.db\".",
                    "pid.ExtSystem: 2 rows of pid_extsystem into pid_extsystem, 4 columns, by id, batches "
                        + "of at most 100,000 rows or 1.5 MB, "
                        + "where id < 3",
                    "pid.Policy: 2 rows of pid_policy into pid_policy, 4 columns, by id, batches of at most "
                        + "100,000 rows or 1.5 MB, "
                        + "where id < 3",
                ]
            },
            {
                "Sync-PidModel contenttypes.ContentType, auth.Permission -Confirm:$false -Verbose",
                [
                    "Delete 3 contenttypes.ContentType rows that only target.db has (4, 7, 15).",
                    "Delete 6 auth.Permission rows that only target.db has (39, 40, 41, 60, 61, 62).",
                    "auth.Permission: 6 rows written.",
                    "auth.Permission: 80 rows written.",
                    "contenttypes.ContentType: 16 rows written.",
                    "contenttypes.ContentType: 3 rows written.",
                ]
            },
            {
                "Reset-PidSequence pid.Policy -Verbose",
                [Performing + "\"Raise to at least 18\" on target \"pid_policy.id\"."]
            },
        };

    [Theory]
    [MemberData(nameof(Verboses))]
    public void Verbose_reports_each_action(string command, string[] texts)
    {
        using var shell = Shell.Open();
        shell.Run($"{command} {pairs.Make().Both}").Good();
        Assert.Equal(texts.Select(t => $"VERBOSE: {t}"), shell.Console.Lines.Order(StringComparer.Ordinal));
    }
}
