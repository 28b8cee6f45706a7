# Copy-PidModel -Resume: it goes on behind what is committed, and refuses where that would not be safe.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $source = "$($pair.Folder)/old.db"
    $from = "sqlite:///$source"
    $both = "-Source '$from' -Target '$($pair.Target)'"
    Copy-Item $pair.SourceFile $source
    $null = Connect-PidMigration -Source $from -Target $pair.Target
    $ids = @(Invoke-Sql $pair.Source 'SELECT id FROM pid_policy ORDER BY id')

    # The sixth policy is one that the target refuses; $mend makes it a good one.
    function Reset-Pair {
        Reset-TargetFile $pair
        Copy-Item $pair.SourceFile $source
        $null = Invoke-Sql $pair.Target "CREATE UNIQUE INDEX no_bad_row ON pid_policy (CASE WHEN title = 'bad' THEN $($ids[0]) ELSE id END)"
        $null = Invoke-Sql $from "UPDATE pid_policy SET title = 'bad' WHERE id = $($ids[5])"
    }
    $mend = "UPDATE pid_policy SET title = 'good' WHERE id = $($ids[5])"
    function Start-Run([hashtable] $With = @{}) {
        Copy-PidModel pid.Policy, pid.Domain, pid.Proxy -BatchSize 2 -ErrorAction SilentlyContinue @With
    }
    function Get-Ledger { (Invoke-Sql $pair.Target 'SELECT * FROM pidmigration_ledger ORDER BY run, model') -join "`n" }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel -Resume' {
    BeforeEach { Reset-Pair }

    It 'continues after the last committed row once the bad one is fixed' {
        ((Start-Run) | ForEach-Object { "$($_.Model) $($_.Status) $($_.Rows)" }) | Should -Be @('pid.Policy Failed 4', 'pid.Domain Skipped 0', "pid.Proxy Copied $((Compare-PidCount pid.Proxy).Source)")
        (Get-PidMigration -Last).Status | Should -Be 'Failed'
        $null = Invoke-Sql $from $mend
        $run = Invoke-Apart "Copy-PidModel -Resume $both"
        $run.Errors | Should -BeNullOrEmpty
        ($run.Output | ForEach-Object { "$($_.Model) $($_.Status)" }) | Should -Be @('pid.Policy Copied', 'pid.Domain Copied')
        $run.Output[0].Resumed | Should -Be 4
        $run.Output[0].Rows | Should -Be 6
        $run.Output[0].Batches | Should -Be 3
        $run.Output[1].Resumed | Should -Be 0
        $now = Get-PidMigration
        @($now) | Should -HaveCount 1
        $now.Status | Should -Be 'Complete'
        $now.Attempt | Should -Be 2
        @(Compare-PidModel pid.Policy, pid.Domain, pid.Proxy | Where-Object Status -ne Equal) | Should -BeNullOrEmpty
    }

    It 'warns when the source was written in between, and only then' {
        $null = Start-Run
        (Invoke-Apart "Copy-PidModel -Resume $both").Warnings | Should -BeNullOrEmpty
        $null = Invoke-Sql $from $mend
        $warnings = (Invoke-Apart "Copy-PidModel -Resume $both").Warnings
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike 'The source was written to after*Sync-PidModel*'
    }

    It 'can be run again until the cause is fixed' {
        $null = Start-Run
        (Copy-PidModel -Resume -ErrorAction SilentlyContinue)[0].Resumed | Should -Be 4
        (Copy-PidModel -Resume -ErrorAction SilentlyContinue)[0].Rows | Should -Be 0
        (Get-PidMigration).Attempt | Should -Be 3
        $null = Invoke-Sql $from $mend
        @(Copy-PidModel -Resume -WarningAction SilentlyContinue | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
    }

    It 'prompts for nothing, and copies only the models that are named' {
        $null = Start-Run
        $null = Invoke-Sql $from $mend
        $run = Invoke-Apart "Copy-PidModel pid.Policy -Resume $both"
        $run.Errors | Should -BeNullOrEmpty
        $run.Output.Model | Should -Be 'pid.Policy'
        (Get-PidMigration).Status | Should -Be 'Resumable'
        (Copy-PidModel -Resume -WarningAction SilentlyContinue).Model | Should -Be 'pid.Domain'
        (Get-PidMigration).Status | Should -Be 'Complete'
    }

    It 'keeps the settings of the run except for the size of a batch' {
        $null = Start-Run @{ Where = "id <= $($ids[7])" }
        $null = Invoke-Sql $from $mend
        $result = Copy-PidModel pid.Policy -Resume -BatchSize 1 -WarningAction SilentlyContinue
        $result.Rows | Should -Be 4
        $result.Batches | Should -Be 4
        (Compare-PidCount pid.Policy).Target | Should -Be 8
    }

    It 'writes the bad row to the rejects file with -OnRowError Collect' {
        $null = Start-Run
        $rejects = "$($pair.Folder)/rejects.jsonl"
        $results = Copy-PidModel pid.Policy -Resume -OnRowError Collect -RejectsPath $rejects -ErrorAction SilentlyContinue
        "$($results.Status)" | Should -Be 'Partial'
        $results.Rejected | Should -Be 1
        $results.Rows | Should -Be 5
        $rejects | Should -FileContentMatch '"bad"'
    }

    It 'shows in its table after which key it was resumed' {
        $null = Start-Run
        $null = Invoke-Sql $from $mend
        (Invoke-Console "Copy-PidModel pid.Policy -Resume $both | Out-String -Width 120").Output | Should -Match 'pid\.Policy +Copied +6 +3 .*resumed after 4 rows'
    }

    It 'refuses with PID1901 when there is nothing to resume: <Case>' -ForEach @(
        @{ Case = 'no run at all'; Before = { } }
        @{ Case = 'a run that is complete'; Before = { $null = Copy-PidModel pid.Proxy } }
    ) {
        & $Before
        $thrown = { Copy-PidModel -Resume -WarningAction SilentlyContinue } | Should -Throw -PassThru -ErrorId 'PID1901,*'
        "$($thrown.CategoryInfo.Category)" | Should -Be 'InvalidOperation'
    }

    It 'refuses <Case> with <Code>, and changes no row' -ForEach @(
        @{ Case = '-ClearTarget'; Code = 'PID1407'; Commands = { Copy-PidModel -Resume -ClearTarget } }
        @{ Case = 'another source'; Code = 'PID1903'; Commands = { Copy-PidModel -Resume -Source $pair.Source } }
        @{ Case = 'another -Where'; Code = 'PID1904'; Commands = { Copy-PidModel -Resume -Where 'id > 3' } }
        @{ Case = 'another -Since'; Code = 'PID1904'; Commands = { Copy-PidModel -Resume -Since 3 } }
        @{ Case = 'another -Allow'; Code = 'PID1904'; Commands = { Copy-PidModel -Resume -Allow StripNul } }
        @{ Case = 'a model that is not the run''s'; Code = 'PID1909'; Commands = { Copy-PidModel auth.Group -Resume } }
        @{ Case = 'rows deleted by hand'; Code = 'PID1906'; Sql = "DELETE FROM pid_policy WHERE title <> 'bad'"; Commands = { Copy-PidModel -Resume -WarningAction SilentlyContinue } }
        @{ Case = 'rows added by hand to a model that is complete'; Code = 'PID1906'; Sql = "INSERT INTO pid_proxy SELECT id + 1000, name || 'x', transform, updated_at FROM pid_proxy"; Commands = { Copy-PidModel -Resume -WarningAction SilentlyContinue } }
    ) {
        $null = Start-Run
        if ($Sql) { $null = Invoke-Sql $pair.Target $Sql }
        $before = (Compare-PidCount | ForEach-Object { "$($_.Model) $($_.Target)" }) -join "`n"
        $thrown = $Commands | Should -Throw -PassThru -ErrorId "$Code,*"
        $thrown.Exception.Message | Should -Not -Match '[\r\n]'
        (Compare-PidCount | ForEach-Object { "$($_.Model) $($_.Target)" }) -join "`n" | Should -Be $before
    }

    It 'refuses with PID1904 to leave out -OnRowError Collect' {
        # The domains of the policy that stays behind point nowhere.
        $null = Start-Run @{ OnRowError = 'Collect'; RejectsPath = "$($pair.Folder)/rejects.jsonl" }
        ((Get-PidMigration).Models | ForEach-Object { "$($_.Model) $($_.Status)" }) | Should -Be @('pid.Domain Failed', 'pid.Policy Partial', 'pid.Proxy Complete')
        { Copy-PidModel -Resume -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'PID1904,*' -ExpectedMessage '*-OnRowError Collect*'
    }

    It 'refuses with PID1905 when both tables have a column more' {
        $null = Start-Run
        foreach ($url in $from, $pair.Target) { $null = Invoke-Sql $url 'ALTER TABLE pid_policy ADD COLUMN more text' }
        $thrown = { Copy-PidModel -Resume -WarningAction SilentlyContinue } | Should -Throw -PassThru -ErrorId 'PID1905,*'
        $thrown.Exception.Message | Should -BeLike '*(nothing then, more: text → text now)*'
    }

    It 'lets a new run take over a model, and continues with the rest' {
        $null = Start-Run
        $null = Invoke-Sql $from $mend
        "$((Copy-PidModel pid.Policy -ClearTarget -Confirm:$false).Status)" | Should -Be 'Copied'
        (Copy-PidModel -Resume -WarningAction SilentlyContinue).Model | Should -Be 'pid.Domain'
        @((Get-PidMigration).Status) | Should -Be @('Complete', 'Complete')
    }

    It 'changes nothing with -WhatIf, and reports what it would do' {
        $null = Start-Run
        $before = Get-Ledger
        $run = Invoke-Console "Copy-PidModel -Resume -WhatIf $both"
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Match 'What if: .*Copy the remaining 6 rows after 4.*pid\.Policy'
        Get-Ledger | Should -Be $before
    }
}

Describe 'Copy-PidModel and its ledger' {
    BeforeEach { Reset-Pair }

    It 'writes none with -WhatIf' {
        (Invoke-Apart "Copy-PidModel -ClearTarget -Confirm:`$false -WhatIf $both").Errors | Should -BeNullOrEmpty
        Invoke-Sql $pair.Target "SELECT count(*) FROM sqlite_master WHERE name = 'pidmigration_ledger'" | Should -Be '0'
    }

    It 'stores no password, and no values of rows except keys' {
        $null = Copy-PidModel pid.Proxy
        Get-Ledger | Should -Not -BeLike "*$(Invoke-Sql $from 'SELECT MAX(name) FROM pid_proxy')*"
    }

    It 'refuses a second run with PID1907 while another one is running, also with -Force' {
        $gate = [Threading.ManualResetEventSlim]::new()
        $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
        $runspace.Open()
        $runspace.SessionStateProxy.SetVariable('gate', $gate)
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            # A run lives until its last result is taken; whoever takes the first one here waits.
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $null = $shell.AddScript("Import-Module '$manifest'; Copy-PidModel pid.Proxy $both | ForEach-Object { 'here'; `$gate.Wait(); `$_ }")
            $waiting = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]] $null, $output)
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($output.Count -eq 0 -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            $output.Count | Should -Be 1
            foreach ($commands in { Copy-PidModel pid.Proxy -ClearTarget -Force }, { Copy-PidModel -Resume -WarningAction SilentlyContinue }) {
                $thrown = $commands | Should -Throw -PassThru -ErrorId 'PID1907,*'
                "$($thrown.CategoryInfo.Category)" | Should -Be 'InvalidOperation'
            }
            (Invoke-Apart "Copy-PidModel pid.Proxy -ClearTarget -Confirm:`$false -WhatIf $both").Errors | Should -BeNullOrEmpty
            $gate.Set()
            $null = $shell.EndInvoke($waiting)
            "$($output[1].Status)" | Should -Be 'Copied'
        }
        finally { $gate.Set(); $shell.Dispose(); $runspace.Dispose() }
        "$((Copy-PidModel pid.Proxy -ClearTarget -Force).Status)" | Should -Be 'Copied'
    }

    It 'continues where it was stopped' {
        $null = Copy-PidModel auth.*, contenttypes.* -ClearTarget -Confirm:$false
        Stop-CopyInTheMiddle @{ Source = $from; Target = $pair.Target } | Should -Be 'Stopped'
        $there = (Compare-PidCount admin.LogEntry).Target
        $there | Should -BeGreaterThan 0
        $run = Get-PidMigration -Last
        $run.Status | Should -Be 'Resumable'
        $run.Models[0].Rows | Should -Be $there
        $result = Copy-PidModel -Resume -BatchSize 1000
        $result.Resumed | Should -Be $there
        $result.Rows | Should -Be (1753 - $there)
        (Compare-PidModel admin.LogEntry).Status | Should -Be 'Equal'
    }
}

