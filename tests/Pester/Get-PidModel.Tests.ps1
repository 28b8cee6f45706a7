# Get-PidModel: what the source holds, by its application's names, parents first.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $examples = Get-HelpExample Get-PidModel
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Get-PidModel' {
    BeforeAll { $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target }

    It 'lists all models, parents before children' {
        $models = Get-PidModel
        $models | Should -HaveCount 14
        $seen = @()
        foreach ($model in $models) {
            $seen += $model.Table
            foreach ($key in $model.ForeignKeys) { "$($key.References)" -in $seen | Should -BeTrue -Because "$model refers to $($key.References)" }
        }
    }

    It 'returns the properties of a model' {
        $model = Get-PidModel pid.Pid
        $model.Table | Should -Be 'pid_pid'
        "$($model.Group)" | Should -Be 'Pid'
        $model.PrimaryKey | Should -Be 'id'
        $model.Columns.Name | Should -Contain 'ext_system_key'
        $model.ForeignKeys | Should -HaveCount 5
        $model.Counters[0].Last | Should -BeGreaterThan 1086 -Because 'rows at the end were deleted'
        $model.RowEstimate | Should -BeGreaterThan 0
        "$model" | Should -Be 'pid.Pid'
    }

    It 'names the tables of a many-to-many relation after their owner' {
        (Get-PidModel auth.User).Through | Should -Be @('auth.User.groups', 'auth.User.user_permissions')
        (Get-PidModel auth.Group.permissions).Owner | Should -Be 'auth.Group'
    }

    It 'lists <Count> for -Group <Group>' -ForEach @(
        @{ Group = @('Auth'); Count = 7 }
        @{ Group = @('Pid'); Count = 6 }
        @{ Group = @('Log'); Count = 1 }
        @{ Group = @('Other'); Count = 0 }
        @{ Group = @('Pid', 'Log'); Count = 7 }
    ) {
        @(Get-PidModel -Group $Group).Count | Should -Be $Count
    }

    It 'leaves out internal models until they are asked for' {
        @(Get-PidModel *) -match 'session|migrations' | Should -BeNullOrEmpty
        @(Get-PidModel -IncludeInternal | Where-Object Internal).Table | Should -Contain 'django_session'
        (Get-PidModel sequences_sequence).Internal | Should -BeTrue
    }

    It 'finds <Wanted> by <Name>' -ForEach @(
        @{ Name = 'pid.Pid'; Wanted = 'pid.Pid' }
        @{ Name = 'PID.pid'; Wanted = 'pid.Pid' }
        @{ Name = 'pid_pid'; Wanted = 'pid.Pid' }
        @{ Name = '*.Log*'; Wanted = 'admin.LogEntry' }
        @{ Name = 'django_admin*'; Wanted = 'admin.LogEntry' }
        @{ Name = 'pid.P[or]*'; Wanted = 'pid.Policy', 'pid.Proxy' }
    ) {
        @(Get-PidModel $Name).Name | Should -Be $Wanted
    }

    It 'leaves out what -Exclude names' {
        (Get-PidModel pid.* -Exclude pid.P*, pid_domain).Name | Should -Be @('pid.ExtSystem', 'pid.Target')
    }

    It 'lists the others when a name is wrong, and suggests a name' {
        $run = Invoke-Apart 'Get-PidModel pid.Pidd, pid.Policy -Source $source' @{ source = $pair.Source }
        $run.Output.Name | Should -Be 'pid.Policy'
        $run.Errors | Should -HaveCount 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1201,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'ObjectNotFound'
        $run.Errors[0].TargetObject | Should -Be 'pid.Pidd'
        "$($run.Errors[0])" | Should -BeLike '*Did you mean pid.Pid?*'
    }

    It 'is silent about a wildcard that matches nothing' {
        Get-PidModel nothing* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'reads the database that -Source names' {
        Get-PidModel pid.Policy -Source $pair.Target | ForEach-Object RowEstimate | Should -Be 0
    }

    It 'reports that an empty database has no tables' {
        $null = New-Item "$($pair.Folder)/nothing.db" -Force
        { Get-PidModel -Source "sqlite:///$($pair.Folder)/nothing.db" } | Should -Throw -ErrorId 'PID1206,*'
    }

    It 'completes <Line>| with <Expected>' -ForEach @(
        @{ Line = 'Get-PidModel pid.Po'; Expected = 'pid.Policy' }
        @{ Line = 'Get-PidModel -Name admin'; Expected = 'admin.LogEntry' }
        @{ Line = 'Get-PidModel -Exclude entry'; Expected = 'admin.LogEntry' }
        @{ Line = 'Get-PidModel -Group L'; Expected = 'Log' }
        @{ Line = 'Get-PidModel -Inc'; Expected = '-IncludeInternal' }
        @{ Line = 'Copy-PidModel pid.Targ'; Expected = 'pid.Target' }
        @{ Line = 'Compare-PidCount pid.Targ'; Expected = 'pid.Target' }
        @{ Line = 'Clear-PidTarget -Model pid.Targ'; Expected = 'pid.Target' }
        @{ Line = 'Reset-PidSequence pid.Targ'; Expected = 'pid.Target' }
    ) {
        $shell = [powershell]::Create('CurrentRunspace')
        $found = [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null, $shell)
        $found.CompletionMatches.CompletionText | Should -Be $Expected
    }

    It 'prints a tidy table' {
        $lines = (Invoke-Console "Get-PidModel -Group Pid -Source '$($pair.Source)'").Output.Trim() -split '\r?\n'
        $lines | Should -HaveCount 8
        $lines[0] | Should -Match '^Name +Table +Group +Rows +Key'
        $lines[1] | Should -Match '^---- +----- +----- +---- +---'
        $lines[2] | Should -Match '^pid\.Policy +pid_policy +Pid +\d+ +id'
    }
}

