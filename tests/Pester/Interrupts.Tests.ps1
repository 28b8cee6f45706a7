# Ctrl+C, SIGTERM and SIGHUP in each phase of the commands, at a real prompt. PostgreSQL's locks hold a phase as long as it takes.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $ready = $IsLinux -and (Test-Server POSTGRESQL)
    # What is typed, what holds it, by what one sees that it is there, and what is left: nothing changed, or a run to go on with.
    $phases = @(
        @{
            Phase = 'pre-flight'; Filled = $false; Command = 'Copy-PidModel'; Changes = $false
            Hold = 'LOCK TABLE pid_target IN ACCESS EXCLUSIVE MODE'
        }
        @{
            Phase = 'question'; Filled = $true; Command = 'Copy-PidModel -ClearTarget'; Changes = $false; Shows = 'Delete [\d,]+ \S+ rows'
        }
        @{
            Phase = 'load'; Filled = $false; Command = 'Copy-PidModel -BatchSize 100'; Changes = $true; Rows = 500
            Hold = "INSERT INTO pid_target (id, noid, uri, qualify, active, pid_id) VALUES ({0}, 'held', '', 'held', true, 1)"
        }
        @{
            Phase = 'index build'; Filled = $true; Changes = $true; Rows = 1109
            Command = 'Copy-PidModel -ClearTarget -Confirm:$false -DeferIndexes Always -ThrottleLimit 1'; Slow = $true
        }
        @{
            Phase = 'compare'; Filled = $true; Command = 'Compare-PidModel'; Changes = $false
            Hold = 'LOCK TABLE pid_target IN ACCESS EXCLUSIVE MODE'
        }
        @{
            Phase = 'sync'; Filled = $true; Command = 'Sync-PidModel'; Changes = $false; Differs = $true
            Hold = 'SELECT 1 FROM pid_target WHERE id = {0} FOR UPDATE'
        }
    )
    $presses = @($phases | ForEach-Object { $_ + @{ Presses = 1 } }) + @($phases | ForEach-Object { $_ + @{ Presses = 2 } })
    $signals = @(
        $phases | Where-Object Phase -In 'question', 'load', 'index build', 'sync' | ForEach-Object { $_ + @{ Signal = 'TERM'; Code = 143 } }
        $phases | Where-Object Phase -In 'load', 'sync' | ForEach-Object { $_ + @{ Signal = 'HUP'; Code = 129 } }
    )
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    . "$PSScriptRoot/Terminal.ps1"
    if (-not (Test-Path env:PIDMIGRATION_TEST_POSTGRESQL)) { return }
    $pair = New-DatabasePair
    $target = Get-ServerUrl POSTGRESQL interrupts
    New-PidDatabase $target -Empty
    $null = Connect-PidMigration -Source $pair.Source -Target $target
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $target }
    # .NET asks for the cursor's place before it.
    $prompt = '(?m)^(\e\[6n)*PS .*> '
    $middle = Invoke-Sql $pair.Source 'SELECT id FROM pid_target ORDER BY id LIMIT 1 OFFSET 550'
    $indexes = 'SELECT indexdef FROM pg_indexes WHERE schemaname = ''public'' AND tablename NOT LIKE ''pidmigration%'' ORDER BY 1'
    $before = (Invoke-Sql $target $indexes) -join "`n"

    # The target as the phase wants it.
    function Initialize-Phase {
        if (Get-PidMigration) { $null = Restore-PidIndex; Clear-PidLedger -Force -AbandonRun }
        $isFilled = -not (Compare-PidCount | Where-Object Difference)
        if ($isFilled -and -not $Filled) { $null = Clear-PidTarget -All -Force -LeaveDangling }
        if ($Filled -and -not $isFilled) { $null = Copy-PidModel -ClearTarget -Confirm:$false; Clear-PidLedger -Force }
        if ($Differs) { $null = Invoke-Sql $target "UPDATE pid_target SET uri = 'changed' WHERE id <= $middle" }
        # Not in the rehearsal on the empty table; ALWAYS, for our sessions are replicas.
        if ($Slow) {
            $null = Invoke-Sql $target @'
CREATE FUNCTION pester_wait() RETURNS event_trigger LANGUAGE plpgsql AS
    'BEGIN IF current_query() LIKE ''%pid_target%'' AND EXISTS (SELECT FROM public.pid_target) THEN PERFORM pg_sleep(600); END IF; END';
CREATE EVENT TRIGGER pester_wait ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION pester_wait();
ALTER EVENT TRIGGER pester_wait ENABLE ALWAYS;
'@
        }
    }

    # Begins the command and returns what holds it there.
    function Enter-Phase([hashtable] $Terminal) {
        $holder = $null
        if ($Hold) {
            $holder = New-Connection $target
            $statement = $holder.CreateCommand()
            $statement.CommandText = "BEGIN; $($Hold -f $middle)"
            $null = $statement.ExecuteNonQuery()
        }
        $Terminal.Text = ''
        Send-Terminal $Terminal $Command
        if ($Shows) { Wait-Terminal $Terminal $Shows; return }
        $database = ([Uri] $target).AbsolutePath.Trim('/')
        $waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '$database' AND " +
            ($Slow ? "wait_event = 'PgSleep'" : "wait_event_type = 'Lock'")
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ((Invoke-Sql $env:PIDMIGRATION_TEST_POSTGRESQL $waits) -eq '0') {
            if ($clock.Elapsed.TotalSeconds -gt 60) { throw "The $Phase is not reached." }
            Start-Sleep -Milliseconds 50
        }
        $holder
    }

    function Exit-Phase($Holder) {
        if ($Holder) { $Holder.Dispose() }
        if ($Slow) { $null = Invoke-Sql $target 'DROP EVENT TRIGGER pester_wait; DROP FUNCTION pester_wait()' }
    }

    # What is told is there, to the row; a run that had begun can be gone on with, and then every row is there once.
    function Assert-Phase([string] $Text) {
        $told = [regex]::Match($Text, 'pid\.Target: stopped\. ([\d,]+) rows are committed')
        $told.Success | Should -Be $Changes
        $Text | Should -Not -Match 'Exception|   at '
        if ($Changes) {
            [int] $told.Groups[1].Value.Replace(',', '') | Should -Be $Rows
            (Compare-PidCount pid.Target).Target | Should -Be $Rows
            (Get-PidMigration -Last).Status | Should -Be 'Resumable'
            @(Copy-PidModel -Resume | Where-Object Status -NE Copied) | Should -BeNullOrEmpty
            (Get-PidMigration -Last).Status | Should -Be 'Complete'
        }
        else {
            Get-PidMigration | Should -BeNullOrEmpty
            if ($Differs) { (Compare-PidModel pid.Target).Changed | Should -BeGreaterThan 500 }
            if ($Differs) { (Sync-PidModel pid.Target -Confirm:$false).Status | Should -Be 'Synced' }
            if (-not $Filled) { (Compare-PidCount pid.Target).Target | Should -Be 0 }
        }
        if ($Filled -or $Changes) { Compare-PidModel | Where-Object Status -NE Equal | Should -BeNullOrEmpty }
        (Invoke-Sql $target $indexes) -join "`n" | Should -BeExactly $before
    }
}

