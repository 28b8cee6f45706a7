# The PowerShell that runs this, as the start of a command. As a .NET tool it is a dll that dotnet runs; the tool's own
# "pwsh" would only start that one as its child, out of the reach of whoever has to signal or end it.
function Get-PowerShell {
    $program = [Environment]::ProcessPath
    if ((Split-Path $program -LeafBase) -eq 'dotnet') { $program, "$PSHOME/pwsh.dll" } else { , $program }
}
