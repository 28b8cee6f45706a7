# The source is read, never written: whatever command of the module runs, it is the same before and after.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $commands = @(
        @{ Name = 'Connect-PidMigration'; Run = { Connect-PidMigration -Source $from -Target $to } }
        @{ Name = 'Get-PidModel'; Run = { Get-PidModel -IncludeInternal } }
        @{ Name = 'Test-PidMigration'; Run = { Test-PidMigration } }
        @{ Name = 'Compare-PidSchema'; Run = { Compare-PidSchema } }
        @{ Name = 'Compare-PidCount'; Run = { Compare-PidCount } }
        @{ Name = 'Copy-PidModel'; Run = { Copy-PidModel -ClearTarget -Confirm:$false -Verify; Copy-PidModel pid.Policy -Since 0; Copy-PidModel pid.Policy -Where '1 = 1); DELETE FROM pid_policy; --' -Since 0 } }
        @{ Name = 'Get-PidMigration'; Run = { Get-PidMigration } }
        @{ Name = 'Restore-PidIndex'; Run = { Restore-PidIndex } }
        @{ Name = 'Clear-PidLedger'; Run = { Clear-PidLedger -Force -AbandonRun } }
        @{ Name = 'Reset-PidSequence'; Run = { Reset-PidSequence } }
        @{ Name = 'Compare-PidModel'; Run = { Compare-PidModel; Compare-PidModel -Fast -Detailed } }
        @{ Name = 'Sync-PidModel'; Run = { Sync-PidModel -Confirm:$false } }
        @{ Name = 'Clear-PidTarget'; Run = { Clear-PidTarget -All -LeaveDangling -Confirm:$false; Sync-PidModel -Confirm:$false } }
        @{ Name = 'Switch-PidMigration'; Run = { Switch-PidMigration; Get-PidModel; Switch-PidMigration } }
        @{ Name = 'Disconnect-PidMigration'; Run = { Disconnect-PidMigration } }
    )
    $sources = @(@{ Server = 'SQLite' })
    foreach ($server in 'POSTGRESQL', 'MARIADB') { if (Test-Server $server) { $sources += @{ Server = $server } } }
    # The real MySQL is no part of every machine, not even in CI.
    if ($env:PIDMIGRATION_TEST_MYSQL) { $sources += @{ Server = 'MYSQL' } }
}

Describe 'A source on <Server>' -ForEach $sources {
    BeforeAll {
        . "$PSScriptRoot/TestDatabase.ps1"
        $folder = [IO.Directory]::CreateTempSubdirectory('pidmigration-pester-').FullName
        $from = if ($Server -eq 'SQLite') { "sqlite:///$folder/source.db" } else { Get-ServerUrl $Server source }
        $to = "sqlite:///$folder/target.db"
        New-PidDatabase $from
        New-PidDatabase $to -Empty
        $null = Connect-PidMigration -Source $from -Target $to
        $tables = @(Get-PidModel -IncludeInternal).Table
        # Everything that the source holds, its counters too, as one text.
        function Get-SourceState {
            if ($Server -eq 'SQLite') {
                (Get-ChildItem $folder -Filter source*).Name -join ' '
                return (Get-FileHash "$folder/source.db").Hash
            }
            if ($Server -eq 'POSTGRESQL') {
                foreach ($table in $tables) { "$table " + (Invoke-Sql $from "SELECT count(*), md5(coalesce(string_agg(t::text, E'\n' ORDER BY t::text), '')) FROM $table t") }
                return Invoke-Sql $from 'SELECT sequencename, last_value FROM pg_sequences ORDER BY 1'
            }
            Invoke-Sql $from "CHECKSUM TABLE $($tables -join ', ') EXTENDED"
            foreach ($table in $tables) { Invoke-Sql $from "SHOW CREATE TABLE $table" }
        }
        $before = (Get-SourceState) -join "`n"
    }
    AfterAll {
        Disconnect-PidMigration
        if ($Server -ne 'SQLite') { Remove-ServerDatabase $Server source }
        Remove-Item $folder -Recurse -Force
    }

    It 'is the same after <Name>' -ForEach $commands {
        # A refusal is one of the things that may happen to a command.
        try { $null = & $Run } catch { "$_" | Should -BeLike '*-Where*' }
        (Get-SourceState) -join "`n" | Should -BeExactly $before
    }
}

Describe 'The commands that are tried on a source' {
    BeforeAll { . "$PSScriptRoot/TestDatabase.ps1" }

    It 'are all of the module' -ForEach @(@{ Tried = $commands.Name }) {
        foreach ($name in (Get-Module PidMigration).ExportedCmdlets.Keys) { $Tried | Should -Contain $name -Because "$PSCommandPath tries each command" }
    }
}
