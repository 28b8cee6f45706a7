# Reset-PidSequence: no key and no identifier is issued twice.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    $examples = Get-HelpExample Reset-PidSequence
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    $null = Copy-PidModel -ClearTarget -Confirm:$false
    Copy-Item $pair.TargetFile "$($pair.Folder)/copied.db"
    function Get-Counter([string] $Table) { [long](Invoke-Sql $pair.Target "SELECT seq FROM sqlite_sequence WHERE name = '$Table'") }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Reset-PidSequence' {
    BeforeEach { [IO.File]::Copy("$($pair.Folder)/copied.db", $pair.TargetFile, $true) }

    It 'raises every counter to what the source issued, rows deleted at the end included' {
        $issued = [long](Invoke-Sql $pair.Source "SELECT seq FROM sqlite_sequence WHERE name = 'pid_pid'")
        $issued | Should -BeGreaterThan ([long](Invoke-Sql $pair.Source 'SELECT MAX(id) FROM pid_pid'))
        $results = Reset-PidSequence
        $pids = $results | Where-Object Name -eq pid_pid.id
        $pids.Kind | Should -Be 'SqliteSequence'
        $pids.Source | Should -Be $issued
        $pids.Held | Should -Be ([long](Invoke-Sql $pair.Target 'SELECT MAX(id) FROM pid_pid'))
        $pids.New | Should -Be $issued
        $pids.New | Should -BeGreaterThan $pids.Old
        Get-Counter pid_pid | Should -Be $issued
        @($results | Where-Object { $_.New -lt $_.Source -or $_.New -lt $_.Held }) | Should -BeNullOrEmpty
    }

    It 'raises the NOID sequence to the largest identifier, not to that of the highest key' {
        $noid = Reset-PidSequence | Where-Object Name -eq pid_noid
        $noid.Kind | Should -Be 'Noid'
        $noid.New | Should -Be ([long](Invoke-Sql $pair.Source "SELECT last FROM sequences_sequence WHERE name = 'pid_noid'"))
        $noid.Held | Should -BeGreaterThan 0
        $noid.Held | Should -BeLessThan ($noid.New + 1)
        Invoke-Sql $pair.Target "SELECT last FROM sequences_sequence WHERE name = 'pid_noid'" | Should -Be "$($noid.New)"
    }

    It 'includes an identifier that only the target has' {
        # 1 + 29 * (1 + 29 * …): the number 29 ** 5 is written 100000, and its check character is 1 * 1 = 1.
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET pid = '1000001' WHERE id = (SELECT MIN(id) FROM pid_pid)"
        $noid = Reset-PidSequence pid.Pid | Where-Object Kind -eq Noid
        $noid.Held | Should -Be 20511149
        $noid.New | Should -Be 20511149
    }

    It 'warns about malformed identifiers, and ignores them' {
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET pid = 'not a noid!' WHERE id = (SELECT MIN(id) FROM pid_pid)"
        $run = Invoke-Apart 'Reset-PidSequence pid.Pid -Source $from -Target $to' @{ from = $pair.Source; to = $pair.Target }
        $run.Errors | Should -BeNullOrEmpty
        $run.Warnings | Should -HaveCount 1
        $run.Warnings[0] | Should -BeLike '*target*'
    }

    It 'never lowers a counter' {
        $null = Invoke-Sql $pair.Target "UPDATE sqlite_sequence SET seq = 5000000 WHERE name = 'pid_pid'"
        $result = Reset-PidSequence pid.Pid | Where-Object Name -eq pid_pid.id
        $result.Old | Should -Be 5000000
        $result.New | Should -Be 5000000
        Get-Counter pid_pid | Should -Be 5000000
    }

    It 'changes nothing the second time' {
        $first = Reset-PidSequence
        $second = Reset-PidSequence
        $second.New | Should -Be $first.New
        @($second | Where-Object { $_.Old -ne $_.New }) | Should -BeNullOrEmpty
    }

    It 'takes models from the pipeline, with their through tables' {
        (Get-PidModel auth.User | Reset-PidSequence).Name | Should -Be @('auth_user.id', 'auth_user_groups.id', 'auth_user_user_permissions.id')
    }

    It 'takes what Copy-PidModel returned' {
        (Copy-PidModel pid.ExtSystem, pid.Proxy -ClearTarget -Confirm:$false | Reset-PidSequence).Name | Should -Be @('pid_extsystem.id', 'pid_proxy.id')
    }

    It 'changes nothing with -WhatIf, and reports what it would do' {
        $before = Get-Counter pid_pid
        $run = Invoke-Console 'Reset-PidSequence pid.Pid -WhatIf' -Environment $environment
        $run.Output | Should -Match 'What if: .*Raise to at least \d+.*pid_pid\.id'
        Get-Counter pid_pid | Should -Be $before
    }

    It 'refuses a model that is not there' {
        { Reset-PidSequence pid.Pidd } | Should -Throw -ErrorId 'PID1201,*'
    }

    It 'prints a tidy table' {
        $lines = (Invoke-Console 'Reset-PidSequence pid.Policy' -Environment $environment).Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 3
        $lines[0] | Should -Match '^Name +Kind +Old +New'
        $lines[2] | Should -Match '^pid_policy\.id +SqliteSequence +\d+ +\d+'
    }
}

