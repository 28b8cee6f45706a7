# Copy-PidModel: the pipeline, the rules for a target that holds rows, bad input, and what is seen while it runs.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    # MySQL is tested where it is there: it has to be asked for.
    $writable = @(@{ Name = 'MARIADB' })
    if ($env:PIDMIGRATION_TEST_MYSQL) { $writable += @{ Name = 'MYSQL' } }
    $examples = Get-HelpExample Copy-PidModel
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    # What the target holds, a line a model, to see that nothing was changed.
    function Get-TargetState { (Compare-PidCount | ForEach-Object { "$($_.Model) $($_.Target)" }) -join "`n" }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel' {
    BeforeEach { Reset-TargetFile $pair }

    It 'compares what it copied with -Verify, and says so' {
        $results = Copy-PidModel -ClearTarget -Confirm:$false -Verify
        @($results | Where-Object { $_.Verified -ne $true }) | Should -BeNullOrEmpty
        $null = Invoke-Sql $pair.Target "CREATE TRIGGER meddle AFTER INSERT ON pid_proxy BEGIN UPDATE pid_proxy SET transform = 'x' WHERE id = NEW.id; END"
        $result = Copy-PidModel pid.Proxy -ClearTarget -Confirm:$false -Verify -Allow FireTriggers -Force -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.Verified | Should -BeFalse
        "$($result.Status)" | Should -Be 'Failed'
        "$($failed[0].FullyQualifiedErrorId)" | Should -BeLike 'PID1804,*'
    }

    It 'moves the whole database, and says how' {
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

    It 'brings models into order by itself' {
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

    It 'copies nothing when nothing comes by the pipeline' {
        $before = Get-TargetState
        Get-PidModel -Group Other | Copy-PidModel | Should -BeNullOrEmpty
        Get-TargetState | Should -Be $before
    }

    It 'changes nothing with -WhatIf, and says what it would do' {
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

    It 'tells its plan with -Verbose' {
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

Describe 'Copy-PidModel into a target that holds rows' {
    BeforeEach { Reset-TargetFile $pair }

    It 'refuses where nobody can be asked, <How>, and changes nothing' -ForEach @(
        @{ How = 'without any switch'; Switches = '' }
        @{ How = 'with -ClearTarget alone'; Switches = '-ClearTarget' }
        @{ How = 'with -Confirm:$false alone'; Switches = '-Confirm:$false' }
        @{ How = 'with -Force alone'; Switches = '-Force' }
    ) {
        $before = Get-TargetState
        $run = Invoke-Apart "Copy-PidModel contenttypes.ContentType, auth.Group $both $Switches"
        $run.Output | Should -BeNullOrEmpty
        $run.Errors | Should -HaveCount 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1501,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'InvalidOperation'
        "$($run.Errors[0])" | Should -BeLike '*holds 19 rows*-ClearTarget -Confirm:$false*-Since*'
        Get-TargetState | Should -Be $before
    }

    It 'refuses in a console without anybody at it, exit code 1' {
        $before = Get-TargetState
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType $both"
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*nobody can be asked*'
        $run.Output.Replace('?', '') | Should -Not -BeLike '*Copied*'
        Get-TargetState | Should -Be $before
    }

    It 'clears and copies with <Switches>' -ForEach @(
        @{ Switches = '-ClearTarget -Confirm:$false' }
        @{ Switches = '-ClearTarget -Force' }
    ) {
        $run = Invoke-Apart "Copy-PidModel contenttypes.ContentType, auth.Permission $both $Switches"
        $run.Errors | Should -BeNullOrEmpty
        @($run.Output.Rows) | Should -Be @(20, 80)
    }

    It 'clears and copies with -ClearTarget when $ConfirmPreference is None' {
        $run = Invoke-Apart "`$ConfirmPreference = 'None'; Copy-PidModel contenttypes.ContentType, auth.Permission -ClearTarget $both"
        @($run.Output.Rows) | Should -Be @(20, 80)
    }

    It 'asks per model, and does what was answered' {
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object { `"`$(`$_.Model) `$(`$_.Status)`" }" -Answers 'y', 'y'
        $run.Text | Should -BeLike '*Delete 78 auth.Permission rows from target.db and copy 80?*'
        $run.Output | Should -BeLike '*contenttypes.ContentType Copied*auth.Permission Copied*'
        (Compare-PidCount auth.Permission).Difference | Should -Be 0
    }

    It 'skips the model on a No, and what refers to it' {
        $before = Get-TargetState
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object { `"`$(`$_.Model) `$(`$_.Status) `$(`$_.Reason)`" }" -Answers 'n', 'y'
        $run.Output | Should -BeLike '*contenttypes.ContentType Skipped You said no to deleting the 19 rows*'
        $run.Output | Should -BeLike '*auth.Permission Skipped * refers to contenttypes.ContentType, which was skipped*'
        $run.ExitCode | Should -Be 0
        (Get-TargetState) -match 'contenttypes.ContentType 19' | Should -BeTrue
    }

    It 'takes an answer for all' {
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object Rows" -Answers 'a'
        $run.ExitCode | Should -Be 0
        (Compare-PidCount auth.Permission, contenttypes.ContentType | Where-Object Difference) | Should -BeNullOrEmpty
    }

    It 'clears a model that is empty in the source on the same terms' {
        $null = Invoke-Sql $pair.Target "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', 'd', '2016-01-01')"
        $other = "$($pair.Folder)/nosession.db"
        [IO.File]::Copy($pair.SourceFile, $other, $true)
        $null = Invoke-Sql "sqlite:///$other" 'DELETE FROM django_session'
        $to = "-Source 'sqlite:///$other' -Target '$($pair.Target)'"
        (Invoke-Apart "Copy-PidModel django_session $to").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1501,*'
        $result = (Invoke-Apart "Copy-PidModel django_session -ClearTarget -Confirm:`$false $to").Output
        $result.Rows | Should -Be 0
        "$($result.Status)" | Should -Be 'Copied'
        Invoke-Sql $pair.Target 'SELECT count(*) FROM django_session' | Should -Be '0'
    }

    It 'does not copy against parents that are not there, unless forced' {
        $thrown = { Copy-PidModel pid.Domain } | Should -Throw -PassThru -ErrorId 'PID1502,*'
        $thrown.Exception.Message | Should -BeLike '*pid_policy*-Force*'
        (Compare-PidCount pid.Domain).Target | Should -Be 0
        $run = Invoke-Apart "Copy-PidModel pid.Domain -Force $both"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1603,*' -Because 'the rows that point nowhere are found'
        "$($run.Output[0].Status)" | Should -Be 'Failed'
    }
}

Describe 'Copy-PidModel with what can''t be' {
    BeforeEach { Reset-TargetFile $pair }

    It 'refuses <What> with <Code>, with nothing changed' -ForEach @(
        @{ What = '-BatchSize 0'; Code = 'PID1401'; Commands = { Copy-PidModel -ClearTarget -Confirm:$false -BatchSize 0 } }
        @{ What = '-BatchSize -1'; Code = 'PID1401'; Commands = { Copy-PidModel -ClearTarget -Confirm:$false -BatchSize -1 } }
        @{ What = 'a broken -Where'; Code = 'PID1402'; Commands = { Copy-PidModel pid.Policy, auth.Permission -ClearTarget -Confirm:$false -Where 'title ==== 1' } }
        @{ What = 'a -Where without its column'; Code = 'PID1402'; Commands = { Copy-PidModel auth.Permission -ClearTarget -Confirm:$false -Where 'nosuchcolumn = 1' } }
        @{ What = 'a -Since key for a text key'; Code = 'PID1403'; Commands = { Copy-PidModel sequences_sequence -Since 7 } }
        @{ What = 'a model that is not there'; Code = 'PID1201'; Commands = { Copy-PidModel auth.Permission, pid.Polcy -ClearTarget -Confirm:$false } }
        @{ What = 'a read-only target'; Code = 'PID1303'; Commands = { Copy-PidModel -ClearTarget -Confirm:$false -Target "$($pair.Target)?Mode=ReadOnly" } }
        @{ What = 'source and target the same'; Code = 'PID1006'; Commands = { Copy-PidModel -ClearTarget -Confirm:$false -Target $pair.Source } }
    ) {
        $before = Get-TargetState
        $thrown = $Commands | Should -Throw -PassThru -ErrorId "$Code,*"
        $thrown.Exception.Message | Should -Not -Match '[\r\n]'
        Get-TargetState | Should -Be $before
    }

    It 'refuses a -Since that is neither a moment nor a key' {
        { Copy-PidModel pid.Policy -Since yesterday } | Should -Throw -ExpectedMessage '*''yesterday'' is neither a key*nor a moment*'
    }

    It 'refuses with <Code> when the target has <What>, before anything is cleared' -ForEach @(
        @{ What = 'no such table'; Code = 'PID1202'; Sql = 'DROP TABLE pid_target'; Category = 'ObjectNotFound'; Says = '*pid_target*migrate*' }
        @{ What = 'no such column'; Code = 'PID1203'; Sql = 'ALTER TABLE pid_target DROP COLUMN uri'; Category = 'InvalidData'; Says = '*''uri''*' }
        @{ What = 'a column more, without a default'; Code = 'PID1204'; Sql = 'ALTER TABLE pid_proxy RENAME TO p; CREATE TABLE pid_proxy (id integer PRIMARY KEY, name varchar(127), transform varchar(127), updated_at datetime, more text NOT NULL)'; Category = 'InvalidData'; Says = '*''more''*' }
    ) {
        $null = Invoke-Sql $pair.Target $Sql
        $before = Get-TargetState
        $thrown = { Copy-PidModel -ClearTarget -Confirm:$false } | Should -Throw -PassThru -ErrorId "$Code,*"
        "$($thrown.CategoryInfo.Category)" | Should -Be $Category
        $thrown.Exception.Message | Should -BeLike $Says
        Get-TargetState | Should -Be $before
    }
}

Describe 'Copy-PidModel when a model fails' {
    BeforeEach {
        Reset-TargetFile $pair
        # The second row that arrives breaks this.
        $null = Invoke-Sql $pair.Target 'CREATE UNIQUE INDEX one_row ON pid_policy (id * 0)'
    }

    It 'reports it as error and result, skips what refers to it, and goes on with the rest' {
        $run = Invoke-Apart "Copy-PidModel pid.Policy, pid.Domain, pid.Proxy $both -BatchSize 1"
        ($run.Output | ForEach-Object { "$($_.Model) $($_.Status)" }) | Should -Be @('pid.Policy Failed', 'pid.Domain Skipped', 'pid.Proxy Copied')
        $run.Errors | Should -HaveCount 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1601,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'WriteError'
        $run.Output[0].Reason | Should -Be "$($run.Errors[0])"
        $run.Output[0].Rows | Should -Be 1 -Because 'the first batch is committed, the second was rolled back'
        (Compare-PidCount pid.Policy).Target | Should -Be 1
    }

    It 'is mended and run again' {
        $null = Invoke-Apart "Copy-PidModel pid.Policy $both -BatchSize 1"
        $null = Invoke-Sql $pair.Target 'DROP INDEX one_row'
        (Copy-PidModel pid.Policy -ClearTarget -Confirm:$false).Rows | Should -Be 10
    }

    It 'ends a script with <Preference>, exit code <ExitCode>' -ForEach @(
        @{ Preference = 'Stop'; ExitCode = 1; GoesOn = $false }
        @{ Preference = 'Continue'; ExitCode = 0; GoesOn = $true }
    ) {
        $script = "$($pair.Folder)/step.ps1"
        [IO.File]::WriteAllText($script, "`$ErrorActionPreference = '$Preference'`nImport-Module '$manifest'`n`$null = Copy-PidModel pid.Policy`n'went on'`nexit 0`n")
        $run = Invoke-Console -File $script -Environment $environment
        $run.ExitCode | Should -Be $ExitCode
        $run.Output.Contains('went on') | Should -Be $GoesOn
        $run.Error | Should -BeLike '*pid.Policy*'
        $run.Error | Should -Not -Match '   at [A-Za-z.]+\(' -Because 'no stack trace reaches a user'
    }
}

Describe 'Copy-PidModel while it runs' {
    BeforeEach { Reset-TargetFile $pair }

    It 'shows a bar for all and one for the running model, at most ten times a second' {
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

    It 'stops when it is told to, keeps what is committed, and can be run again' {
        $null = Copy-PidModel auth.*, contenttypes.* -ClearTarget -Confirm:$false
        $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $null = $shell.AddScript("Import-Module '$manifest'; Copy-PidModel admin.LogEntry -BatchSize 1 $both")
            $waiting = $shell.BeginInvoke()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            # The second bar with a rate says that batches are on their way.
            while (-not @($shell.Streams.Progress | Where-Object { $_.StatusDescription -match 'rows/s' }) -and $clock.Elapsed.TotalSeconds -lt 30) { [Threading.Thread]::Sleep(20) }
            $shell.Stop()
            "$($shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
        }
        finally { $shell.Dispose(); $runspace.Dispose() }
        $count = Compare-PidCount admin.LogEntry
        $count.Target | Should -BeGreaterThan 0
        $count.Difference | Should -BeLessThan 0
        (Copy-PidModel admin.LogEntry -ClearTarget -Confirm:$false).Rows | Should -Be 1753
    }
}

Describe 'Copy-PidModel from PostgreSQL to MariaDB' -Skip:(-not $servers) {
    BeforeAll {
        $postgres = Get-ServerUrl POSTGRESQL copy
        $maria = Get-ServerUrl MARIADB copy
        New-PidDatabase $postgres
        New-PidDatabase $maria -Empty
        $passwords = @($postgres, $maria | ForEach-Object { [Uri]::UnescapeDataString(([Uri]$_).UserInfo.Split(':')[1]) })
    }
    AfterAll {
        Remove-ServerDatabase POSTGRESQL copy
        Remove-ServerDatabase MARIADB copy
    }

    It 'moves the whole database' {
        $run = Invoke-Apart 'Get-PidModel -Group Auth, Pid, Log -Source $from -Target $to | Copy-PidModel -ClearTarget -Confirm:$false -Source $from -Target $to -Verbose -Debug' @{ from = $postgres; to = $maria }
        $run.Errors | Should -BeNullOrEmpty
        @($run.Output | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        Compare-PidCount -Source $postgres -Target $maria | Where-Object Difference | Should -BeNullOrEmpty
        foreach ($password in $passwords) { $run.Text.Contains($password) | Should -BeFalse }
    }

    It 'moves it back again, cell by cell the same' {
        $null = Copy-PidModel -Source $postgres -Target $maria -ClearTarget -Confirm:$false
        $rows = 'SELECT pid, name, ext_system_key, created_at FROM pid_pid ORDER BY id'
        $before = (Invoke-Sql $postgres $rows) -join "`n"
        @(Copy-PidModel -Source $maria -Target $postgres -ClearTarget -Confirm:$false | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        (Invoke-Sql $postgres $rows) -join "`n" | Should -BeExactly $before
    }

    It 'shows no password when it fails' {
        $run = Invoke-Apart 'Copy-PidModel pid.Pid -Where "1 = " -Source $from -Target $to -Verbose -Debug' @{ from = $postgres; to = $maria }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1402,*'
        $console = Invoke-Console 'Copy-PidModel pid.Pid -Verbose -Debug' -Environment @{ PIDMIGRATION_SOURCE = $postgres; PIDMIGRATION_TARGET = $maria }
        $console.ExitCode | Should -Be 1
        foreach ($password in $passwords) {
            $run.Text.Contains($password) | Should -BeFalse
            $console.Text.Contains($password) | Should -BeFalse
        }
    }

    It 'refuses with PID1302 a user who may not write' {
        $name = "pester_$PID"
        $null = Invoke-Sql $maria "CREATE USER '$name'@'%' IDENTIFIED BY 'r3adonly'; GRANT SELECT ON ``pester_${PID}_copy``.* TO '$name'@'%'"
        try {
            $reader = $maria -replace '//[^@]*@', "//${name}:r3adonly@"
            $run = Invoke-Apart 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -Source $from -Target $to' @{ from = $postgres; to = $reader }
            $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1302,*'
            "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'PermissionDenied'
            $run.Text | Should -Not -Match 'r3adonly'
        }
        finally { $null = Invoke-Sql $maria "DROP USER '$name'@'%'" }
    }
}

Describe 'Copy-PidModel as a user who has just the rights of docs/operations.md, to <Name>' -Skip:(-not $servers) -ForEach $writable {
    BeforeAll {
        $user = "pester_$PID"
        $from = Get-ServerUrl POSTGRESQL rights
        $to = Get-ServerUrl $Name rights
        New-PidDatabase $from
        New-PidDatabase $to -Empty
        $null = Invoke-Sql $from "CREATE ROLE $user LOGIN PASSWORD 'r34d'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO $user; GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO $user"
        $null = Invoke-Sql $to "CREATE USER '$user'@'%' IDENTIFIED BY 'wr1te'; GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, CREATE TEMPORARY TABLES, ALTER, DROP ON ``pester_${PID}_rights``.* TO '$user'@'%'"
        $reader = $from -replace '//[^@]*@', "//${user}:r34d@"
        $writer = $to -replace '//[^@]*@', "//${user}:wr1te@"
    }
    AfterAll {
        $null = Invoke-Sql $from "DROP OWNED BY $user; DROP ROLE $user"
        $null = Invoke-Sql $to "DROP USER '$user'@'%'"
        Remove-ServerDatabase POSTGRESQL rights
        Remove-ServerDatabase $Name rights
    }

    It 'copies all, and raises the counters' {
        @(Copy-PidModel -Source $reader -Target $writer -ClearTarget -Confirm:$false | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        @(Reset-PidSequence -Source $reader -Target $writer) | Should -HaveCount 16
        Compare-PidCount -Source $reader -Target $writer | Where-Object Difference | Should -BeNullOrEmpty
    }

    It 'says which right is missing' {
        $null = Invoke-Sql $to "REVOKE ALTER ON ``pester_${PID}_rights``.* FROM '$user'@'%'"
        $null = Invoke-Sql $from "SELECT setval('pid_policy_id_seq', 1000)"
        $thrown = { Reset-PidSequence pid.Policy -Source $reader -Target $writer -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'PID1701,*'
        $thrown.Exception.Message | Should -BeLike '*Grant ALTER*'
        $null = Invoke-Sql $from "REVOKE SELECT ON SEQUENCE pid_policy_id_seq FROM $user"
        { Reset-PidSequence pid.Policy -Source $reader -Target $writer } | Should -Throw -ErrorId 'PID1301,*'
    }
}

Describe 'The help of Copy-PidModel' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
