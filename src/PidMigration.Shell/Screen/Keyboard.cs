namespace PidMigration.Shell.Screen;

/// <summary>Keys one by one, Ctrl+C among them, with a wait that can be ended from outside.</summary>
internal sealed class Keyboard : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the keyboard: until <see cref="Dispose"/>, Ctrl+C is a key and not a signal.</summary>
    public Keyboard() => Console.TreatControlCAsInput = true;

    /// <summary>The next key, not shown; null when <paramref name="stopping"/> was cancelled first.</summary>
    public static ConsoleKeyInfo? Read(CancellationToken stopping)
    {
        // A blocked ReadKey can't be called back, and would swallow the first key meant for whoever reads next.
        while (!Console.KeyAvailable)
            if (stopping.WaitHandle.WaitOne(PollInterval))
                return null;
        return Console.ReadKey(intercept: true);
    }

    /// <summary>Whether this is Ctrl and that letter.</summary>
    public static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && key.Modifiers == ConsoleModifiers.Control;

    /// <inheritdoc/>
    public void Dispose() => Console.TreatControlCAsInput = false;
}
