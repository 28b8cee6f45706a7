# Compare-PidCount: exact counts of both sides, and what is missing shown as missing.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Compare-PidCount
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Compare-PidCount' {
    BeforeAll { $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target }
    BeforeEach { Reset-TargetFile $pair }

    It 'counts every model but the internal ones in both databases' {
        $counts = Compare-PidCount
        $counts | Should -HaveCount 14
        $pids = $counts | Where-Object Model -eq pid.Pid
        $pids.Table | Should -Be 'pid_pid'
        $pids.Source | Should -Be 1086
        $pids.Target | Should -Be 0
        $pids.Difference | Should -Be -1086
        "$($pids.Status)" | Should -Be 'Different'
    }

    It 'reports what the target has in addition' {
        $null = Invoke-Sql $pair.Target "INSERT INTO django_content_type (id, app_label, model) VALUES (900, 'x', 'y'), (901, 'x', 'z')"
        (Compare-PidCount contenttypes.ContentType).Difference | Should -Be 1
    }

    It 'leaves nothing for Where-Object Difference when all is equal' {
        Reset-TargetFile $pair -Filled
        Compare-PidCount | Where-Object Difference | Should -BeNullOrEmpty
        @(Compare-PidCount | Where-Object Status -eq Equal).Count | Should -Be 14
    }

    It 'counts a model''s through tables with it' {
        (Compare-PidCount auth.Group).Model | Should -Be @('auth.Group', 'auth.Group.permissions')
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'models from the pipeline'; Commands = { Get-PidModel -Group Log | Compare-PidCount } }
        @{ What = 'a name'; Commands = { Compare-PidCount admin.LogEntry } }
        @{ What = 'a table''s name'; Commands = { Compare-PidCount DJANGO_admin_log } }
        @{ What = 'a wildcard'; Commands = { Compare-PidCount *.Log* } }
        @{ What = 'names from the pipeline'; Commands = { 'admin.LogEntry' | Compare-PidCount } }
        @{ What = 'its own results'; Commands = { Compare-PidCount admin.LogEntry | Compare-PidCount } }
    ) {
        $counts = & $Commands
        $counts | Should -HaveCount 1
        $counts.Model | Should -Be 'admin.LogEntry'
    }

    It 'counts nothing for an empty pipeline' {
        Get-PidModel -Group Other | Compare-PidCount | Should -BeNullOrEmpty
    }

    It 'counts internal models when they are named' {
        (Compare-PidCount django_session).Source | Should -Be 40
    }

    It 'shows a missing table as missing, not as 0' {
        $null = Invoke-Sql $pair.Target 'DROP TABLE pid_target'
        $count = Compare-PidCount pid.Target
        $count.Target | Should -BeNullOrEmpty
        "$($count.Status)" | Should -Be 'Missing'
        $count.Difference | Should -Be -1109
        (Invoke-Console "Compare-PidCount pid.Target -Source '$($pair.Source)' -Target '$($pair.Target)'").Output | Should -Match 'pid\.Target +1,109 +missing'
    }

    It 'refuses a model that is not there' {
        $thrown = { Compare-PidCount pid.Poxy } | Should -Throw -PassThru -ErrorId 'PID1201,*'
        $thrown.Exception.Message | Should -BeLike '*pid.Proxy*'
        { Compare-PidCount nothing* } | Should -Throw -ErrorId 'PID1201,*'
    }

    It 'prints a tidy table' {
        $lines = (Invoke-Console "Compare-PidCount pid.* -Source '$($pair.Source)' -Target '$($pair.Target)'").Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 8
        $lines[0] | Should -Match '^Model +Source +Target +Difference\s*$'
        @($lines | Where-Object { $_ -match '^pid\.Pid +1,086 +0 +-1,086\s*$' }).Count | Should -Be 1
    }
}

Describe 'The help of Compare-PidCount' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