Describe 'Get-PidModel on a schema that is not Django''s' {
    BeforeAll {
        $file = "$($pair.Folder)/plain.db"
        $null = New-Item $file -Force
        $null = Invoke-Sql "sqlite:///$file" @'
CREATE TABLE "Order Line" ("order" INTEGER REFERENCES "Orders"("Id"), "No" INTEGER, text TEXT, PRIMARY KEY ("order", "No"));
CREATE TABLE "Orders" ("Id" INTEGER PRIMARY KEY, customer TEXT REFERENCES customer(code), follows INTEGER REFERENCES "Orders"("Id"));
CREATE TABLE customer (code TEXT PRIMARY KEY, best INTEGER REFERENCES "Orders"("Id"));
CREATE TABLE log (line TEXT);
CREATE TABLE "a[b]" (id INTEGER PRIMARY KEY);
'@
        $models = Get-PidModel -Source "sqlite:///$file"
    }

    It 'uses the tables'' own names' {
        $models.Name | Should -Contain 'Order Line'
        $models | Should -HaveCount 5
        @($models | Where-Object Group -ne Other) | Should -BeNullOrEmpty
    }
    It 'knows composite keys, text keys, and tables without one' {
        ($models | Where-Object Name -eq 'Order Line').PrimaryKey | Should -Be @('order', 'No')
        ($models | Where-Object Name -eq 'customer').PrimaryKey | Should -Be 'code'
        @(($models | Where-Object Name -eq 'log').PrimaryKey).Count | Should -Be 0
    }
    It 'handles cycles and self references, and keeps the rest in order' {
        [Array]::IndexOf([string[]]$models.Name, 'Order Line') | Should -BeGreaterThan ([Array]::IndexOf([string[]]$models.Name, 'Orders'))
    }
    It 'prefers an exact name to a wildcard' {
        (Get-PidModel 'a[b]' -Source "sqlite:///$file").Name | Should -Be 'a[b]'
    }
}

Describe 'The help of Get-PidModel' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        $run = Invoke-HelpExample $Code $pair
        $run.Errors | Should -BeNullOrEmpty
    }
}
