# Nothing given is never everything: each parameter of each cmdlet is tried with $null, an empty text and an empty list.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    # -WhatIf, -Confirm and the common parameters are PowerShell's.
    $theirs = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    $values = @(
        @{ Shown = '$null'; Value = $null }
        @{ Shown = "''"; Value = '' }
        @{ Shown = "'  '"; Value = '  ' }
        @{ Shown = '@()'; Value = @() }
        @{ Shown = '@($null)'; Value = @($null) }
        @{ Shown = "@('')"; Value = @('') }
    )
    $cases = foreach ($command in Get-Command -Module PidMigration -CommandType Cmdlet) {
        foreach ($name in $command.Parameters.Keys) {
            if ($name -in $theirs) { continue }
            foreach ($value in $values) {
                # What an empty list allows, or leaves out, is nothing.
                @{
                    Command = $command.Name; Parameter = $name; Shown = $value.Shown; Value = $value.Value
                    Asks = $command.Parameters.ContainsKey('Confirm')
                    Natural = $value.Shown -eq '@()' -and $name -in 'Allow', 'Exclude', 'ExcludeColumn'
                }
            }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    Reset-TargetFile $pair -Filled
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
    function Get-FileHash256([string] $Path) {
        [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes($Path)))
    }
    $connect = "`$null = Connect-PidMigration -Source '$($pair.Source)' -Target '$($pair.Target)'"
    $before = Get-FileHash256 $pair.TargetFile
}

AfterAll { Remove-DatabasePair $pair }

Describe 'A parameter that is given nothing' {
    It 'is refused in a line that names it, and changes nothing: <Command> -<Parameter> <Shown>' -ForEach $cases {
        # Else all that could be done would be done: it must not come to that.
        $arguments = @{ $Parameter = $Value; ErrorAction = 'Stop'; WarningAction = 'SilentlyContinue' }
        if ($Asks) { $arguments.Confirm = $false }
        if ($Command -eq 'Clear-PidTarget' -and $Parameter -notin 'Model', 'All') { $arguments.All = $true }
        if ($Command -eq 'Copy-PidModel' -and $Parameter -ne 'ClearTarget') { $arguments.ClearTarget = $true }
        $run = Invoke-Apart "$connect; & `$command @arguments" @{ command = $Command; arguments = $arguments }
        if ($Natural -and $run.Errors.Count -eq 0) {
            # -All was said besides; without it nothing would have been cleared.
            if ($Command -like 'Clear-*') { $Parameter | Should -Be 'Allow' }
            Reset-TargetFile $pair -Filled
            return
        }
        $run.Errors | Should -HaveCount 1
        $message = "$($run.Errors[0])"
        $message | Should -Match "(-|')$Parameter\b"
        "$($run.Errors[0].FullyQualifiedErrorId) $message" | Should -Match 'PID140[89]'
        $message | Should -Not -Match '[\r\n]|System\.|PidMigration\.|Exception|Object reference|cannot be null|InvalidCast'
        $run.Output | Should -BeNullOrEmpty
        Get-FileHash256 $pair.TargetFile | Should -Be $before
    }

    It 'is tried with each parameter of each cmdlet' -ForEach @(@{ Count = $cases.Count }) {
        $Count | Should -BeGreaterThan 500
    }
}

Describe 'A value that is none of a parameter''s' {
    It 'is refused in one line: <Line>' -ForEach @(
        @{ Line = 'Get-PidModel -Group Pidd'; Says = "*'Group'*PID1413*'Pidd'*Auth, Pid, Log, Other*" }
        @{ Line = 'Copy-PidModel -OnRowError Ignore'; Says = "*'OnRowError'*PID1413*Stop, Collect*" }
        @{ Line = 'Copy-PidModel -ThrottleLimit 65'; Says = "*'ThrottleLimit'*PID1414*65*1 to 64*" }
        @{ Line = 'Copy-PidModel -RetryDelay NaN'; Says = "*'RetryDelay'*PID1414*" }
        @{ Line = 'Compare-PidModel -Sample 0'; Says = "*'Sample'*PID1414*" }
        @{ Line = 'Compare-PidModel -Since yesterday'; Says = "*'Since'*PID1415*'yesterday' is neither a key*" }
        @{ Line = "Copy-PidModel -ClearTarget:'yes'"; Says = "*'ClearTarget'*PID1412*" }
    ) {
        $run = Invoke-Apart "$connect; $Line"
        $run.Errors | Should -HaveCount 1
        "$($run.Errors[0])" | Should -BeLike $Says
        "$($run.Errors[0])" | Should -Not -Match '[\r\n]|System\.|PidMigration\.'
    }

    It 'takes the beginning of a name, a switch''s number, and one value in a list' {
        @(Get-PidModel -Group lo).Name | Should -Be 'admin.LogEntry'
        @(Get-PidModel -Group Log, 'Pid') | Should -HaveCount 7
        @(Get-PidModel pid.Pid -IncludeInternal:0) | Should -HaveCount 1
    }

    It 'treats the empty credential as none' {
        @(Get-PidModel pid.Pid -SourceCredential ([pscredential]::Empty)) | Should -HaveCount 1
    }
}

Describe 'Nothing in the pipeline' {
    It 'does nothing, silently: <_>' -ForEach @(
        'Clear-PidTarget -Confirm:$false', 'Copy-PidModel -ClearTarget -Confirm:$false'
        'Compare-PidCount', 'Compare-PidModel', 'Compare-PidSchema'
        'Reset-PidSequence', 'Sync-PidModel -Confirm:$false', 'Test-PidMigration'
    ) {
        $run = Invoke-Apart "$connect; @() | $_"
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -BeNullOrEmpty
    }
}
