@{
    RootModule             = 'bin/PidMigration.Cmdlets.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5b0a2f0e-6a3c-4f63-9d0b-0b0f1c7d2e41'
    Author                 = 'PidMigration'
    Description            = 'Moves a live application''s data between PostgreSQL, MySQL/MariaDB and SQLite, model by model, and proves that it arrived.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('PidMigration.format.ps1xml')
    CmdletsToExport        = @(
        'Clear-PidLedger'
        'Clear-PidTarget'
        'Compare-PidCount'
        'Compare-PidModel'
        'Compare-PidSchema'
        'Connect-PidMigration'
        'Copy-PidModel'
        'Disconnect-PidMigration'
        'Get-PidMigration'
        'Get-PidModel'
        'Reset-PidSequence'
        'Restore-PidIndex'
        'Switch-PidMigration'
        'Sync-PidModel'
        'Test-PidMigration'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{ PSData = @{ Tags = @('PostgreSQL', 'MySQL', 'MariaDB', 'SQLite', 'Migration', 'Django') } }
}
