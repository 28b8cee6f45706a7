# Clear-PidTarget: nothing goes without a yes, and nothing that others refer to.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server MARIADB
    $examples = Get-HelpExample Clear-PidTarget
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Clear-PidTarget' {
    BeforeEach { Reset-TargetFile $pair -Filled }

    It 'deletes the rows of a model and says how many' {
        $result = Clear-PidTarget admin.LogEntry -Confirm:$false
        $result.Model | Should -Be 'admin.LogEntry'
        $result.Table | Should -Be 'django_admin_log'
        $result.Rows | Should -Be 1753
        (Compare-PidCount admin.LogEntry).Target | Should -Be 0
        @(Compare-PidCount | Where-Object Difference) | Should -HaveCount 1
    }

    It 'deletes children first, whatever the order, through tables with their model' {
        (Get-PidModel pid.Pid, pid.Target | Clear-PidTarget -Confirm:$false).Model | Should -Be @('pid.Target', 'pid.Pid')
        @((Clear-PidTarget auth.User.groups, auth.User.user_permissions -Confirm:$false).Rows) | Should -HaveCount 2
    }

    It 'clears everything but the internal models with -All' {
        @(Clear-PidTarget -All -Confirm:$false) | Should -HaveCount 14
        @(Compare-PidCount | Where-Object Target) | Should -BeNullOrEmpty
        Invoke-Sql $pair.Target 'SELECT last > 0 FROM sequences_sequence' | Should -Be '1'
        Invoke-Sql $pair.Target 'SELECT count(*) > 0 FROM django_migrations' | Should -Be '1'
    }

    It 'returns nothing, without a prompt, for a model without rows' {
        Reset-TargetFile $pair
        (Invoke-Apart "Clear-PidTarget pid.Pid $both").Errors | Should -BeNullOrEmpty
    }

    It 'leaves the source alone' {
        $before = (Get-FileHash $pair.SourceFile).Hash
        $null = Clear-PidTarget -All -Confirm:$false
        (Get-FileHash $pair.SourceFile).Hash | Should -Be $before
    }

    It 'does not let keys be issued again' {
        $last = [int](Invoke-Sql $pair.Target "SELECT seq FROM sqlite_sequence WHERE name = 'django_admin_log'")
        $null = Clear-PidTarget admin.LogEntry -Confirm:$false
        [int](Invoke-Sql $pair.Target "SELECT seq FROM sqlite_sequence WHERE name = 'django_admin_log'") | Should -Be $last
    }

    It 'changes nothing with <How>, and reports what it would do' -ForEach @(
        @{ How = '-WhatIf'; Commands = 'Clear-PidTarget admin.LogEntry -WhatIf' }
        @{ How = '-WhatIf and -Force'; Commands = 'Clear-PidTarget admin.LogEntry -Force -WhatIf' }
        @{ How = '$WhatIfPreference'; Commands = '$WhatIfPreference = $true; Clear-PidTarget admin.LogEntry -Force' }
    ) {
        $run = Invoke-Console $Commands -Environment $environment
        $run.ExitCode | Should -Be 0
        $run.Output.Trim() | Should -Be 'What if: Delete 1,753 admin.LogEntry rows from django_admin_log in target.db.'
        (Compare-PidCount admin.LogEntry).Difference | Should -Be 0
    }

    It 'fails with PID1504 where no prompt can be shown' {
        $run = Invoke-Apart "Clear-PidTarget admin.LogEntry $both"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1504,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'InvalidOperation'
        $console = Invoke-Console 'Clear-PidTarget admin.LogEntry' -Environment $environment
        $console.ExitCode | Should -Be 1
        $console.Error | Should -BeLike '*Delete 1,753 admin.LogEntry rows from django_admin_log in target.db?*-Confirm:$false*'
        (Compare-PidCount admin.LogEntry).Difference | Should -Be 0
    }

    It 'prompts, and <Does> on <Answer>' -ForEach @(
        @{ Answer = 'y'; Does = 'deletes'; Left = 0 }
        @{ Answer = 'n'; Does = 'keeps the rows'; Left = 1753 }
    ) {
        $run = Invoke-Console 'Clear-PidTarget admin.LogEntry' -Answers $Answer -Environment $environment
        $run.ExitCode | Should -Be 0
        (Compare-PidCount admin.LogEntry).Target | Should -Be $Left
    }

    It 'refuses with PID1503 what rows of other models refer to' {
        $thrown = { Clear-PidTarget pid.Pid -Confirm:$false } | Should -Throw -PassThru -ErrorId 'PID1503,*'
        $thrown.Exception.Message | Should -BeLike '*1,109 rows of pid_target*'
        Compare-PidCount | Where-Object Difference | Should -BeNullOrEmpty
    }

    It 'deletes them with -LeaveDangling, after a prompt' {
        (Invoke-Apart "Clear-PidTarget pid.Pid -LeaveDangling $both").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1504,*'
        (Compare-PidCount pid.Pid).Difference | Should -Be 0
        (Clear-PidTarget pid.Pid -LeaveDangling -Confirm:$false).Rows | Should -Be 1086
        (Compare-PidCount pid.Target).Difference | Should -Be 0
    }

    It 'skips the prompt with -Force, and leaves nothing dangling' {
        $run = Invoke-Apart "Clear-PidTarget pid.Pid -Force $both"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1503,*'
        "$($run.Errors[0])" | Should -BeLike '*-LeaveDangling*'
        "$($run.Errors[0])" | Should -Not -BeLike '*-Force*'
        (Compare-PidCount pid.Pid).Difference | Should -Be 0
        (Invoke-Apart "Clear-PidTarget admin.LogEntry -Force $both").Output.Rows | Should -Be 1753
        (Invoke-Apart "Clear-PidTarget pid.Pid -Force -LeaveDangling $both").Output.Rows | Should -Be 1086
    }

    It 'deletes nothing with <Code> on <What>' -ForEach @(
        @{ What = 'no model, and no -All'; Code = 'PID1410'; Run = { Clear-PidTarget -Confirm:$false } }
        @{ What = 'no model, and -All:$false'; Code = 'PID1410'; Run = { Clear-PidTarget -All:$false -Force } }
        @{ What = 'models and -All'; Code = 'PID1411'; Run = { Clear-PidTarget pid.Pid -All -Confirm:$false } }
        @{ What = 'a pipeline and -All'; Code = 'PID1411'; Run = { 'pid.Pid' | Clear-PidTarget -All -Confirm:$false } }
        @{ What = 'an empty list'; Code = 'PID1408'; Run = { $none = @(); Clear-PidTarget -Model $none -Confirm:$false } }
        @{ What = 'an empty list by its place'; Code = 'PID1408'; Run = { Clear-PidTarget @() -Force } }
        @{ What = 'a misspelt variable'; Code = 'PID1409'; Run = { Clear-PidTarget $misspelt -Confirm:$false } }
        @{ What = 'a command that returned nothing'; Code = 'PID1409'; Run = { Clear-PidTarget (Get-PidModel -Group Other) -Confirm:$false } }
        @{ What = 'a null in the pipeline'; Code = 'PID1409'; Run = { 'admin.LogEntry', $null | Clear-PidTarget -Confirm:$false } }
    ) {
        $before = Get-TargetState
        $Run | Should -Throw -ErrorId "$Code,*"
        Get-TargetState | Should -Be $before
    }

    It 'does nothing, silently, for an empty pipeline' {
        $before = Get-TargetState
        Get-PidModel -Group Other | Clear-PidTarget -Confirm:$false | Should -BeNullOrEmpty
        Get-TargetState | Should -Be $before
    }

    It 'refuses a table that the target doesn''t have' {
        $null = Invoke-Sql $pair.Target 'DROP TABLE pid_target'
        { Clear-PidTarget pid.Target -Confirm:$false } | Should -Throw -ErrorId 'PID1202,*'
    }

    It 'prints a tidy table' {
        $lines = (Invoke-Console 'Clear-PidTarget admin.LogEntry -Confirm:$false' -Environment $environment).Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 3
        $lines[0] | Should -Match '^Model +Table +Rows'
        $lines[2] | Should -Match '^admin\.LogEntry +django_admin_log +1,753'
    }
}

Describe 'Clear-PidTarget on MariaDB' -Skip:(-not $servers) {
    BeforeAll {
        $maria = Get-ServerUrl MARIADB clear
        New-PidDatabase $maria
    }
    AfterAll { Remove-ServerDatabase MARIADB clear }

    It 'deletes without prompts, and further keys come after the issued ones' {
        $before = [long](Invoke-Sql $maria 'SELECT MAX(id) FROM pid_target')
        @((Clear-PidTarget pid.Pid, pid.Target -Target $maria -Confirm:$false).Rows) | Should -Be @(1109, 1086)
        $null = Invoke-Sql $maria "SET foreign_key_checks = 0; INSERT INTO pid_target (noid, uri, qualify, active, pid_id) VALUES ('x', 'http://example.org', '', 1, 1)"
        [long](Invoke-Sql $maria 'SELECT MAX(id) FROM pid_target') | Should -BeGreaterThan $before
    }
}

Describe 'The help of Clear-PidTarget' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
