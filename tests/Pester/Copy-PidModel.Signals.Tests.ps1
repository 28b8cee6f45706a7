# Copy-PidModel that is interrupted from outside, in a PowerShell of its own: by Ctrl+C at a prompt, by signals.
# Interrupts.Tests.ps1 has the other phases and commands.

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    . "$PSScriptRoot/Terminal.ps1"
    $pair = New-DatabasePair
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    # Small batches, so that the interruption comes while rows are on their way.
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $copy = "Get-PidModel -Exclude admin.LogEntry $both | " +
        "Copy-PidModel -ClearTarget -Confirm:`$false -BatchSize 1 $both | " +
        'ForEach-Object { "$($_.Model) $($_.Status) $($_.Rows)" }'

    # Each model that was told to be done has all of its rows, and not everything is done.
    function Assert-Honest([string] $Text) {
        $done = [regex]::Matches($Text, '(?m)^(\S+) Copied (\d+)\r?$')
        $done.Count | Should -BeGreaterThan 1
        foreach ($match in $done) {
            $count = Compare-PidCount $match.Groups[1].Value | Where-Object Model -EQ $match.Groups[1].Value
            $count.Target | Should -Be ([int] $match.Groups[2].Value)
        }
        @(Compare-PidCount | Where-Object Difference) | Should -Not -BeNullOrEmpty
    }

    # What is said of the model that was stopped is right, to the row.
    function Assert-Told([string] $Text) {
        $told = [regex]::Matches($Text, '(\S+): stopped\. ([\d,]+) rows are committed')
        $told | Should -Not -BeNullOrEmpty
        foreach ($match in $told) {
            $count = Compare-PidCount $match.Groups[1].Value | Where-Object Model -EQ $match.Groups[1].Value
            $count.Target | Should -Be ([int] $match.Groups[2].Value.Replace(',', ''))
        }
    }

    # The ledger knows it, and the next run goes on from there; in batches of more than the one row of the run's own.
    function Assert-Resumable {
        (Get-PidMigration -Last).Status | Should -Be 'Resumable'
        @(Copy-PidModel -Resume -BatchSize 1000 -Confirm:$false | Where-Object Status -NE Copied) | Should -BeNullOrEmpty
        (Get-PidMigration -Last).Status | Should -Be 'Complete'
        Get-PidModel -Exclude admin.LogEntry | Compare-PidModel | Where-Object Status -NE Equal | Should -BeNullOrEmpty
    }
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel at a prompt' -Skip:(-not $IsLinux) {
    BeforeAll {
        Reset-TargetFile $pair
        $terminal = Start-Terminal
        Send-Terminal $terminal $copy
        Wait-Terminal $terminal 'pid\.Policy Copied'
        Send-CtrlC $terminal
        Wait-Terminal $terminal 'rows are committed.*\n.*> '
        Send-Terminal $terminal "'alive: ' + (6 * 7)"
        Wait-Terminal $terminal 'alive: 42'
        $exitCode = Stop-Terminal $terminal -ExitCode 5
    }

    It 'stops at Ctrl+C, and the session goes on' { $exitCode | Should -Be 5 }
    It 'has reported each model that is done' { Assert-Honest $terminal.Text }
    It 'reports the progress of the running model, exact to the row' { Assert-Told $terminal.Text }
    It 'can be resumed' { Assert-Resumable }
}

# What a pipeline says, and how it ends, when the signals arrive after the model pid.Policy. With -Again the signal is
# sent again and again.
BeforeAll {
    function Invoke-Signal([string] $Commands, [string[]] $Signal, [switch] $Again, [switch] $AsFile, [string[]] $Under = @('env', '--default-signal=INT,HUP,TERM')) {
        $commands = "Import-Module '$manifest'; $Commands; 'never'"
        $script = "$($pair.Folder)/signal.ps1"
        Set-Content $script $commands
        $how = if ($AsFile) { '-File', $script } else { '-Command', $commands }
        # A runner that was itself started in the background passes on that SIGINT is ignored.
        $program, $arguments = @($Under) + (Get-PowerShell) + '-NoProfile' + $how
        $start = [Diagnostics.ProcessStartInfo]::new($program, [string[]] $arguments)
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment['NO_COLOR'] = '1'
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $errors = $process.StandardError.ReadToEndAsync()
        $text = ''
        do { $line = $process.StandardOutput.ReadLine(); $text += "$line`n" } until ($null -eq $line -or $line -like 'pid.Policy *')
        $clock = [Diagnostics.Stopwatch]::StartNew()
        foreach ($name in $Signal) { kill "-$name" $process.Id }
        while ($Again -and -not $process.WaitForExit(700)) { kill "-$Signal" $process.Id }
        $text += $process.StandardOutput.ReadToEnd()
        if (-not $process.WaitForExit(60000)) { $process.Kill($true) }
        @{ Code = $process.ExitCode; Seconds = $clock.Elapsed.TotalSeconds; Text = $text + $errors.Result }
        $process.Dispose()
    }
}

