using System.Text;
using PidMigration.Shell.Screen;
using Spectre.Console.Rendering;

namespace PidMigration.Shell.Prompts;

/// <summary>Reads a short answer behind a question that is already on the screen, wherever the cursor stands: typing and backspace.</summary>
internal static class TypedAnswer
{
    /// <summary>Reads until Enter.</summary>
    /// <param name="terminal">Where the answer is shown.</param>
    /// <param name="hidden">Whether nothing of it is shown.</param>
    /// <param name="stopping">Ends the wait.</param>
    public static LineEntry Read(Terminal terminal, bool hidden, CancellationToken stopping)
    {
        using var keyboard = new Keyboard();
        var typed = new StringBuilder();
        while (Keyboard.Read(stopping) is ConsoleKeyInfo key)
        {
            if (key.Key == ConsoleKey.Enter)
                return End(LineOutcome.Line, typed.ToString());
            if (Keyboard.IsControl(key, ConsoleKey.C))
                return End(LineOutcome.Interrupted);
            if (Keyboard.IsControl(key, ConsoleKey.D) && typed.Length == 0)
                return End(LineOutcome.EndOfInput);
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                Erase(1);
            else if (Keyboard.IsControl(key, ConsoleKey.U))
                Erase(typed.Length);
            else if (!char.IsControl(key.KeyChar))
                Show(key.KeyChar);
        }
        return End(LineOutcome.Stopped);

        LineEntry End(LineOutcome outcome, string text = "")
        {
            terminal.WriteAside(Environment.NewLine);
            return new LineEntry(outcome, text);
        }

        void Show(char character)
        {
            typed.Append(character);
            if (!hidden)
                terminal.WriteAside(character.ToString());
        }

        void Erase(int characters)
        {
            var gone = typed.ToString(typed.Length - characters, characters);
            typed.Length -= characters;
            if (hidden)
                return;
            foreach (var _ in Enumerable.Range(0, Segment.CellCount([new Segment(gone)])))
                terminal.WriteAside("\b \b");
        }
    }
}
