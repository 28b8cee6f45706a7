@{
    RootModule        = 'Probe.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '7c1d9f0a-2a52-4d8e-9d0e-4d8f5f1f6a11'
    Description       = 'Cmdlets that do to a host what a long migration does. For the tests of the shell.'
    PowerShellVersion = '7.6'
    FormatsToProcess  = @('Probe.format.ps1xml')
    CmdletsToExport   = @('Get-Probe', 'Remove-Probe', 'Wait-Probe', 'Watch-Probe')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
