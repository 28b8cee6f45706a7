# Restore-PidIndex: what a copy took off a table and could not put back, comes back when its cause is mended.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Restore-PidIndex
    $servers = Test-Server MARIADB
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    # One index that the rows break, and one that they don't; both are off while they arrive.
    $indexes = "CREATE UNIQUE INDEX one_row ON pid_proxy (id * 0); CREATE INDEX by_transform ON pid_proxy (transform)"
    function Get-Index { @(Invoke-Sql $pair.Target "SELECT name FROM sqlite_master WHERE type = 'index' AND name IN ('one_row', 'by_transform') ORDER BY name") }
    $failing = { Copy-PidModel pid.Proxy -DeferIndexes Always -ErrorAction SilentlyContinue -ErrorVariable failed }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Restore-PidIndex' {
    BeforeEach {
        Reset-TargetFile $pair
        $null = Invoke-Sql $pair.Target $indexes
    }

    It 'does nothing where no index is pending' {
        Restore-PidIndex | Should -BeNullOrEmpty
        $null = Invoke-Sql $pair.Target 'DROP INDEX one_row'
        $null = Copy-PidModel pid.Proxy -DeferIndexes Always
        Get-Index | Should -Be @('by_transform')
        Restore-PidIndex | Should -BeNullOrEmpty
    }

    It 'is recommended by a copy that could not restore an index, and by Get-PidMigration' {
        $result = . $failing
        "$($result.Status)" | Should -Be 'Failed'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PID1921,*'
        (Get-PidMigration).Models[0].Owed | Should -BeTrue
        { Clear-PidLedger -Force -AbandonRun } | Should -Throw -ErrorId 'PID1914,*'
    }

    It 'restores what it can, and reports why not the rest' {
        $null = & $failing
        $result = Restore-PidIndex -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PID1921,*'
        $result.Model | Should -Be 'pid.Proxy'
        $result.Table | Should -Be 'pid_proxy'
        $result.Missing | Should -Be @('one_row')
        @($result.Restored) + @($result.Present) | Should -Contain 'by_transform'
        Get-Index | Should -Be @('by_transform')
    }

    It 'restores all once the rows are fixed, and then no index is pending' {
        $null = & $failing
        $null = Invoke-Sql $pair.Target 'DELETE FROM pid_proxy WHERE id > (SELECT MIN(id) FROM pid_proxy)'
        (Restore-PidIndex).Missing | Should -BeNullOrEmpty
        Get-Index | Should -Be @('by_transform', 'one_row')
        Restore-PidIndex | Should -BeNullOrEmpty
        (Get-PidMigration).Models[0].Owed | Should -BeFalse
    }

    It 'changes nothing with -WhatIf, and reports what it would do' {
        $null = & $failing
        $before = Get-Index
        $run = Invoke-Console 'Restore-PidIndex -WhatIf' -Environment $environment
        $run.ExitCode | Should -Be 0
        $run.Output | Should -BeLike '*Restore *one_row*pid.Proxy*target.db*'
        Get-Index | Should -Be $before
    }

    It 'refuses with PID1907 while a run writes' {
        $null = & $failing
        $lock = [IO.FileStream]::new("$($pair.TargetFile)-pidmigration-lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { { Restore-PidIndex } | Should -Throw -ErrorId 'PID1907,*' }
        finally { $lock.Dispose() }
    }
}

Describe 'Restore-PidIndex on MariaDB' -Skip:(-not $servers) {
    BeforeAll {
        $maria = Get-ServerUrl MARIADB restore
        New-PidDatabase $maria -Empty
    }
    AfterAll { Remove-ServerDatabase MARIADB restore }

    It 'looks for rows without parents, because the server restores foreign keys without a check' {
        $null = Invoke-Sql $maria 'ALTER TABLE pid_target ADD COLUMN nought int AS (active * 0) VIRTUAL, ADD UNIQUE KEY one_row (nought)'
        $run = Invoke-Apart 'Copy-PidModel -ClearTarget -DeferIndexes Always -Confirm:$false -Source $from -Target $to' @{ from = $pair.Source; to = $maria }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1921,*'
        $null = Invoke-Sql $maria 'SET foreign_key_checks = 0; DELETE FROM pid_pid WHERE id = (SELECT MIN(pid_id) FROM pid_target)'
        $run = Invoke-Apart 'Restore-PidIndex -Source $from -Target $to' @{ from = $pair.Source; to = $maria }
        @($run.Errors | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] }) | Should -Be @('PID1921', 'PID1603')
        "$($run.Errors[1])" | Should -BeLike '*pid_target*pid_id*pid_pid*'
    }
}

Describe 'The help of Restore-PidIndex' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair
        $null = Copy-PidModel pid.Proxy
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
