# Sync-PidModel: just what differs, and no delete without a yes.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Sync-PidModel
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Sync-PidModel' {
    BeforeEach {
        Reset-TargetFile $pair -Filled
        # One row changed, one missing, one more.
        $null = Invoke-Sql $pair.Target @'
UPDATE pid_policy SET title = 'changed' WHERE id = (SELECT MIN(id) FROM pid_policy);
DELETE FROM pid_proxy WHERE id = (SELECT MAX(id) FROM pid_proxy);
INSERT INTO pid_extsystem SELECT 900, 'new', key_field, updated_at FROM pid_extsystem LIMIT 1;
'@
    }

    It 'writes what differs, and reports it' {
        $results = Sync-PidModel pid.Policy, pid.Proxy, pid.ExtSystem -Confirm:$false
        ($results | Where-Object Model -eq pid.Policy).Updated | Should -Be 1
        ($results | Where-Object Model -eq pid.Proxy).Inserted | Should -Be 1
        ($results | Where-Object Model -eq pid.ExtSystem).Deleted | Should -Be 1
        Compare-PidModel | Where-Object Status -ne Equal | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf, and reports what it would do' {
        $run = Invoke-Console 'Sync-PidModel pid.* -WhatIf' -Environment $environment
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Match 'What if: .*pid\.Policy.*update 1 row'
        $run.Output | Should -Match 'What if: .*Delete 1 pid\.ExtSystem row'
        @(Compare-PidModel | Where-Object Status -ne Equal) | Should -HaveCount 3
    }

    It 'fails with PID1504 where no prompt about a delete can be shown, and changes nothing' {
        $run = Invoke-Apart "Sync-PidModel pid.* $both"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1504,*'
        @(Compare-PidModel | Where-Object Status -ne Equal) | Should -HaveCount 3
    }

    It 'shows no prompt where nothing is to be deleted' {
        $run = Invoke-Apart "Sync-PidModel pid.Policy, pid.Proxy $both"
        $run.Errors | Should -BeNullOrEmpty
        @(Compare-PidModel pid.Policy, pid.Proxy | Where-Object Status -ne Equal) | Should -BeNullOrEmpty
    }

    It 'keeps extra rows on a No' {
        $run = Invoke-Console 'Sync-PidModel pid.ExtSystem | ForEach-Object { "$($_.Kept) kept, $($_.Deleted) deleted" }' -Answers 'n' -Environment $environment
        $run.Output | Should -Match '1 kept, 0 deleted'
        (Compare-PidModel pid.ExtSystem).Extra | Should -Be 1
    }

    It 'warns that -Since sees no deletes' {
        (Invoke-Apart "Sync-PidModel pid.Policy -Since 2006-01-01 -Confirm:`$false $both").Warnings[0] | Should -BeLike '*deleted*'
    }
}

Describe 'The help of Sync-PidModel' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
