# Test-PidMigration: a yes or no for scripts.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Test-PidMigration
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Test-PidMigration' {
    BeforeEach { Reset-TargetFile $pair }

    It 'returns true when everything can be copied as it is' {
        Test-PidMigration | Should -BeTrue
        Test-PidMigration | Should -BeOfType ([bool])
    }

    It 'returns false for models with an obstacle, and true for the rest' {
        $null = Invoke-Sql $pair.Target 'ALTER TABLE pid_target DROP COLUMN uri'
        Test-PidMigration | Should -BeFalse
        Get-PidModel -Group Auth | Test-PidMigration | Should -BeTrue
    }

    It 'reports the obstacle with -Verbose' {
        $null = Invoke-Sql $pair.Target 'ALTER TABLE pid_target DROP COLUMN uri'
        $run = Invoke-Apart 'Test-PidMigration pid.Target -Verbose -Source $from -Target $to' @{ from = $pair.Source; to = $pair.Target }
        @($run.Verbose) -match '^Error: pid\.Target: .*''uri''' | Should -HaveCount 1
    }

    It 'does not count allowed changes as errors' {
        $null = Invoke-Sql $pair.Target 'CREATE TRIGGER touch AFTER INSERT ON pid_proxy BEGIN SELECT 1; END'
        Test-PidMigration pid.Proxy | Should -BeFalse
        Test-PidMigration pid.Proxy -Allow FireTriggers | Should -BeTrue
    }

    It 'fails, instead of returning false, when the check is impossible' {
        { Test-PidMigration -Source "$($pair.Source)x" } | Should -Throw -ErrorId 'PID1108,*'
    }

    It 'ends a script with its own exit code' {
        $script = "$($pair.Folder)/test.ps1"
        Set-Content $script "Import-Module '$manifest'`nif (-not (Test-PidMigration)) { exit 3 }`n" -NoNewline
        $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
        (Invoke-Console -File $script -Environment $environment).ExitCode | Should -Be 0
        $null = Invoke-Sql $pair.Target 'DROP TABLE pid_target'
        (Invoke-Console -File $script -Environment $environment).ExitCode | Should -Be 3
    }
}

Describe 'The help of Test-PidMigration' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
