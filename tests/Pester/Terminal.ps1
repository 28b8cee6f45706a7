# PowerShell at a real terminal: a pseudo-terminal of script(1), with PowerShell as its foreground job. Linux only.

# Starts it and waits for its prompt.
function Start-Terminal([hashtable] $Environment = @{}) {
    # A new pseudo-terminal has no size; a runner that was started in the background passes on that SIGINT is ignored.
    # PSReadLine, which would color what is typed, isn't what is tested here.
    $words = (Get-PowerShell | ForEach-Object { "'$_'" }) -join ' '
    $command = "stty rows 50 cols 120; exec env --default-signal=INT $words -NoLogo -NoProfile -NoExit " +
        "-Command 'Remove-Module PSReadLine -ErrorAction Ignore'"
    $arguments = '--quiet', '--return', '--flush', '--echo', 'never', '--command', $command, '/dev/null'
    $start = [Diagnostics.ProcessStartInfo]::new('script', [string[]] $arguments)
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $start.Environment['NO_COLOR'] = '1'
    $start.Environment['TERM'] = 'dumb'
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.AutoFlush = $true
    $terminal = @{ Process = $process; Text = ''; Buffer = [char[]]::new(4096); Reading = $null }
    try {
        Wait-Terminal $terminal 'PS .*> '
        Send-Terminal $terminal "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$manifest'; 'rea' + 'dy'"
        Wait-Terminal $terminal '(?s)ready.*PS [^\n]*> '
    }
    catch { $process.Kill($true); throw }
    $terminal
}

# Types a line.
function Send-Terminal([hashtable] $Terminal, [string] $Line) {
    $Terminal.Process.StandardInput.Write("$Line`r")
}

function Send-CtrlC([hashtable] $Terminal) {
    $Terminal.Process.StandardInput.Write([char] 3)
}

# Waits until what was printed matches, or the program has ended.
function Wait-Terminal([hashtable] $Terminal, [string] $Pattern, [int] $Seconds = 60) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ($Terminal.Text -notmatch $Pattern) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) {
            throw "The terminal doesn't show '$Pattern' after $Seconds s, but: $($Terminal.Text)"
        }
        $Terminal.Reading ??= $Terminal.Process.StandardOutput.ReadAsync($Terminal.Buffer, 0, $Terminal.Buffer.Length)
        if (-not $Terminal.Reading.Wait(50)) { continue }
        $count = $Terminal.Reading.Result
        $Terminal.Reading = $null
        if ($count -eq 0) { return }
        $new = [string]::new($Terminal.Buffer, 0, $count)
        $Terminal.Text += $new
        # .NET asks a terminal where its cursor is, and waits for the answer.
        if ($new.Contains("`e[6n")) { $Terminal.Process.StandardInput.Write("`e[1;1R") }
    }
}

# Whether PowerShell takes commands again. A Ctrl+C that comes at the prompt may take the typed line with it.
function Test-Alive([hashtable] $Terminal) {
    foreach ($try in 1..3) {
        Send-Terminal $Terminal "'ali' + 've'"
        try { Wait-Terminal $Terminal '(?sm)^alive.*PS [^\n]*> ' 5; return $true } catch { }
    }
    $false
}

# Waits for the end that a signal brings, and returns PowerShell's exit code.
function Wait-TerminalEnd([hashtable] $Terminal) {
    try { Wait-Terminal $Terminal '(?!)' }
    catch { $Terminal.Process.Kill($true); throw }
    if (-not $Terminal.Process.WaitForExit(20000)) { $Terminal.Process.Kill($true) }
    $Terminal.Process.ExitCode
    $Terminal.Process.Dispose()
}

# Leaves PowerShell and returns its exit code.
function Stop-Terminal([hashtable] $Terminal, [int] $ExitCode = 0) {
    Send-Terminal $Terminal "exit $ExitCode"
    if (-not $Terminal.Process.WaitForExit(20000)) { $Terminal.Process.Kill($true) }
    $Terminal.Process.ExitCode
    $Terminal.Process.Dispose()
}
