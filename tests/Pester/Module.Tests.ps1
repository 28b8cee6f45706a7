# The module as users meet it, and what a new cmdlet must bring along.

BeforeDiscovery {
    $manifest = if ($env:PIDMIGRATION_MODULE) { $env:PIDMIGRATION_MODULE } else { "$PSScriptRoot/../../module/PidMigration.psd1" }
    $names = @((Test-ModuleManifest $manifest).ExportedCmdlets.Keys)
}

BeforeAll {
    $manifest = if ($env:PIDMIGRATION_MODULE) { $env:PIDMIGRATION_MODULE } else { "$PSScriptRoot/../../module/PidMigration.psd1" }
    $names = @((Test-ModuleManifest $manifest).ExportedCmdlets.Keys)
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
}

Describe 'PidMigration' {
    It 'names cmdlets in its manifest' {
        $names | Should -Not -BeNullOrEmpty
        $names -match '\*' | Should -BeNullOrEmpty
    }

    It 'exports exactly those of its manifest, <_>' -ForEach 'imported once', 'imported with -Force', 'imported with -Force again' {
        $module = if ($_ -eq 'imported once') { Import-Module $manifest -PassThru } else { Import-Module $manifest -Force -PassThru }
        $exported = [string[]] $module.ExportedCmdlets.Keys
        $expected = [string[]] $names
        [Array]::Sort($exported)
        [Array]::Sort($expected)
        $exported | Should -Be $expected
        $module.ExportedFunctions.Count | Should -Be 0
        $module.ExportedAliases.Count | Should -Be 0
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'keeps its libraries out of the session''s own assemblies' {
        Import-Module $manifest -Force
        $shared = [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { $_.GetName().Name }
        foreach ($library in 'PidMigration.Core', 'Npgsql', 'MySqlConnector', 'Microsoft.Data.Sqlite') {
            $shared | Should -Not -Contain $library
        }
    }
}

Describe '<_>' -ForEach $names {
    BeforeAll { Import-Module $manifest }

    It 'is a cmdlet of this module' {
        $command = Get-Command $_ -CommandType Cmdlet
        $command.ModuleName | Should -Be 'PidMigration'
        $command.Noun | Should -BeLike 'Pid*'
    }
    It 'has a Pester file' {
        [IO.File]::Exists("$PSScriptRoot/$_.Tests.ps1") | Should -BeTrue -Because "tests/Pester/$_.Tests.ps1 shows what it does"
    }
    It 'has a help page' {
        [IO.File]::Exists("$root/docs/en-US/$_.md") | Should -BeTrue -Because "docs/en-US/$_.md explains it"
    }
    It 'has help with an example' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.examples.example.code | Should -Not -BeNullOrEmpty
    }
    It 'declares what it returns' {
        $command = Get-Command $_ -CommandType Cmdlet
        $returnsNothing = 'Disconnect-PidMigration', 'Clear-PidTarget', 'Clear-PidLedger'
        if ($_ -notin $returnsNothing) { $command.OutputType | Should -Not -BeNullOrEmpty }
    }
}
