# Get-PidMigration: what the target's ledger says of the runs, while they go on and afterwards.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    $examples = Get-HelpExample Get-PidMigration
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    # The second row of pid_policy that arrives breaks this.
    $onlyOne = 'CREATE UNIQUE INDEX one_row ON pid_policy (id * 0)'
    $failing = { $null = Copy-PidModel pid.Policy, pid.Domain, pid.Proxy -BatchSize 1 -ErrorAction SilentlyContinue }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Get-PidMigration' {
    BeforeEach { Reset-TargetFile $pair }

    It 'returns nothing where there is no ledger, and makes none' {
        Get-PidMigration | Should -BeNullOrEmpty
        Get-PidMigration -Last | Should -BeNullOrEmpty
        Invoke-Sql $pair.Target "SELECT count(*) FROM sqlite_master WHERE name = 'pidmigration_ledger'" | Should -Be '0'
    }

    It 'shows a run that is complete' {
        $before = [DateTime]::UtcNow
        $null = Copy-PidModel pid.Policy, pid.Proxy
        $run = Get-PidMigration
        @($run) | Should -HaveCount 1
        $run.Run | Should -Match '^\d{8}-\d{6}-[0-9a-f]{8}$'
        $run.Status | Should -Be 'Complete'
        $run.Percent | Should -Be 100
        $run.Attempt | Should -Be 1
        $run.Source | Should -BeLike '*source.db'
        $run.Target | Should -BeLike '*target.db'
        "$($run.Started.Kind)" | Should -Be 'Utc'
        ($run.Started -ge $before -and $run.Started -le [DateTime]::UtcNow) | Should -BeTrue
        $run.Models.Model | Should -Be @('pid.Policy', 'pid.Proxy')
        $policy = $run.Models[0]
        $policy.Status | Should -Be 'Complete'
        $policy.Percent | Should -Be 100
        $policy.Rows | Should -Be 10
        $policy.SourceRows | Should -Be 10
        $policy.LastKey | Should -Be "[`"$(Invoke-Sql $pair.Source 'SELECT MAX(id) FROM pid_policy')`"]"
        $policy.Owed | Should -BeFalse
        $policy.Reason | Should -BeNullOrEmpty
    }

    It 'shows the progress of each model of a failed run' {
        $null = Invoke-Sql $pair.Target $onlyOne
        & $failing
        $run = Get-PidMigration -Last
        $run.Status | Should -Be 'Failed'
        $run.Percent | Should -BeGreaterThan 0
        $run.Percent | Should -BeLessThan 100
        $states = @{}
        foreach ($model in $run.Models) { $states[$model.Model] = $model }
        $states.'pid.Policy'.Status | Should -Be 'Failed'
        $states.'pid.Policy'.Rows | Should -Be 1
        $states.'pid.Policy'.Percent | Should -Be 10
        $states.'pid.Policy'.LastKey | Should -Be "[`"$(Invoke-Sql $pair.Target 'SELECT id FROM pid_policy')`"]"
        $states.'pid.Policy'.Reason | Should -BeLike '*pid.Policy*'
        $states.'pid.Domain'.Status | Should -Be 'Resumable'
        $states.'pid.Domain'.Percent | Should -Be 0
        $states.'pid.Proxy'.Status | Should -Be 'Complete'
    }

    It 'shows a run as Running while it writes' {
        $null = Invoke-Sql $pair.Target $onlyOne
        & $failing
        $lock = [IO.FileStream]::new("$($pair.TargetFile)-pidmigration-lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { (Get-PidMigration).Status | Should -Be 'Running' }
        finally { $lock.Dispose() }
        (Get-PidMigration).Status | Should -Be 'Failed'
    }

    It 'shows the newest first, all of them, the last one, or those of a name' {
        $null = Copy-PidModel pid.Policy
        $null = Copy-PidModel pid.Proxy
        $null = Copy-PidModel pid.ExtSystem
        $runs = @(Get-PidMigration)
        @($runs | ForEach-Object { $_.Models.Model }) | Should -Be @('pid.ExtSystem', 'pid.Proxy', 'pid.Policy')
        (Get-PidMigration -Last).Run | Should -Be $runs[0].Run
        (Get-PidMigration $runs[1].Run).Run | Should -Be $runs[1].Run
        @(Get-PidMigration 2*) | Should -HaveCount 3
        (Get-PidMigration $runs[1].Run, $runs[2].Run -Last).Run | Should -Be $runs[1].Run
        Get-PidMigration nothing* | Should -BeNullOrEmpty
    }

    It 'marks a run whose models another run has copied again' {
        $null = Invoke-Sql $pair.Target $onlyOne
        $null = Copy-PidModel pid.Policy -BatchSize 1 -ErrorAction SilentlyContinue
        $null = Invoke-Sql $pair.Target 'DROP INDEX one_row'
        $null = Copy-PidModel pid.Policy -ClearTarget -Confirm:$false
        @((Get-PidMigration).Status) | Should -Be @('Complete', 'Superseded')
    }

    It 'keeps the ledger out of what is listed, counted and copied, the other way too' {
        $null = Copy-PidModel -ClearTarget -Confirm:$false
        (Get-PidModel -IncludeInternal -Source $pair.Target -Target $pair.Source).Table | Should -Not -Contain 'pidmigration_ledger'
        (Compare-PidCount).Table | Should -Not -Contain 'pidmigration_ledger'
        Test-PidMigration | Should -BeTrue
    }

    It 'reports a ledger that was damaged by hand' {
        $null = Copy-PidModel pid.Policy
        $null = Invoke-Sql $pair.Target "UPDATE pidmigration_ledger SET details = 'x' WHERE model = ''"
        $thrown = { Get-PidMigration } | Should -Throw -PassThru -ErrorId 'PID1912,*'
        $thrown.Exception.Message | Should -BeLike '*Clear-PidLedger*'
        $null = Invoke-Sql $pair.Target "DELETE FROM pidmigration_ledger WHERE model = ''"
        { Get-PidMigration } | Should -Throw -ErrorId 'PID1912,*'
    }

    It 'prints tidy tables' {
        $null = Copy-PidModel pid.Policy
        $lines = (Invoke-Console 'Get-PidMigration | Out-String -Width 200' -Environment $environment).Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 3
        $lines[0] | Should -Match '^Run +Status +Percent +Started +Attempt +Source'
        $lines[2] | Should -Match '^\d{8}-\d{6}-[0-9a-f]{8} +Complete +100\.0 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +1 +sqlite'
        $lines = (Invoke-Console '(Get-PidMigration -Last).Models | Out-String -Width 200' -Environment $environment).Output.Trim() -split '\r?\n'
        $lines[0] | Should -Match '^Model +Status +Percent +Rows +Source +Last key +Re'
        $lines[2] | Should -Match '^pid\.Policy +Complete +100\.0 +10 +10 +\["\d+"\]'
    }
}

