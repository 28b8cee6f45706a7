# Compare-PidSchema: everything that stands in the way of a copy, found beforehand.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server MARIADB
    $examples = Get-HelpExample Compare-PidSchema
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Compare-PidSchema' {
    BeforeEach { Reset-TargetFile $pair }

    It 'finds no error between two databases of one application' {
        Compare-PidSchema | Where-Object Severity -eq Error | Should -BeNullOrEmpty
    }

    It 'reports <What>' -ForEach @(
        @{ What = 'a missing table'; Code = 'PID1202'; Model = 'pid.Target'; Severity = 'Error'; Sql = 'DROP TABLE pid_target' }
        @{ What = 'a missing column'; Code = 'PID1203'; Model = 'pid.Target'; Severity = 'Error'; Sql = 'ALTER TABLE pid_target DROP COLUMN uri' }
        @{ What = 'a trigger'; Code = 'PID1215'; Model = 'pid.Proxy'; Severity = 'Error'; Sql = 'CREATE TRIGGER touch AFTER INSERT ON pid_proxy BEGIN SELECT 1; END' }
    ) {
        $null = Invoke-Sql $pair.Target $Sql
        $findings = @(Compare-PidSchema -SkipData | Where-Object Code -eq $Code)
        $findings | Should -HaveCount 1
        $findings[0].Model | Should -Be $Model
        "$($findings[0].Severity)" | Should -Be $Severity
        $findings[0].Message | Should -BeLike "${Model}: *"
    }

    It 'finds all differences, where a copy stops at the first' {
        $null = Invoke-Sql $pair.Target 'ALTER TABLE pid_target DROP COLUMN uri; ALTER TABLE pid_policy DROP COLUMN commitment'
        @(Compare-PidSchema pid.* -SkipData | Where-Object Severity -eq Error).Model | Should -Be @('pid.Policy', 'pid.Target')
    }

    It 'accepts what is allowed by name' {
        $null = Invoke-Sql $pair.Target 'CREATE TRIGGER touch AFTER INSERT ON pid_proxy BEGIN SELECT 1; END'
        "$((Compare-PidSchema pid.Proxy -Allow FireTriggers | Where-Object Code -eq PID1215).Severity)" | Should -Be 'Warning'
        { Compare-PidSchema -Allow Everything } | Should -Throw -ErrorId 'PID1404,*' -ExpectedMessage '*StripNul*'
    }

    It 'completes the names of allowed changes' {
        $line = 'Compare-PidSchema -Allow Strip'
        $shell = [powershell]::Create('CurrentRunspace')
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null, $shell).CompletionMatches.CompletionText | Should -Be 'StripNul'
    }

    It 'looks only at the rows of -Where' {
        $null = Invoke-Sql $pair.Source "UPDATE pid_policy SET title = X'00FF' WHERE id = (SELECT MIN(id) FROM pid_policy)"
        try {
            @(Compare-PidSchema pid.Policy | Where-Object Severity -eq Error).Rows | Should -Be 1
            Compare-PidSchema pid.Policy -Where 'id > (SELECT MIN(id) FROM pid_policy)' | Where-Object Severity -eq Error | Should -BeNullOrEmpty
        }
        finally { $null = Invoke-Sql $pair.Source "UPDATE pid_policy SET title = 'A title' WHERE id = (SELECT MIN(id) FROM pid_policy)" }
    }

    It 'refuses a broken -Where' {
        { Compare-PidSchema pid.Policy -Where 'nosuchcolumn = 1' } | Should -Throw -ErrorId 'PID1402,*'
    }

    It 'prints a tidy table' {
        $null = Invoke-Sql $pair.Target 'DROP TABLE pid_target'
        $run = Invoke-Console 'Compare-PidSchema pid.Target' -Environment $environment
        $run.Output | Should -Match 'Severity +Code +Rows +Message'
        $run.Output | Should -Match 'Error +PID1202 +pid\.Target: the target has no'
    }
}

Describe 'Compare-PidSchema and the data' -Skip:(-not $servers) {
    BeforeAll {
        $maria = Get-ServerUrl MARIADB schema
        New-PidDatabase $maria -Empty
        $longer = "$($pair.Folder)/longer.db"
        Copy-Item $pair.SourceFile $longer
        $null = Invoke-Sql "sqlite:///$longer" "UPDATE pid_proxy SET name = '$('x' * 200)' WHERE id = (SELECT MAX(id) FROM pid_proxy)"
        $key = Invoke-Sql "sqlite:///$longer" 'SELECT MAX(id) FROM pid_proxy'
    }
    AfterAll { Remove-ServerDatabase MARIADB schema }

    It 'finds the rows that do not fit, by their keys' {
        $findings = @(Compare-PidSchema pid.Proxy -Source "sqlite:///$longer" -Target $maria | Where-Object Severity -eq Error)
        $findings | Should -HaveCount 1
        $findings[0].Column | Should -Be 'name'
        $findings[0].Rule | Should -Be 'Length'
        $findings[0].Rows | Should -Be 1
        $findings[0].Keys | Should -Be $key
    }

    It 'is what Copy-PidModel checks before it changes anything' {
        $run = Invoke-Apart 'Copy-PidModel pid.Proxy -Source $from -Target $to' @{ from = "sqlite:///$longer"; to = $maria }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID20*'
        (Compare-PidCount pid.Proxy -Target $maria).Target | Should -Be 0
    }

    It 'is skipped with -SkipPreflight, and then the load finds the rows' {
        $run = Invoke-Apart 'Copy-PidModel pid.Proxy -SkipPreflight -Source $from -Target $to' @{ from = "sqlite:///$longer"; to = $maria }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID16*'
        "$($run.Output[0].Status)" | Should -Be 'Failed'
    }

    It 'collects the rows with -OnRowError Collect, and all others are copied' {
        $rejects = "$($pair.Folder)/rejects.jsonl"
        $run = Invoke-Apart 'Copy-PidModel pid.Proxy -SkipPreflight -OnRowError Collect -RejectsPath $rejects -ClearTarget -Confirm:$false -Source $from -Target $to' @{
            from = "sqlite:///$longer"; to = $maria; rejects = $rejects
        }
        $run.Output[0].Rejected | Should -Be 1
        $run.Output[0].Rows | Should -Be 4
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1610,*'
        $line = Get-Content $rejects -TotalCount 1 | ConvertFrom-Json
        $line.model | Should -Be 'pid.Proxy'
        $line.key.id | Should -Be $key
    }
}

Describe 'The help of Compare-PidSchema' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        (Invoke-HelpExample $Code $pair).Errors | Should -BeNullOrEmpty
    }
}
