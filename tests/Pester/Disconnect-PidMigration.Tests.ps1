# Disconnect-PidMigration: the session is forgotten, and the environment counts again.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Disconnect-PidMigration
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Disconnect-PidMigration' {
    AfterEach {
        Disconnect-PidMigration
        $env:PIDMIGRATION_SOURCE = $env:PIDMIGRATION_TARGET = $null
    }

    It 'forgets both databases and returns nothing' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        Disconnect-PidMigration | Should -BeNullOrEmpty
        { Get-PidModel } | Should -Throw -ErrorId 'PID1001,*'
        { Compare-PidCount -Source $pair.Source } | Should -Throw -ErrorId 'PID1001,*' -ExpectedMessage '*No target database*'
    }

    It 'falls back to the environment' {
        $env:PIDMIGRATION_SOURCE = $pair.Source
        $env:PIDMIGRATION_TARGET = $pair.Target
        $null = Connect-PidMigration -Source $pair.Target -Target $pair.Source
        @(Compare-PidCount pid.Policy).Source | Should -Be 0
        Disconnect-PidMigration
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
    }

    It 'does nothing without a session' {
        Disconnect-PidMigration
        { Disconnect-PidMigration } | Should -Not -Throw
    }

    It 'leaves no file open' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        $null = Compare-PidCount
        $open = (Get-ChildItem "/proc/$PID/fd").LinkTarget
        $open | Should -Not -BeNullOrEmpty
        $open -like "$($pair.Folder)/*" | Should -BeNullOrEmpty
    }
}

Describe 'The help of Disconnect-PidMigration' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