Describe 'Get-PidMigration on servers' -Skip:(-not $servers) {
    BeforeAll {
        $from = Get-ServerUrl POSTGRESQL runs
        $to = Get-ServerUrl MARIADB runs
        New-PidDatabase $from
        New-PidDatabase $to -Empty
        $passwords = @($from, $to | ForEach-Object { [Uri]::UnescapeDataString(([Uri]$_).UserInfo.Split(':')[1]) })
    }
    AfterAll {
        Remove-ServerDatabase POSTGRESQL runs
        Remove-ServerDatabase MARIADB runs
    }

    It 'shows the runs into <Name>, and no password' -ForEach @(@{ Name = 'MariaDB'; Back = $false }, @{ Name = 'PostgreSQL'; Back = $true }) {
        $source, $target = if ($Back) { $to, $from } else { $from, $to }
        $null = Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -WithoutParent -Source $source -Target $target -ErrorAction SilentlyContinue
        $run = Get-PidMigration -Source $source -Target $target
        @($run) | Should -HaveCount 1
        $run.Models[0].Rows | Should -Be 10
        foreach ($password in $passwords) {
            "$($run.Source) $($run.Target) $(Invoke-Sql $target 'SELECT * FROM pidmigration_ledger')".Contains($password) | Should -BeFalse
        }
    }
}

Describe 'The help of Get-PidMigration' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair
        $null = Copy-PidModel pid.Policy
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