AfterAll {
    if (-not $pair) { return }
    Remove-DatabasePair $pair
    Remove-ServerDatabase POSTGRESQL interrupts
}

Describe 'Ctrl+C at the prompt' -Skip:(-not $ready) {
    BeforeAll { $terminal = Start-Terminal $environment }
    AfterAll { $null = Stop-Terminal $terminal }

    It 'stops the <Phase> when pressed <Presses> times' -ForEach $presses {
        Initialize-Phase
        $holder = $null
        try {
            $holder = Enter-Phase $terminal
            $clock = [Diagnostics.Stopwatch]::StartNew()
            foreach ($press in 1..$Presses) { Send-CtrlC $terminal }
            # Where PowerShell asks, it may see the Ctrl+C with the next key only: with Read-Host it is the same.
            try { Wait-Terminal $terminal $prompt ($Shows ? 2 : 20) }
            catch { if (-not $Shows) { throw }; Send-Terminal $terminal ''; Wait-Terminal $terminal $prompt 10 }
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
            Test-Alive $terminal | Should -BeTrue
        }
        finally { Exit-Phase $holder }
        Assert-Phase $terminal.Text
    }
}

Describe 'SIG<Signal>' -Skip:(-not $ready) -ForEach $signals {
    It 'ends PowerShell in the <Phase> with <Code>' {
        Initialize-Phase
        $terminal = Start-Terminal $environment
        Send-Terminal $terminal '"process $PID."'
        Wait-Terminal $terminal 'process \d+\.'
        $process = [regex]::Match($terminal.Text, 'process (\d+)\.').Groups[1].Value
        $holder = $null
        try {
            $holder = Enter-Phase $terminal
            $clock = [Diagnostics.Stopwatch]::StartNew()
            kill "-$Signal" $process
            Wait-TerminalEnd $terminal | Should -Be $Code
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        }
        finally { Exit-Phase $holder }
        # At a question there is nothing to wait for, and nothing to tell.
        if ($Hold -or $Slow) { $terminal.Text | Should -Match "stopped by SIG$Signal" }
        Assert-Phase $terminal.Text
    }
}