# PowerShell itself gives a script that was interrupted the exit code 0.
Describe 'Copy-PidModel that gets SIG<Signal> (a file: <AsFile>)' -Skip:(-not $IsLinux) -ForEach @(
    @{ Signal = 'INT'; AsFile = $false; ExitCode = 1 }
    @{ Signal = 'INT'; AsFile = $true; ExitCode = 0 }
    @{ Signal = 'TERM'; AsFile = $false; ExitCode = 143 }
    @{ Signal = 'TERM'; AsFile = $true; ExitCode = 143 }
    @{ Signal = 'HUP'; AsFile = $true; ExitCode = 129 }
) {
    BeforeAll {
        Reset-TargetFile $pair
        $ended = Invoke-Signal "try { $copy } catch { 'never' } finally { 'last' }" $Signal -AsFile:$AsFile
    }

    It 'ends with exit code <ExitCode> within 10 seconds, and goes no further' {
        $ended.Code | Should -Be $ExitCode
        $ended.Seconds | Should -BeLessThan 10
        $ended.Text | Should -Not -Match '(?m)^never'
    }
    It 'has reported each model that is done' { Assert-Honest $ended.Text }
    It 'reports the progress of the running model, exact to the row' { Assert-Told $ended.Text }
    It 'reports what ended it, where that is not the user' {
        [regex]::Matches($ended.Text, "Copy-PidModel: stopped by SIG$Signal\.").Count | Should -Be ($Signal -eq 'INT' ? 0 : 1)
    }
    It 'can be resumed' { Assert-Resumable }
}

Describe 'Copy-PidModel and signals' -Skip:(-not $IsLinux) {
    BeforeAll { $held = "$copy | ForEach-Object { `$_; if (`$_ -like 'pid.Policy *') { Start-Sleep 600 } }" }
    BeforeEach { Reset-TargetFile $pair }

    It 'treats two signals at the same time as one, as timeout(1) sends them' {
        $ended = Invoke-Signal $copy TERM, TERM
        $ended.Code | Should -Be 143
        Assert-Told $ended.Text
    }

    It 'waits at most 10 seconds for a blocked pipeline' {
        $ended = Invoke-Signal $held TERM
        $ended.Code | Should -Be 143
        $ended.Seconds | Should -BeGreaterThan 6
        $ended.Seconds | Should -BeLessThan 10
        $ended.Text | Should -Match "SIGTERM: .*did not stop"
        Assert-Resumable
    }

    It 'ends at once at a second one' {
        $ended = Invoke-Signal $held TERM -Again
        $ended.Code | Should -Be 143
        $ended.Seconds | Should -BeLessThan 6
        Assert-Resumable
    }

    It 'goes on where SIGHUP is ignored' {
        $ended = Invoke-Signal $copy HUP, TERM -Under nohup
        $ended.Code | Should -Be 143
        $ended.Text | Should -Match 'stopped by SIGTERM'
        Assert-Resumable
    }

    It 'waits for the copies of all runspaces' {
        $targets = 1..2 | ForEach-Object { "$($pair.Folder)/side$_.db" }
        foreach ($file in $targets) { Copy-Item $pair.EmptyFile $file }
        # Each says where it is; the signal comes when the first one has come that far.
        $each = "Import-Module '$manifest'; Get-PidModel -Exclude admin.LogEntry -Source '$($pair.Source)' | " +
            "Copy-PidModel -ClearTarget -Confirm:`$false -BatchSize 1 -Source '$($pair.Source)' -Target sqlite:///`$_ | " +
            'ForEach-Object { "$($_.Model) $($_.Status)" }'
        $ended = Invoke-Signal "'$($targets -join "','")' | ForEach-Object -Parallel { $each }" TERM
        $ended.Code | Should -Be 143
        # A copy that was between two models tells of both.
        $told = [regex]::Matches($ended.Text, '(\S+): stopped\. ([\d,]+) rows are committed')
        $told.Count | Should -BeGreaterOrEqual $targets.Count
        foreach ($match in $told) {
            $model = $match.Groups[1].Value
            $rows = $targets | ForEach-Object { Compare-PidCount $model -Target "sqlite:///$_" | Where-Object Model -EQ $model }
            $rows.Target | Should -Contain ([int] $match.Groups[2].Value.Replace(',', ''))
        }
        foreach ($file in $targets) { (Get-PidMigration -Last -Target "sqlite:///$file").Status | Should -Be 'Resumable' }
    }

    It 'does not handle a signal while no command of the module is running' {
        $ended = Invoke-Signal "`$null = Clear-PidTarget pid.Proxy -Force $both; 'pid.Policy done'; Start-Sleep 600" TERM
        $ended.Code | Should -Be 143
        $ended.Seconds | Should -BeLessThan 6
        $ended.Text | Should -Not -Match 'stopped by'
    }
}
