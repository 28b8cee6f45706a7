# Brings the servers from the distribution's packages, on Debian and Ubuntu, as root.

function Test-Debian {
    [IO.File]::Exists('/usr/bin/apt-get') -and [IO.File]::Exists('/etc/debian_version')
}

# What keeps a server from being started here, with the way out; nothing when it can be.
function Get-ServerObstacle([string] $Name, [string] $Package, [string] $Variable, [bool] $Present) {
    if ($Present) { return }
    if (-not [OperatingSystem]::IsLinux()) { return "$Name is not started on this system; set $Variable to the URL of a server" }
    if (-not (Test-Debian)) { return "$Name is not installed; install its server, or set $Variable to the URL of one" }
    if (-not $Package) { return }
    if (-not (Test-Root)) { return "$Name is not installed; run 'sudo apt-get install $Package', or set $Variable to the URL of a server" }
}

# A package starts its own server when it is installed; the policy keeps it from that (Debian policy 9.3.3.2,
# invoke-rc.d(8)). A policy that is there already stays as it is.
function Install-ServerPackage([string[]] $Package) {
    $policy = '/usr/sbin/policy-rc.d'
    $ours = -not [IO.File]::Exists($policy)
    $before = $env:DEBIAN_FRONTEND
    try {
        if ($ours) {
            [IO.File]::WriteAllText($policy, "#!/bin/sh`nexit 101`n")
            [IO.File]::SetUnixFileMode($policy, 'UserRead, UserWrite, UserExecute, GroupRead, GroupExecute, OtherRead, OtherExecute')
        }
        $env:DEBIAN_FRONTEND = 'noninteractive'
        [Console]::WriteLine("Installing $Package with apt-get")
        Invoke-Program 'Reading the package lists' 'apt-get' @('update', '-q')
        Invoke-Program "Installing $Package" 'apt-get' (@('install', '-y', '-q', '--no-install-recommends') + $Package)
    }
    finally {
        $env:DEBIAN_FRONTEND = $before
        if ($ours) { [IO.File]::Delete($policy) }
    }
}
