# Copy-PidModel: the pipeline, its parameters, and what is seen while it runs.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Copy-PidModel
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel' {
    BeforeEach { Reset-TargetFile $pair }

    It 'compares what it copied with -Verify, and reports it' {
        $results = Copy-PidModel -ClearTarget -Confirm:$false -Verify
        @($results | Where-Object { $_.Verified -ne $true }) | Should -BeNullOrEmpty
        $null = Invoke-Sql $pair.Target "CREATE TRIGGER meddle AFTER INSERT ON pid_proxy BEGIN UPDATE pid_proxy SET transform = 'x' WHERE id = NEW.id; END"
        $result = Copy-PidModel pid.Proxy -ClearTarget -Confirm:$false -Verify -Allow FireTriggers -WithoutParent -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.Verified | Should -BeFalse
        "$($result.Status)" | Should -Be 'Failed'
        "$($failed[0].FullyQualifiedErrorId)" | Should -BeLike 'PID1804,*'
    }

    It 'copies the whole database, and reports how' {
        $results = Get-PidModel -Group Auth, Pid, Log | Copy-PidModel -ClearTarget -Confirm:$false
        $results | Should -HaveCount 14
        @($results | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        $pids = $results | Where-Object Model -eq pid.Pid
        $pids.Table | Should -Be 'pid_pid'
        $pids.Rows | Should -Be 1086
        $pids.Batches | Should -Be 1
        $pids.Elapsed | Should -BeGreaterThan ([TimeSpan]::Zero)
        $pids.RowsPerSecond | Should -BeGreaterThan 0
        $pids.Reason | Should -BeNullOrEmpty
        Compare-PidCount | Where-Object Difference | Should -BeNullOrEmpty
    }

    It 'leaves every value as it was' {
        $null = Copy-PidModel -ClearTarget -Confirm:$false
        foreach ($table in (Get-PidModel).Table) {
            $rows = "SELECT * FROM $table ORDER BY id"
            (Invoke-Sql $pair.Target $rows) -join "`n" | Should -BeExactly ((Invoke-Sql $pair.Source $rows) -join "`n")
        }
    }

    It 'composes: copied, counted, and only what differs is left' {
        $null = Get-PidModel -Group Auth | Copy-PidModel -ClearTarget -Confirm:$false
        Get-PidModel -Group Pid | Copy-PidModel -BatchSize 1000 | Compare-PidCount | Where-Object Difference | Should -BeNullOrEmpty
        (Compare-PidCount pid.Pid).Target | Should -Be 1086
    }

    It 'takes through tables with their model' {
        $null = Copy-PidModel contenttypes.ContentType, auth.Permission -ClearTarget -Confirm:$false
        (Copy-PidModel auth.Group).Model | Should -Be @('auth.Group', 'auth.Group.permissions')
    }

    It 'puts models in order' {
        (Copy-PidModel pid.Domain, pid.Policy).Model | Should -Be @('pid.Policy', 'pid.Domain')
    }

    It 'makes a transaction of each <Size> rows' -ForEach @(
        @{ Size = 1; Batches = 10 }
        @{ Size = 4; Batches = 3 }
        @{ Size = 10; Batches = 1 }
        @{ Size = 5000000000; Batches = 1 }
    ) {
        (Copy-PidModel pid.Policy -BatchSize $Size).Batches | Should -Be $Batches
    }

    It 'copies nothing for an empty pipeline' {
        $before = Get-TargetState
        Get-PidModel -Group Other | Copy-PidModel | Should -BeNullOrEmpty
        Get-TargetState | Should -Be $before
    }

    It 'changes nothing with -WhatIf, and reports what it would do' {
        $before = Get-TargetState
        $run = Invoke-Console 'Get-PidModel | Copy-PidModel -ClearTarget -Confirm:$false -WhatIf' -Environment $environment
        Get-TargetState | Should -Be $before
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Not -Match 'Copied'
        $run.Output | Should -Match 'What if: .*Delete 78 rows, copy 80.*auth\.Permission'
    }

    It 'copies only the rows of -Where' {
        (Copy-PidModel pid.Policy -Where 'id <= (SELECT MIN(id) FROM pid_policy)').Rows | Should -Be 1
        (Compare-PidCount pid.Policy).Difference | Should -Be -9
    }

    It 'adds what is new since a key' {
        $null = Copy-PidModel pid.Policy
        $last = (Invoke-Sql $pair.Target 'SELECT MAX(id) FROM pid_policy')
        $null = Invoke-Sql $pair.Target "DELETE FROM pid_policy WHERE id = $last"
        $result = Copy-PidModel pid.Policy -Since 0
        $result.Rows | Should -Be 1
        $result.Existing | Should -Be 9
        (Copy-PidModel pid.Policy -Since $last).Existing | Should -Be 0
    }

    It 'adds what is new since a moment, given as <Form>' -ForEach @(
        @{ Form = 'text'; Since = '2014-01-01' }
        @{ Form = 'a time with its zone'; Since = '2014-01-01T01:00:00+01:00' }
        @{ Form = 'a DateTime'; Since = [datetime]::new(2014, 1, 1, 0, 0, 0, [DateTimeKind]::Utc) }
        @{ Form = 'a DateTimeOffset'; Since = [DateTimeOffset]::new(2014, 1, 1, 0, 0, 0, [TimeSpan]::Zero) }
    ) {
        $expected = [int](Invoke-Sql $pair.Source "SELECT count(*) FROM django_admin_log WHERE action_time >= '2014-01-01'")
        $expected | Should -BeGreaterThan 0
        $null = Copy-PidModel auth.*, contenttypes.* -ClearTarget -Confirm:$false
        (Copy-PidModel admin.LogEntry -Since $Since).Rows | Should -Be $expected
    }

    It 'reports its plan with -Verbose' {
        $run = Invoke-Apart "Copy-PidModel pid.Policy $both -BatchSize 5 -Verbose"
        $run.Verbose[0] | Should -BeLike 'pid.Policy: 10 rows of pid_policy into pid_policy, 4 columns, by id, batches of at most 5 rows*'
    }

    It 'prints a tidy table' {
        $lines = (Invoke-Console "Copy-PidModel pid.Policy, pid.Proxy $both").Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 4
        $lines[0] | Should -Match '^Model +Status +Rows +Batches +Elapsed +Rows/s'
        $lines[2] | Should -Match '^pid\.Policy +Copied +10 +1 +00:00:'
    }

    It 'prints nothing but results on standard output' {
        $run = Invoke-Console "Copy-PidModel pid.Policy $both | ForEach-Object Rows"
        $run.Output.Trim() | Should -Be '10'
        $run.ExitCode | Should -Be 0
    }
}

