# Brings the servers from the distribution's packages, on Debian and Ubuntu, as root.

# What keeps a server from being started here, with the way out; nothing when it can be. Notes whether it is Present.
function Get-ServerObstacle([hashtable] $Kind) {
    $Kind.Present = $IsLinux -and [bool] (& $Kind.Find)
    if ($Kind.Present) { return }
    $name, $package, $or = $Kind.Name, $Kind.Package, "or set $($Kind.Variable) to the URL of a server"
    if (-not $IsLinux) { "$name is not started on this system; set $($Kind.Variable) to the URL of a server" }
    elseif (-not (Test-Path /usr/bin/apt-get)) { "$name is not installed; install its server, $or" }
    elseif ($package -and -not (Test-Root)) { "$name is not installed; run 'sudo apt-get install $package', $or" }
}

# A package starts its own server when it is installed; the policy keeps it from that (Debian policy 9.3.3.2,
# invoke-rc.d(8)). A policy that is there already stays as it is.
function Install-ServerPackage([string[]] $Package) {
    $policy = '/usr/sbin/policy-rc.d'
    $ours = -not (Test-Path $policy)
    try {
        if ($ours) {
            Set-Content $policy '#!/bin/sh', 'exit 101'
            Invoke-Program 'Making the policy executable' chmod '755', $policy
        }
        Write-Host "Installing $Package with apt-get"
        Invoke-Program 'Reading the package lists' apt-get 'update', '-q'
        $install = 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-q', '--no-install-recommends'
        Invoke-Program "Installing $Package" env ($install + $Package)
    }
    finally {
        if ($ours) { Remove-Item $policy -ErrorAction Ignore }
    }
}
