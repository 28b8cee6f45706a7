# Compare-PidModel: every cell of every row.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    $examples = Get-HelpExample Compare-PidModel
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    $first = Invoke-Sql $pair.Source 'SELECT MIN(id) FROM pid_pid'
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Compare-PidModel' {
    BeforeEach { Reset-TargetFile $pair -Filled }

    It 'finds both sides equal, to the last cell' {
        $results = Compare-PidModel
        $results | Should -HaveCount 14
        @($results | Where-Object Status -ne Equal) | Should -BeNullOrEmpty
        ($results | Where-Object Model -eq pid.Pid).Equal | Should -Be 1086
    }

    It 'counts what is missing, extra and changed' {
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET name = name || ' ' WHERE id = $first; DELETE FROM pid_policy WHERE id = (SELECT MAX(id) FROM pid_policy); INSERT INTO pid_proxy SELECT 900, 'new', transform, updated_at FROM pid_proxy LIMIT 1"
        $results = Compare-PidModel pid.*
        ($results | Where-Object Model -eq pid.Pid).Changed | Should -Be 1
        ($results | Where-Object Model -eq pid.Policy).Missing | Should -Be 1
        ($results | Where-Object Model -eq pid.Proxy).Extra | Should -Be 1
        Compare-PidCount pid.Pid | Where-Object Difference | Should -BeNullOrEmpty -Because 'counts can''t see it'
    }

    It 'lists each cell with -Detailed' {
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET name = 'changed', type = 'other' WHERE id = $first"
        $differences = Compare-PidModel pid.Pid -Detailed
        $differences.Column | Should -Be @('name', 'type')
        $differences[0].Key | Should -Be $first
        "$($differences[0].Kind)" | Should -Be 'Changed'
        $differences[0].Target | Should -Be 'changed'
    }

    It 'keeps NULL and an empty text apart' {
        $key = Invoke-Sql $pair.Source 'SELECT MIN(id) FROM pid_pid WHERE ext_system_key IS NULL'
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET ext_system_key = '' WHERE id = $key"
        (Compare-PidModel pid.Pid -Detailed).Column | Should -Be 'ext_system_key'
    }

    It 'looks only at the rows of -Where' {
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET name = 'changed' WHERE id = $first"
        (Compare-PidModel pid.Pid -Where "id > $first").Changed | Should -Be 0
    }

    It 'takes what Copy-PidModel returned' {
        @(Copy-PidModel pid.ExtSystem, pid.Proxy -ClearTarget -Confirm:$false | Compare-PidModel | Where-Object Status -eq Equal) | Should -HaveCount 2
    }

    It 'changes nothing' {
        $null = Invoke-Sql $pair.Target "UPDATE pid_pid SET name = 'changed' WHERE id = $first"
        $null = Compare-PidModel
        (Compare-PidModel pid.Pid).Changed | Should -Be 1
    }
}

Describe 'Compare-PidModel between servers' -Skip:(-not $servers) {
    BeforeAll {
        $postgres = Get-ServerUrl POSTGRESQL compare
        $maria = Get-ServerUrl MARIADB compare
        New-PidDatabase $postgres
        New-PidDatabase $maria -Empty
        $null = Copy-PidModel -Source $postgres -Target $maria -ClearTarget -Confirm:$false
    }
    AfterAll {
        Remove-ServerDatabase POSTGRESQL compare
        Remove-ServerDatabase MARIADB compare
    }

    It 'finds a copy from PostgreSQL to MariaDB equal, to the last cell' {
        @(Compare-PidModel -Source $postgres -Target $maria | Where-Object Status -ne Equal) | Should -BeNullOrEmpty
    }

    It 'finds one changed cell, <Way>' -ForEach @(
        @{ Way = 'value by value'; Switches = @{} }
        @{ Way = 'by digests'; Switches = @{ Fast = $true } }
    ) {
        $key = Invoke-Sql $maria 'SELECT MAX(id) FROM pid_target'
        $uri = Invoke-Sql $maria "SELECT uri FROM pid_target WHERE id = $key"
        $null = Invoke-Sql $maria "UPDATE pid_target SET uri = 'http://example.org/elsewhere' WHERE id = $key"
        try {
            $difference = Compare-PidModel pid.Target -Detailed -Source $postgres -Target $maria @Switches
            $difference.Key | Should -Be $key
            $difference.Column | Should -Be 'uri'
        }
        finally { $null = Invoke-Sql $maria "UPDATE pid_target SET uri = '$uri' WHERE id = $key" }
    }
}

Describe 'The help of Compare-PidModel' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
