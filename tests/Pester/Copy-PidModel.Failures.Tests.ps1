# Copy-PidModel with what can't be copied: what is refused before anything is cleared, and models that fail on the way.

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

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
        { Copy-PidModel pid.Policy -Since yesterday } | Should -Throw -ExpectedMessage '*''yesterday'' is neither a key*nor a date and time*'
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

    It 'can be run again once the cause is fixed' {
        $null = Invoke-Apart "Copy-PidModel pid.Policy $both -BatchSize 1"
        $null = Invoke-Sql $pair.Target 'DROP INDEX one_row'
        (Copy-PidModel pid.Policy -ClearTarget -Confirm:$false).Rows | Should -Be 10
    }

    It 'ends a script with <Preference>, exit code <ExitCode>' -ForEach @(
        @{ Preference = 'Stop'; ExitCode = 1; GoesOn = $false }
        @{ Preference = 'Continue'; ExitCode = 0; GoesOn = $true }
    ) {
        $script = "$($pair.Folder)/step.ps1"
        Set-Content $script "`$ErrorActionPreference = '$Preference'`nImport-Module '$manifest'`n`$null = Copy-PidModel pid.Policy`n'went on'`nexit 0`n" -NoNewline
        $run = Invoke-Console -File $script -Environment $environment
        $run.ExitCode | Should -Be $ExitCode
        $run.Output -match 'went on' | Should -Be $GoesOn
        $run.Error | Should -BeLike '*pid.Policy*'
        $run.Error | Should -Not -Match '   at [A-Za-z.]+\(' -Because 'no stack trace reaches a user'
    }
}
