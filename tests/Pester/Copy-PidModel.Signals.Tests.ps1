# Copy-PidModel in a console program that gets a signal: the batch under way is rolled back, what was done is told, and the
# exit code says which signal it was.

BeforeDiscovery {
    # Signals are sent by kill; pwsh itself minds none but Ctrl+C.
    $shell = -not $IsWindows -and [Environment]::GetCommandLineArgs()[0] -like '*PidMigration.Shell*'
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel that gets <Signal>' -Skip:(-not $shell) -ForEach @(
    @{ Signal = 'TERM'; ExitCode = 143 }
    @{ Signal = 'INT'; ExitCode = 130 }
) {
    BeforeAll {
        Reset-TargetFile $pair
        $start = [Diagnostics.ProcessStartInfo]::new('env')
        # A runner that was itself started in the background passes on that SIGINT is ignored.
        $arguments = @('--default-signal=INT', [Environment]::ProcessPath)
        if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { $arguments += [Environment]::GetCommandLineArgs()[0] }
        $arguments += '-Command', "Import-Module '$manifest'; Copy-PidModel -ClearTarget -Confirm:`$false -BatchSize 1 | ForEach-Object { `"`$(`$_.Model) `$(`$_.Status) `$(`$_.Rows)`" }; 'never'"
        foreach ($argument in $arguments) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment['PIDMIGRATION_SOURCE'] = $pair.Source
        $start.Environment['PIDMIGRATION_TARGET'] = $pair.Target
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $err = $process.StandardError.ReadToEndAsync()
        # The signal comes while the first model behind the small ones is on its way.
        $lines = @()
        while ($null -ne ($line = $process.StandardOutput.ReadLine())) { $lines += $line; if ($line -like 'pid.Policy *') { break } }
        $null = & kill "-$Signal" $process.Id
        $lines += $process.StandardOutput.ReadToEnd() -split '\r?\n'
        $null = $process.WaitForExit(60000)
        $code = $process.ExitCode
        $said = $err.Result
        $process.Dispose()
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    }

    It 'ends with its exit code' { $code | Should -Be $ExitCode }

    It 'goes no further' {
        $lines | Should -Not -Contain 'never'
        @(Compare-PidCount | Where-Object Difference) | Should -Not -BeNullOrEmpty
    }

    It 'has told of each model that is done' {
        $done = @($lines | Where-Object { $_ -match ' Copied ' })
        $done.Count | Should -BeGreaterThan 1
        foreach ($line in $done) {
            $model, $status, $rows = $line -split ' '
            (Compare-PidCount $model | Where-Object Model -eq $model).Target | Should -Be $rows
        }
    }

    It 'says how far the running model is, to the row' {
        $said | Should -Match 'stopped\. [\d,]+ rows are committed'
        foreach ($match in [regex]::Matches($said, '(\S+): stopped\. ([\d,]+) rows')) {
            $model = $match.Groups[1].Value
            (Compare-PidCount $model | Where-Object Model -eq $model).Target | Should -Be ([int]$match.Groups[2].Value.Replace(',', ''))
        }
    }

    It 'can be run again' {
        @(Copy-PidModel -ClearTarget -Confirm:$false | Where-Object Status -ne Copied) | Should -BeNullOrEmpty
        Compare-PidModel | Where-Object Status -ne Equal | Should -BeNullOrEmpty
    }
}
