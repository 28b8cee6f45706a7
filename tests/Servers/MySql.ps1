# The real MySQL, which Debian stable does not carry: sid's, in a cache folder of our own.

# The account that runs the server must reach the folder, so root's is not below its closed home.
function Get-MySqlFolder {
    $cache = if (Test-Root) { '/var/cache' } elseif ($env:XDG_CACHE_HOME) { $env:XDG_CACHE_HOME } else { "$HOME/.cache" }
    "$cache/pidmigration/mysql-sid"
}

function Find-MySql {
    $folder = Get-MySqlFolder
    if (Test-Path "$folder/version") { "$folder/bin/mysqld" }
}

function Install-MySql {
    Write-Host "Fetching MySQL from Debian sid into $(Get-MySqlFolder)"
    Invoke-Program 'Fetching MySQL from Debian sid' bash "$PSScriptRoot/install-mysql.sh", (Get-MySqlFolder)
}

function Start-MySql([int] $Owner) {
    $program = Find-MySql
    $usr = "$(Get-MySqlFolder)/usr"
    # The account comes with MariaDB's package; where MariaDB is someone else's server, it may not be there.
    $account = if (Select-String '^mysql:' /etc/passwd -Quiet) { 'mysql' } else { 'nobody' }
    $folder = New-ServerFolder 'mysql' $account
    $up = $false
    try {
        $password = New-Password
        $port = Get-FreePort
        Write-MySqlStartFile $folder $password $account 'CREATE USER IF NOT EXISTS' `
            "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
        # secure-file-priv: Debian's own folder for it is not there, and the server insists on one or none.
        Set-Content "$folder/my.cnf" @"
[mysqld]
datadir = $folder/data
basedir = $usr
lc-messages-dir = $usr/share/mysql
character-sets-dir = $usr/share/mysql/charsets
plugin-dir = $usr/lib/mysql/plugin
secure-file-priv = NULL
socket = $folder/mysql.sock
pid-file = $folder/pid
tmpdir = $folder
bind-address = 127.0.0.1
port = $port
mysqlx = OFF
skip-name-resolve
local-infile = ON
log-bin = binlog
server-id = 1
max-connections = 200
"@
        Invoke-AsAccount 'Making the MySQL data folder' $account @($program, "--defaults-file=$folder/my.cnf", '--initialize-insecure')
        $command = @(Get-AccountPrefix $account) + @($program, "--defaults-file=$folder/my.cnf", "--init-file=$folder/start.sql")
        Start-GuardedServer $folder $Owner 'TERM' $command
        Wait-Server 'MySQL' $folder { Test-MySqlGreeting $port }
        # Emptied, not deleted: a server that is started again wants to find it.
        Clear-Content "$folder/start.sql" -Force
        $up = $true
        @{
            Folder    = $folder
            Variables = @{
                PIDMIGRATION_TEST_MYSQL        = "mysql://root:$password@127.0.0.1:$port/mysql"
                PIDMIGRATION_TEST_MYSQL_SOCKET = "$folder/mysql.sock"
                PIDMIGRATION_TEST_MYSQL_CLIENT = "$(Get-MySqlFolder)/bin/mysql"
            }
        }
    }
    finally { if (-not $up) { Remove-FailedServer $folder } }
}
