# What is printed is whole: no figure and no name is cut in any view, however large, at 80 and at 200 columns. (A console
# of 80 has 79 for a table.)

BeforeDiscovery {
    $manifest = if ($env:PIDMIGRATION_MODULE) { $env:PIDMIGRATION_MODULE } else { "$PSScriptRoot/../../module/PidMigration.psd1" }
    $formats = [xml] [IO.File]::ReadAllText("$([IO.Path]::GetDirectoryName($manifest))/PidMigration.format.ps1xml")
    $views = @($formats.Configuration.ViewDefinitions.View)
    $day = '25:01:01'
    # What the columns show of a row whose figures are all the same (N with separators, D digits, I and P of 32 bits, R a
    # rate over 25:01:01), and how many of the columns 80 have room for.
    $tables = @{
        'PidMigration.Catalog.PidModel' = @{
            At80 = 5
            Cells = @{
                Name = 'name'; Table = 'name'; Group = 'Auth'; Rows = 'N'; Key = 'name'; 'Refers to' = ''
            }
        }
        'PidMigration.Verifying.PidCount' = @{
            At80 = 4
            Cells = @{
                Model = 'name'; Source = 'N'; Target = 'N'; Difference = '0'
            }
        }
        'PidMigration.Copying.PidCopyResult' = @{
            At80 = 6
            Cells = @{
                Model = 'name'; Status = 'Copied'; Rows = 'N'; Batches = 'I'; Elapsed = $day; 'Rows/s' = 'R'
                Reason = 'name'
            }
        }
        'PidMigration.Copying.PidClearResult' = @{
            At80 = 3
            Cells = @{
                Model = 'name'; Table = 'name'; Rows = 'N'
            }
        }
        'PidMigration.Copying.PidIndexResult' = @{
            At80 = 4
            Cells = @{
                Model = 'name'; Restored = 'name'; Present = 'name'; Missing = 'name'
            }
        }
        'PidMigration.Sequences.PidSequence' = @{
            At80 = 4
            Cells = @{
                Name = 'name'; Kind = 'SqliteSequence'; Old = 'D'; New = 'D'; Source = 'D'; Held = 'D'
            }
        }
        'PidMigration.Findings.PidFinding' = @{
            At80 = 4
            Cells = @{
                Severity = 'Information'; Code = 'PID1234'; Rows = 'N'; Message = 'name'
            }
        }
        'PidMigration.Comparing.PidComparison' = @{
            At80 = 5
            Cells = @{
                Model = 'name'; Status = 'Equal'; Rows = 'N'; Differences = 'Nmissing Nextra Nchanged'
                Elapsed = $day
            }
        }
        'PidMigration.Comparing.PidDifference' = @{
            At80 = 5
            Cells = @{
                Model = 'name'; Key = 'D'; Kind = 'Missing'; Column = 'name'; 'Source ≠ Target' = ''
            }
        }
        'PidMigration.Syncing.PidSyncResult' = @{
            At80 = 4
            Cells = @{
                Model = 'name'; Status = 'Equal'; Changes = 'Ninserted Nupdated Ndeleted Nkept'; Reason = 'name'
            }
        }
        'PidMigration.Ledgers.PidMigrationRun' = @{
            At80 = 5
            Cells = @{
                Run = 'name'; Status = 'Resumable'; Percent = '100.0'; Started = '2026-11-30 17:19:08'
                Attempt = 'P'; Source = 'name'
            }
        }
        'PidMigration.Ledgers.PidMigrationModel' = @{
            At80 = 5
            Cells = @{
                Model = 'name'; Status = 'Resumable'; Percent = '100.0'; Rows = 'N'; Source = 'N'; 'Last key' = 'D'
                Reason = 'name'
            }
        }
    }
    $lists = 'PidMigration.Cmdlets.Sessions.PidConnection'
    $cases = foreach ($type in $tables.Keys | Sort-Object) {
        foreach ($number in [long]7, [long]1234567890, [long]::MaxValue) {
            foreach ($width in 79, 80, 200) {
                @{ Type = $type; Number = $number; Width = $width; Cells = $tables[$type].Cells; At80 = $tables[$type].At80 }
            }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::InvariantCulture
    $context = @([Runtime.Loader.AssemblyLoadContext]::All | Where-Object { $_.Name -eq 'PidMigration' })[-1]
    $core = $context.LoadFromAssemblyName([Reflection.AssemblyName]::new('PidMigration.Core'))
    $formats = [xml] [IO.File]::ReadAllText("$([IO.Path]::GetDirectoryName($manifest))/PidMigration.format.ps1xml")
    # PostgreSQL's names have up to 63 letters, and a model's has the application's before it.
    $names = "application.$('Model' * 11)_one_more", "application.$('Model' * 11)_two_more"

    # An object of a type of Core, its properties filled by what they are.
    function New-Result([string] $Type, [long] $Number, [string] $Name) {
        $of = $core.GetType($Type, $true)
        $object = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($of)
        foreach ($property in $of.GetProperties()) {
            if (-not $property.SetMethod) { continue }
            $of = $property.PropertyType
            $inner = [Nullable]::GetUnderlyingType($of) ?? $of
            $value = switch ($property.Name) {
                'Status' { if ($of -eq [string]) { 'Resumable' } else { 0 } }
                'Severity' { $core.GetType('PidMigration.Findings.FindingSeverity').GetEnumNames() | Where-Object { $_ -like 'Info*' } }
                'Kind' { if ($of -eq [string]) { 'SqliteSequence' } else { 0 } }
                'Code' { 'PID1234' }
                'Percent' { 100.0 }
                'Key' { "$Number" }
                'LastKey' { "$Number" }
                # The sum of three is shown, and is to be the number.
                'Equal' { -$Number }
                'Definition' { New-Table $Number $Name }
                default {
                    if ($inner -eq [string]) { $Name }
                    elseif ($inner -eq [long]) { $Number }
                    elseif ($inner -eq [bigint]) { [bigint]$Number }
                    elseif ($inner -eq [int]) { [Math]::Min($Number, [int]::MaxValue) }
                    elseif ($inner -eq [timespan]) { [timespan]::FromHours(25) + [timespan]::FromSeconds(61) }
                    elseif ($inner -eq [datetime]) { [datetime]::new(2026, 11, 30, 17, 19, 8) }
                    elseif ($of.IsAssignableFrom([string[]])) { , [string[]] @($Name) }
                    elseif ($inner.IsEnum) { 0 }
                }
            }
            if ($null -eq $value) { continue }
            $property.SetValue($object, [Management.Automation.LanguagePrimitives]::ConvertTo($value, $of))
        }
        $object
    }

    function New-Table([long] $Number, [string] $Name) {
        $of = $core.GetType('PidMigration.Catalog.Table')
        $table = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($of)
        $called = [Activator]::CreateInstance($core.GetType('PidMigration.Catalog.TableName'), [object[]] @($null, $Name))
        $of.GetProperty('Name').SetValue($table, $called)
        $of.GetProperty('RowEstimate').SetValue($table, [long]$Number)
        $of.GetProperty('PrimaryKey').SetValue($table, [string[]] @($Name))
        $of.GetProperty('ForeignKeys').SetValue($table, [Array]::CreateInstance($core.GetType('PidMigration.Catalog.ForeignKey'), 0))
        $table
    }

    # What each column shows, its lines put together; the columns lie where their widths say.
    function Read-Table([string] $Type, [string] $Text, [int] $Width) {
        $view = $formats.Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -eq $Type }
        $headers = @($view.TableControl.TableHeaders.TableColumnHeader)
        $lines = @($Text -split '\r?\n' | Where-Object { $_ })
        $begin = 0
        $cells = [ordered]@{}
        foreach ($header in $headers) {
            $room = [Math]::Min($(if ($header.Width) { [int]$header.Width } else { $Width }), $Width - $begin)
            if ($room -le 0) { break }
            $pieces = @(foreach ($line in $lines) { $line.PadRight($Width).Substring($begin, $room) })
            # A column is its own: between it and the next there is nothing.
            foreach ($line in $lines) {
                if ($begin + $room -ge $Width) { break }
                $line.PadRight($Width)[$begin + $room] | Should -Be ' ' -Because "the table keeps its shape: $line"
            }
            $pieces[0].Trim() | Should -Be $header.Label
            $values = $pieces[2..($pieces.Count - 1)]
            $cells[$header.Label] = @{ Whole = ($values | ForEach-Object { $_.Trim() }) -join ''; Lines = $values }
            $begin += $room + 1
        }
        $cells
    }

    function Format-Expected([string] $What, [long] $Number, [string] $Name) {
        $small = [Math]::Min($Number, [int]::MaxValue)
        $rate = [Math]::Round($Number / 90061)
        switch -CaseSensitive ($What) {
            'name' { $Name }
            'N' { '{0:N0}' -f $Number }
            'D' { "$Number" }
            'I' { "$small" }
            'P' { "$small" }
            'R' { '{0:N0}' -f $rate }
            default { $What -creplace 'N', ('{0:N0}' -f $Number) }
        }
    }
}

Describe 'The views' {
    It 'are all tried here' -ForEach @(@{ Known = @($tables.Keys) + $lists; There = @($views.ViewSelectedBy.TypeName) }) {
        $There | Sort-Object | Should -Be ($Known | Sort-Object)
    }

    It 'have a width for every column but the last, and wrap' -ForEach @(@{ Views = $views }) {
        foreach ($view in $Views | Where-Object TableControl) {
            $headers = @($view.TableControl.TableHeaders.TableColumnHeader)
            foreach ($header in $headers[0..($headers.Count - 2)]) {
                [int]$header.Width | Should -BeGreaterThan 0 -Because "$($view.Name) would wait for rows"
            }
            $row = $view.TableControl.TableRowEntries.TableRowEntry
            $row.SelectSingleNode('Wrap') | Should -Not -BeNullOrEmpty -Because "$($view.Name) would cut"
        }
    }
}

Describe '<Type> at <Width> columns, with <Number>' -ForEach $cases {
    It 'shows every figure and every name in full' {
        foreach ($name in $names) {
            $text = New-Result $Type $Number $name | Out-String -Width $Width
            $text | Should -Not -Match '…|\.\.\.'
            $shown = Read-Table $Type $text $Width
            $shown.Count | Should -Be $(if ($Width -lt 100) { $At80 } else { $Cells.Count }) -Because $text
            foreach ($label in $shown.Keys) {
                $expected = (Format-Expected $Cells[$label] $Number $name) -replace '\s'
                $shown[$label].Whole -replace '\s' | Should -Be $expected -Because "$label in:`n$text"
            }
            # A figure is read in one go: up to billions everywhere, and a counter to its end.
            foreach ($label in $shown.Keys | Where-Object { $Cells[$_] -cin 'N', 'D', 'I', 'P', 'R' }) {
                if ($label -eq 'Last key' -or ($Number -eq [long]::MaxValue -and $Cells[$label] -cne 'D')) { continue }
                if ($Cells[$label] -ceq 'I' -and $Number -gt 9999999) { continue }
                @($shown[$label].Lines | Where-Object { $_.Trim() }) | Should -HaveCount 1 -Because "$label in:`n$text"
            }
        }
    }

    It 'shows two names as two' {
        $texts = foreach ($name in $names) { New-Result $Type $Number $name | Out-String -Width $Width }
        $texts[0] | Should -Not -Be $texts[1]
    }
}

Describe 'A figure' {
    It 'of a rate is whole at <_> columns' -ForEach 79, 80, 200 {
        $result = New-Result PidMigration.Copying.PidCopyResult 1234567890 pid.Pid
        $result.GetType().GetProperty('Elapsed').SetValue($result, [timespan]::FromSeconds(1))
        $result | Out-String -Width $_ | Should -Match ' 00:00:01 1,234,567,890\s'
    }

    It 'of the time is whole: <Time>' -ForEach @(
        @{ Time = [timespan]::FromMilliseconds(999); Shown = '00:00:00' }
        @{ Time = [timespan]::new(9, 59, 59); Shown = '09:59:59' }
        @{ Time = [timespan]::new(23, 59, 59); Shown = '23:59:59' }
        @{ Time = [timespan]::new(1, 0, 0, 0); Shown = '24:00:00' }
        @{ Time = [timespan]::new(4, 3, 59, 59); Shown = '99:59:59' }
    ) {
        foreach ($type in 'PidMigration.Copying.PidCopyResult', 'PidMigration.Comparing.PidComparison') {
            $result = New-Result $type 7 pid.Pid
            $result.GetType().GetProperty('Elapsed').SetValue($result, $Time)
            $result | Out-String -Width 79 | Should -Match " $([regex]::Escape($Shown))(?= |\r?\n)"
        }
    }

    It 'of ten years is whole too, in two lines' {
        $result = New-Result PidMigration.Copying.PidCopyResult 7 pid.Pid
        $result.GetType().GetProperty('Elapsed').SetValue($result, [timespan]::FromDays(3652))
        (Read-Table PidMigration.Copying.PidCopyResult ($result | Out-String -Width 80) 80).Elapsed.Whole | Should -Be '87648:00:00'
    }
}

Describe 'The addresses of a connection at <_> columns' -ForEach 80, 200 {
    It 'are whole' {
        $address = "postgresql://somebody@$('host.' * 30)example.org:5432/database"
        $type = (Get-Command Connect-PidMigration).ImplementingType.Assembly.GetType('PidMigration.Cmdlets.Sessions.PidConnection')
        $text = [Activator]::CreateInstance($type, [object[]] @($address, 'PostgreSQL 17', "$address/2", 'MariaDB 11')) | Out-String -Width $_
        $text | Should -Not -Match '…'
        ($text -replace '\s').Contains("Target:$address/2(MariaDB11)") | Should -BeTrue -Because $text
    }
}