Describe 'Copy-PidModel while it runs' {
    BeforeEach { Reset-TargetFile $pair }

    It 'shows a progress bar for all and one for the running model, at most ten times a second' {
        $run = Invoke-Apart "Copy-PidModel auth.*, contenttypes.*, admin.LogEntry -ClearTarget -Confirm:`$false -BatchSize 1 $both"
        $run.Errors | Should -BeNullOrEmpty
        $bars = $run.Progress
        $overall = @($bars | Where-Object { $_.ParentActivityId -lt 0 -and $_.Activity -eq 'Copying' -and "$($_.RecordType)" -eq 'Processing' })
        $models = @($bars | Where-Object { $_.ParentActivityId -eq $overall[0].ActivityId -and "$($_.RecordType)" -eq 'Processing' })
        $models.Activity | Should -Contain 'admin.LogEntry'
        @($models | Where-Object { $_.StatusDescription -match '^[\d,]+ of 1,753 rows, [\d,]+ rows/s$' }).Count | Should -BeGreaterThan 0
        $overall[-1].StatusDescription | Should -Match '^\d of 8 models, [\d,]+ of 2,448 rows$'
        @($overall | Where-Object { $_.PercentComplete -gt 100 -or $_.PercentComplete -lt 0 }) | Should -BeNullOrEmpty
        foreach ($bar in $overall, @($models | Where-Object Activity -eq admin.LogEntry)) {
            $bar.Count | Should -BeLessThan (10 * $run.Elapsed.TotalSeconds + 3) -Because 'a bar that is drawn at every row makes a copy slow'
        }
        @($bars | Where-Object { "$($_.RecordType)" -eq 'Completed' }).ActivityId | Should -Contain $overall[0].ActivityId
    }

    It 'stops on request, keeps what is committed, and can be run again' {
        $null = Copy-PidModel auth.*, contenttypes.* -ClearTarget -Confirm:$false
        Stop-CopyInTheMiddle $pair | Should -Be 'Stopped'
        $count = Compare-PidCount admin.LogEntry
        $count.Target | Should -BeGreaterThan 0
        $count.Difference | Should -BeLessThan 0
        (Copy-PidModel admin.LogEntry -ClearTarget -Confirm:$false).Rows | Should -Be 1753
    }
}

Describe 'The help of Copy-PidModel' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