Describe 'Reset-PidSequence on <Name>' -Skip:(-not $servers) -ForEach @(
    @{ Name = 'MARIADB'; Kind = 'AutoIncrement' }
    @{ Name = 'POSTGRESQL'; Kind = 'Sequence' }
) {
    BeforeAll {
        $target = Get-ServerUrl $Name reset
        New-PidDatabase $target -Empty
        $null = Copy-PidModel -Target $target -ClearTarget -Confirm:$false
    }
    AfterAll { Remove-ServerDatabase $Name reset }

    It 'makes the next key one that was never issued before' {
        $issued = [long](Invoke-Sql $pair.Source "SELECT seq FROM sqlite_sequence WHERE name = 'pid_policy'")
        $result = Reset-PidSequence pid.Policy -Target $target
        $result.Kind | Should -Be $Kind
        $result.New | Should -Be $issued
        $null = Invoke-Sql $target "INSERT INTO pid_policy (created_at, commitment, title) VALUES ('2016-04-01 00:00:00', 'x', 'y')"
        Invoke-Sql $target 'SELECT MAX(id) FROM pid_policy' | Should -Be "$($issued + 1)"
    }

    It 'raises all of them' {
        @(Reset-PidSequence -Target $target | Where-Object { $_.New -lt $_.Source -or $_.New -lt $_.Held }) | Should -BeNullOrEmpty
        Invoke-Sql $target "SELECT last FROM sequences_sequence WHERE name = 'pid_noid'" | Should -Be (Invoke-Sql $pair.Source "SELECT last FROM sequences_sequence WHERE name = 'pid_noid'")
    }
}

Describe 'Reset-PidSequence on sequences of any kind' -Skip:(-not $servers) {
    BeforeAll {
        $target = Get-ServerUrl POSTGRESQL sequences
        $null = Invoke-Sql $env:PIDMIGRATION_TEST_POSTGRESQL "CREATE DATABASE pester_${PID}_sequences"
        $null = Invoke-Sql $target @'
CREATE SEQUENCE main_seq; CREATE SEQUENCE short_seq MAXVALUE 9; CREATE SEQUENCE code_seq;
CREATE TABLE film (id bigint PRIMARY KEY DEFAULT nextval('main_seq'), note text);
CREATE TABLE actor (id bigint PRIMARY KEY DEFAULT nextval('main_seq'), note text);
CREATE TABLE short (id bigint PRIMARY KEY DEFAULT nextval('short_seq'), note text);
CREATE TABLE bare (id bigint PRIMARY KEY, note text)
'@
        $source = "sqlite:///$($pair.Folder)/sequences.db"
        $tables = 'film', 'actor', 'short', 'bare' | ForEach-Object { "CREATE TABLE $_ (id INTEGER PRIMARY KEY AUTOINCREMENT, note text); INSERT INTO $_ VALUES (1, 'x');" }
        $null = Invoke-Sql $source "$tables UPDATE sqlite_sequence SET seq = 40"
        $from = @{ from = $source; to = $target }
    }
    AfterAll { Remove-ServerDatabase POSTGRESQL sequences }

    It 'names each with -WhatIf, and changes nothing' {
        $run = Invoke-Console "Reset-PidSequence -Source '$source' -Target '$target' -WhatIf"
        $run.Output | Should -Match 'What if: .*Raise to at least 40.*main_seq'
        Invoke-Sql $target 'SELECT is_called FROM main_seq' | Should -Be 'False'
    }

    It 'raises what it can, and reports the rest in a line each' {
        $run = Invoke-Apart 'Reset-PidSequence -Source $from -Target $to' $from
        $run.Output | Should -HaveCount 1
        $run.Output[0].Name | Should -Be main_seq
        $run.Output[0].Columns | Should -HaveCount 2
        $run.Output[0].New | Should -Be 40
        $run.Errors | Should -HaveCount 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1704,*'
        "$($run.Errors[0])" | Should -BeLike '*short_seq*40*9*'
        $run.Warnings | Should -HaveCount 2
        ($run.Warnings -join ' ') | Should -Match 'bare\.id.*up to 40'
        ($run.Warnings -join ' ') | Should -Match 'code_seq'
        Invoke-Sql $target "SELECT nextval('main_seq')" | Should -Be '41'
    }
}

Describe 'The help of Reset-PidSequence' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
