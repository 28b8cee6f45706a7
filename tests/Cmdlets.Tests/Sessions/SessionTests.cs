using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests.Sessions;

/// <summary>Which databases a command works on: those of its parameters, of the session, of the environment.</summary>
[Collection(Alone.Name)]
public sealed class SessionTests(Pairs pairs)
{
    [Fact]
    public void A_parameter_replaces_one_database_of_the_session_for_its_command_only()
    {
        var (connected, other) = (pairs.Make(), pairs.Make(filled: true));
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $$"""
                $null = Connect-PidMigration {{connected.Both}}
                (Compare-PidCount pid.Policy -Target '{{other.Target}}').Target
                (Compare-PidCount pid.Policy).Target
                """
            )
            .Good();
        Assert.Equal(["10", "0"], lines);
    }

    [Fact]
    public void The_environment_names_the_databases_where_nothing_else_does()
    {
        var (environment, connected) = (pairs.Make(filled: true), pairs.Make());
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $$"""
                $env:PIDMIGRATION_SOURCE = '{{environment.Source}}'; $env:PIDMIGRATION_TARGET = '{{environment.Target}}'
                try {
                    (Compare-PidCount pid.Policy).Target
                    $null = Connect-PidMigration {{connected.Both}}
                    (Compare-PidCount pid.Policy).Target
                    Disconnect-PidMigration
                    (Compare-PidCount pid.Policy).Target
                }
                finally { $env:PIDMIGRATION_SOURCE = $null; $env:PIDMIGRATION_TARGET = $null }
                """
            )
            .Good();
        Assert.Equal(["10", "0", "10"], lines);
    }

    [Fact]
    public void A_disconnected_session_names_no_database()
    {
        using var shell = Shell.Open();
        var run = shell.Run(
            $"$null = Connect-PidMigration {pairs.Make().Both}; Disconnect-PidMigration; Compare-PidCount"
        );
        run.Refused("PID1001");
    }

    [Fact]
    public void A_connection_that_fails_keeps_the_session_before_it()
    {
        var pair = pairs.Make(filled: true);
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $$"""
                $null = Connect-PidMigration {{pair.Both}}
                try { Connect-PidMigration -Target 'sqlite:////none/none.db' }
                catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                (Compare-PidCount pid.Policy).Target
                """
            )
            .Good();
        Assert.Equal(["PID1108", "10"], lines);
    }

    [Fact]
    public void The_variable_of_the_session_shows_no_address()
    {
        using var shell = Shell.Open();
        var lines = shell.Run($"$null = Connect-PidMigration {pairs.Make().Both}; \"$__PidMigrationSession\"").Good();
        Assert.Equal(["PidMigration"], lines);
    }
}
