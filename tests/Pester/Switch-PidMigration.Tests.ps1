# Switch-PidMigration: the way back.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Switch-PidMigration
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Switch-PidMigration' {
    BeforeEach { Reset-TargetFile $pair }
    AfterEach {
        Disconnect-PidMigration
        $env:PIDMIGRATION_SOURCE = $env:PIDMIGRATION_TARGET = $null
    }

    It 'makes the target the source, and back again' {
        $before = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        $after = Switch-PidMigration
        $after.Source | Should -Be $before.Target
        $after.Target | Should -Be $before.Source
        $count = Compare-PidCount pid.Policy
        $count.Source | Should -Be 0
        $count.Difference | Should -Be 10
        (Switch-PidMigration).Source | Should -Be $before.Source
    }

    It 'swaps those of the environment into a session' {
        $env:PIDMIGRATION_SOURCE = $pair.Source
        $env:PIDMIGRATION_TARGET = $pair.Target
        (Switch-PidMigration).Source | Should -BeLike '*target.db'
        (Compare-PidCount pid.Policy).Target | Should -Be 10
    }

    It 'fails where there is nothing to swap' {
        { Switch-PidMigration } | Should -Throw -ErrorId 'PID1001,*'
    }

    It 'copies new rows back, and only those' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        $null = Copy-PidModel -ClearTarget -Confirm:$false
        $null = Reset-PidSequence
        $null = Invoke-Sql $pair.Target "INSERT INTO pid_policy (created_at, commitment, title) VALUES ('2016-04-01 12:00:00.000001', 'new', 'New policy')"
        $null = Invoke-Sql $pair.Target "UPDATE pid_policy SET title = 'changed there' WHERE id = (SELECT MIN(id) FROM pid_policy)"
        $backup = "$($pair.Folder)/backup.db"
        Copy-Item $pair.SourceFile $backup
        try {
            $null = Switch-PidMigration
            $result = Copy-PidModel pid.Policy -Since 2016-03-01
            $result.Rows | Should -Be 1
            (Compare-PidCount pid.Policy).Difference | Should -Be 0
            Invoke-Sql $pair.Source "SELECT title FROM pid_policy WHERE commitment = 'new'" | Should -Be 'New policy'
            Invoke-Sql $pair.Source "SELECT count(*) FROM pid_policy WHERE title = 'changed there'" | Should -Be '0'
        }
        finally { Copy-Item $backup $pair.SourceFile }
    }
}

Describe 'The help of Switch-PidMigration' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
