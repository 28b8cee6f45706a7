# Copy-PidModel that is interrupted from outside, in a PowerShell of its own: by Ctrl+C at a prompt, by signals.

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

    # The ledger knows it, and the next run goes on from there.
    function Assert-Resumable {
        (Get-PidMigration -Last).Status | Should -Be 'Resumable'
        @(Copy-PidModel -Resume -Confirm:$false | Where-Object Status -NE Copied) | Should -BeNullOrEmpty
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
    It 'has told of each model that is done' { Assert-Honest $terminal.Text }
    It 'says how far the running model is, to the row' { Assert-Told $terminal.Text }
    It 'can be resumed' { Assert-Resumable }
}

# SIGTERM ends PowerShell itself at once, so that only the ledger can say how far the copy is.
Describe 'Copy-PidModel that gets <Signal>' -Skip:(-not $IsLinux) -ForEach @(
    @{ Signal = 'INT'; ExitCode = 1; Tells = $true }
    @{ Signal = 'TERM'; ExitCode = 143; Tells = $false }
) {
    BeforeAll {
        Reset-TargetFile $pair
        # A runner that was itself started in the background passes on that SIGINT is ignored.
        $commands = "Import-Module '$manifest'; $copy; 'never'"
        $arguments = @('--default-signal=INT') + (Get-PowerShell) + '-NoProfile', '-Command', $commands
        $start = [Diagnostics.ProcessStartInfo]::new('env', [string[]] $arguments)
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $start.Environment['NO_COLOR'] = '1'
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $text = ''
        do { $line = $process.StandardOutput.ReadLine(); $text += "$line`n" } until ($null -eq $line -or $line -like 'pid.Policy *')
        kill "-$Signal" $process.Id
        $text += $process.StandardOutput.ReadToEnd()
        $null = $process.WaitForExit(60000)
        $code = $process.ExitCode
        $process.Dispose()
    }

    It 'ends with exit code <ExitCode>, and goes no further' {
        $code | Should -Be $ExitCode
        $text | Should -Not -Match '(?m)^never'
    }
    It 'has told of each model that is done' { Assert-Honest $text }
    if ($Tells) {
        It 'says how far the running model is, to the row' { Assert-Told $text }
    }
    It 'can be resumed' { Assert-Resumable }
}
