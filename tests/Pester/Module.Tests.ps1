# The module as users meet it, and what a new cmdlet must bring along.

BeforeDiscovery {
    $manifest = $env:PIDMIGRATION_MODULE ?? "$PSScriptRoot/../../module/PidMigration.psd1"
    $names = @((Test-ModuleManifest $manifest).ExportedCmdlets.Keys)
}

BeforeAll {
    $root = Convert-Path "$PSScriptRoot/../.."
    $manifest = $env:PIDMIGRATION_MODULE ?? "$root/module/PidMigration.psd1"
    $names = @((Test-ModuleManifest $manifest).ExportedCmdlets.Keys)
}

Describe 'PidMigration' {
    It 'names cmdlets in its manifest' {
        $names | Should -Not -BeNullOrEmpty
        $names -match '\*' | Should -BeNullOrEmpty
    }

    It 'exports exactly those of its manifest, <_>' -ForEach 'imported once', 'imported with -Force', 'imported with -Force again' {
        $module = Import-Module $manifest -Force:($_ -ne 'imported once') -PassThru
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($names | Sort-Object)
        $module.ExportedFunctions.Keys | Should -BeNullOrEmpty
        $module.ExportedAliases.Keys | Should -BeNullOrEmpty
        $module.ExportedVariables.Keys | Should -BeNullOrEmpty
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
        "$PSScriptRoot/$_.Tests.ps1" | Should -Exist -Because "tests/Pester/$_.Tests.ps1 shows what it does"
    }
    It 'has a help page' {
        "$root/docs/en-US/$_.md" | Should -Exist -Because "docs/en-US/$_.md explains it"
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