Describe 'Copy-PidModel -Resume on servers, to <Name>' -Skip:(-not $servers) -ForEach @(@{ Name = 'MARIADB'; Other = 'POSTGRESQL' }, @{ Name = 'POSTGRESQL'; Other = 'MARIADB' }) {
    BeforeAll {
        $old = Get-ServerUrl $Other resume
        $new = Get-ServerUrl $Name resume
        New-PidDatabase $old
        New-PidDatabase $new -Empty
        $title = Invoke-Sql $old "SELECT title FROM pid_policy WHERE id = $($ids[5])"
    }
    AfterAll {
        Remove-ServerDatabase $Other resume
        Remove-ServerDatabase $Name resume
    }

    It 'refuses a second run, continues after the first one, and ends with the same rows' {
        # A check fails for one row only; the servers' own words are in the error.
        $null = Invoke-Sql $new "ALTER TABLE pid_policy ADD CONSTRAINT not_this CHECK (title <> '$($title.Replace("'", "''"))')"
        $failed = Copy-PidModel pid.Policy, pid.Domain -BatchSize 2 -Source $old -Target $new -ErrorAction SilentlyContinue
        @($failed.Status | ForEach-Object { "$_" }) | Should -Be @('Failed', 'Skipped')
        $holder = New-Connection $new
        try {
            $command = $holder.CreateCommand()
            $command.CommandText = if ($Name -eq 'MARIADB') { "SELECT GET_LOCK(CONCAT('pidm.', SHA2(DATABASE(), 224)), 0)" } else { 'SELECT pg_advisory_lock(8099005357610660449)' }
            $null = $command.ExecuteScalar()
            { Copy-PidModel -Resume -Source $old -Target $new } | Should -Throw -ErrorId 'PID1907,*'
            (Get-PidMigration -Last -Source $old -Target $new).Status | Should -Be 'Running'
        }
        finally { $holder.Dispose() }
        $null = Invoke-Sql $new 'ALTER TABLE pid_policy DROP CONSTRAINT not_this'
        $results = Copy-PidModel -Resume -Source $old -Target $new -WarningAction SilentlyContinue
        @($results.Status | ForEach-Object { "$_" }) | Should -Be @('Copied', 'Copied')
        $results[0].Resumed | Should -Be 4
        @(Compare-PidModel pid.Policy, pid.Domain -Source $old -Target $new | Where-Object Status -ne Equal) | Should -BeNullOrEmpty
    }

    It 'tells a user without the right how to create the ledger (PID1902), and works once it exists' {
        $user = "pester_ledger_$PID"
        $null = Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -WithoutParent -Source $old -Target $new -ErrorAction SilentlyContinue
        Clear-PidLedger -Force -AbandonRun -Source $old -Target $new
        if ($Name -eq 'MARIADB') { $grant = "CREATE USER '$user'@'%' IDENTIFIED BY 'l3dger'; GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON ``pester_${PID}_resume``.* TO '$user'@'%'" }
        else { $grant = "CREATE ROLE $user LOGIN PASSWORD 'l3dger'; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO $user" }
        $null = Invoke-Sql $new $grant
        try {
            $writer = $new -replace '//[^@]*@', "//${user}:l3dger@"
            $thrown = { Copy-PidModel pid.Policy -Since 0 -Source $old -Target $writer -WarningAction SilentlyContinue } | Should -Throw -PassThru -ErrorId 'PID1902,*'
            "$($thrown.CategoryInfo.Category)" | Should -Be 'PermissionDenied'
            $thrown.Exception.Message -match 'create it: (CREATE TABLE .*)\.$' | Should -BeTrue
            $null = Invoke-Sql $new $Matches[1]
            if ($Name -eq 'POSTGRESQL') { $null = Invoke-Sql $new "GRANT SELECT, INSERT, UPDATE ON pidmigration_ledger TO $user" }
            $result = Copy-PidModel pid.Policy -Since 0 -Source $old -Target $writer -WarningAction SilentlyContinue
            "$($result.Status)" | Should -Be 'Copied'
            $result.Existing | Should -Be 10
        }
        finally {
            if ($Name -eq 'MARIADB') { $null = Invoke-Sql $new "DROP USER '$user'@'%'" }
            else { $null = Invoke-Sql $new "DROP OWNED BY $user; DROP ROLE $user" }
        }
    }
}
