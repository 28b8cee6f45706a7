# Clear-PidLedger: the ledger goes when nobody needs it any more, and the application's rows stay.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = @('POSTGRESQL', 'MARIADB' | Where-Object { Test-Server $_ } | ForEach-Object { @{ Name = $_ } })
    $examples = Get-HelpExample Clear-PidLedger
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    function Test-Ledger { (Invoke-Sql $pair.Target "SELECT count(*) FROM sqlite_master WHERE name = 'pidmigration_ledger'") -eq '1' }
    # A run that ended with an error after its first row.
    function New-OpenRun {
        $null = Invoke-Sql $pair.Target 'CREATE UNIQUE INDEX one_row ON pid_policy (id * 0)'
        $null = Copy-PidModel pid.Policy -BatchSize 1 -ErrorAction SilentlyContinue
    }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Clear-PidLedger' {
    BeforeEach { Reset-TargetFile $pair }

    It 'does nothing, without a prompt, where there is no ledger' {
        $run = Invoke-Apart "Clear-PidLedger $both"
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -BeNullOrEmpty
    }

    It 'removes the ledger, and leaves the application''s rows' {
        $null = Copy-PidModel pid.Policy
        Clear-PidLedger -Confirm:$false | Should -BeNullOrEmpty
        Test-Ledger | Should -BeFalse
        Get-PidMigration | Should -BeNullOrEmpty
        (Compare-PidCount pid.Policy).Difference | Should -Be 0
    }

    It 'prompts, and <Does> on <Answer>' -ForEach @(
        @{ Answer = 'y'; Does = 'removes it'; Stays = $false }
        @{ Answer = 'n'; Does = 'keeps it'; Stays = $true }
    ) {
        $null = Copy-PidModel pid.Policy
        $run = Invoke-Console 'Clear-PidLedger' -Answers $Answer -Environment $environment
        $run.ExitCode | Should -Be 0
        $run.Text | Should -BeLike '*Remove the ledger with its 1 run from target.db?*'
        Test-Ledger | Should -Be $Stays
    }

    It 'fails with PID1504 where no prompt can be shown' {
        $null = Copy-PidModel pid.Policy
        (Invoke-Apart "Clear-PidLedger $both").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1504,*'
        Test-Ledger | Should -BeTrue
    }

    It 'changes nothing with <How>, and reports what it would do' -ForEach @(
        @{ How = '-WhatIf'; Commands = 'Clear-PidLedger -WhatIf' }
        @{ How = '-WhatIf and -Force'; Commands = 'Clear-PidLedger -AbandonRun -Force -WhatIf' }
    ) {
        $null = Copy-PidModel pid.Policy
        $null = Copy-PidModel pid.Proxy
        $run = Invoke-Console $Commands -Environment $environment
        $run.ExitCode | Should -Be 0
        $run.Output.Trim() | Should -Be 'What if: Remove the ledger with its 2 runs from target.db.'
        Test-Ledger | Should -BeTrue
    }

    It 'refuses with PID1915 while a run can be resumed' {
        New-OpenRun
        $thrown = { Clear-PidLedger -Confirm:$false } | Should -Throw -PassThru -ErrorId 'PID1915,*'
        $thrown.Exception.Message | Should -BeLike "*$((Get-PidMigration).Run)*-Resume*-AbandonRun*"
        Test-Ledger | Should -BeTrue
    }

    It 'refuses it with -Force, too, which only skips the prompt' {
        New-OpenRun
        (Invoke-Apart "Clear-PidLedger -Force $both").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1915,*'
        Test-Ledger | Should -BeTrue
    }

    It 'prompts before it gives up a run with -AbandonRun' {
        New-OpenRun
        (Invoke-Apart "Clear-PidLedger -AbandonRun $both").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1504,*'
        Test-Ledger | Should -BeTrue
    }

    It 'gives up a run with -AbandonRun and -Force, without a prompt' {
        New-OpenRun
        (Invoke-Apart "Clear-PidLedger -AbandonRun -Force $both").Errors | Should -BeNullOrEmpty
        Test-Ledger | Should -BeFalse
        { Copy-PidModel -Resume } | Should -Throw -ErrorId 'PID1901,*'
        (Compare-PidCount pid.Policy).Target | Should -Be 1
    }

    It 'refuses with PID1914 what it alone knows, even with -AbandonRun' {
        New-OpenRun
        $null = Invoke-Sql $pair.Target "UPDATE pidmigration_ledger SET owed = '[]' WHERE model = 'pid.Policy'"
        $thrown = { Clear-PidLedger -AbandonRun -Force } | Should -Throw -PassThru -ErrorId 'PID1914,*'
        $thrown.Exception.Message | Should -BeLike '*of pid.Policy that*'
        Test-Ledger | Should -BeTrue
    }

    It 'refuses with PID1907 while a run writes' {
        $null = Copy-PidModel pid.Policy
        $lock = [IO.FileStream]::new("$($pair.TargetFile)-pidmigration-lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { { Clear-PidLedger -Force } | Should -Throw -ErrorId 'PID1907,*' }
        finally { $lock.Dispose() }
        Test-Ledger | Should -BeTrue
    }

    It 'removes a ledger that was damaged by hand' {
        $null = Copy-PidModel pid.Policy
        $null = Invoke-Sql $pair.Target "DELETE FROM pidmigration_ledger WHERE model = ''"
        (Invoke-Console 'Clear-PidLedger -WhatIf' -Environment $environment).Output.Trim() | Should -Be 'What if: Remove the damaged ledger from target.db.'
        Clear-PidLedger -Confirm:$false
        Test-Ledger | Should -BeFalse
    }
}

Describe 'Clear-PidLedger on <Name>' -ForEach $servers {
    BeforeAll {
        $url = Get-ServerUrl $Name ledger
        New-PidDatabase $url -Empty
    }
    AfterAll { Remove-ServerDatabase $Name ledger }

    It 'removes the ledger' {
        $null = Copy-PidModel pid.Policy -Target $url
        @(Get-PidMigration -Target $url) | Should -HaveCount 1
        Clear-PidLedger -Target $url -Confirm:$false
        Invoke-Sql $url "SELECT count(*) FROM information_schema.tables WHERE table_name = 'pidmigration_ledger' AND table_schema IN ('public', 'pester_${PID}_ledger')" | Should -Be '0'
        Get-PidMigration -Target $url | Should -BeNullOrEmpty
    }
}

Describe 'The help of Clear-PidLedger' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair
        $null = Copy-PidModel pid.Policy
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
        (Compare-PidCount pid.Policy).Difference | Should -Be 0
    }
}
