# Copy-PidModel between servers, as an administrator and as users with just the rights that it takes.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    # MySQL is tested where it is there: it has to be asked for.
    $writable = @(@{ Name = 'MARIADB' })
    if ($env:PIDMIGRATION_TEST_MYSQL) { $writable += @{ Name = 'MYSQL' } }
}

BeforeAll { . "$PSScriptRoot/TestDatabase.ps1" }

Describe 'Copy-PidModel from PostgreSQL to MariaDB' -Skip:(-not $servers) {
    BeforeAll {
        $postgres = Get-ServerUrl POSTGRESQL copy
        $maria = Get-ServerUrl MARIADB copy
        New-PidDatabase $postgres
        New-PidDatabase $maria -Empty
        $passwords = @($postgres, $maria | ForEach-Object { [Uri]::UnescapeDataString(([Uri]$_).UserInfo.Split(':')[1]) })
    }
    AfterAll {
        Remove-ServerDatabase POSTGRESQL copy
        Remove-ServerDatabase MARIADB copy
    }

    It 'copies the whole database' {
        $run = Invoke-Apart 'Get-PidModel -Group Auth, Pid, Log -Source $from -Target $to | Copy-PidModel -ClearTarget -Confirm:$false -Source $from -Target $to -Verbose -Debug' @{ from = $postgres; to = $maria }
        $run.Errors | Should -BeNullOrEmpty
        @($run.Output | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        Compare-PidCount -Source $postgres -Target $maria | Where-Object Difference | Should -BeNullOrEmpty
        foreach ($password in $passwords) { $run.Text | Should -Not -Match ([regex]::Escape($password)) }
    }

    It 'copies it back with every cell the same' {
        $null = Copy-PidModel -Source $postgres -Target $maria -ClearTarget -Confirm:$false
        $rows = 'SELECT pid, name, ext_system_key, created_at FROM pid_pid ORDER BY id'
        $before = (Invoke-Sql $postgres $rows) -join "`n"
        @(Copy-PidModel -Source $maria -Target $postgres -ClearTarget -Confirm:$false | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        (Invoke-Sql $postgres $rows) -join "`n" | Should -BeExactly $before
    }

    It 'shows no password when it fails' {
        $run = Invoke-Apart 'Copy-PidModel pid.Pid -Where "1 = " -Source $from -Target $to -Verbose -Debug' @{ from = $postgres; to = $maria }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1402,*'
        $console = Invoke-Console 'Copy-PidModel pid.Pid -Verbose -Debug' -Environment @{ PIDMIGRATION_SOURCE = $postgres; PIDMIGRATION_TARGET = $maria }
        $console.ExitCode | Should -Be 1
        foreach ($password in $passwords) {
            $run.Text | Should -Not -Match ([regex]::Escape($password))
            $console.Text | Should -Not -Match ([regex]::Escape($password))
        }
    }

    It 'refuses with PID1302 a user who may not write' {
        $name = "pester_$PID"
        $null = Invoke-Sql $maria "CREATE USER '$name'@'%' IDENTIFIED BY 'r3adonly'; GRANT SELECT ON ``pester_${PID}_copy``.* TO '$name'@'%'"
        try {
            $reader = $maria -replace '//[^@]*@', "//${name}:r3adonly@"
            $run = Invoke-Apart 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -Source $from -Target $to' @{ from = $postgres; to = $reader }
            $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1302,*'
            "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'PermissionDenied'
            $run.Text | Should -Not -Match 'r3adonly'
        }
        finally { $null = Invoke-Sql $maria "DROP USER '$name'@'%'" }
    }
}

Describe 'Copy-PidModel as a user who has just the rights of docs/guide/rights.md, to <Name>' -Skip:(-not $servers) -ForEach $writable {
    BeforeAll {
        $user = "pester_$PID"
        $from = Get-ServerUrl POSTGRESQL rights
        $to = Get-ServerUrl $Name rights
        New-PidDatabase $from
        New-PidDatabase $to -Empty
        $null = Invoke-Sql $from "CREATE ROLE $user LOGIN PASSWORD 'r34d'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO $user; GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO $user"
        $null = Invoke-Sql $to "CREATE USER '$user'@'%' IDENTIFIED BY 'wr1te'; GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, CREATE TEMPORARY TABLES, ALTER, DROP ON ``pester_${PID}_rights``.* TO '$user'@'%'"
        $reader = $from -replace '//[^@]*@', "//${user}:r34d@"
        $writer = $to -replace '//[^@]*@', "//${user}:wr1te@"
    }
    AfterAll {
        $null = Invoke-Sql $from "DROP OWNED BY $user; DROP ROLE $user"
        $null = Invoke-Sql $to "DROP USER '$user'@'%'"
        Remove-ServerDatabase POSTGRESQL rights
        Remove-ServerDatabase $Name rights
    }

    It 'copies all, and raises the counters' {
        @(Copy-PidModel -Source $reader -Target $writer -ClearTarget -Confirm:$false | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        @(Reset-PidSequence -Source $reader -Target $writer) | Should -HaveCount 16
        Compare-PidCount -Source $reader -Target $writer | Where-Object Difference | Should -BeNullOrEmpty
    }

    It 'names the missing right' {
        $null = Invoke-Sql $to "REVOKE ALTER ON ``pester_${PID}_rights``.* FROM '$user'@'%'"
        $null = Invoke-Sql $from "SELECT setval('pid_policy_id_seq', 1000)"
        $thrown = { Reset-PidSequence pid.Policy -Source $reader -Target $writer -ErrorAction Stop } | Should -Throw -PassThru -ErrorId 'PID1701,*'
        $thrown.Exception.Message | Should -BeLike '*Grant ALTER*'
        $null = Invoke-Sql $from "REVOKE SELECT ON SEQUENCE pid_policy_id_seq FROM $user"
        { Reset-PidSequence pid.Policy -Source $reader -Target $writer } | Should -Throw -ErrorId 'PID1301,*'
    }
}
