using System.Management.Automation.Host;

namespace PidMigration.Shell.Screen;

/// <summary>
/// The terminal as a grid of cells. Reading and moving cells is a Windows console's art; no terminal here offers it, so
/// those members say so.
/// </summary>
internal sealed class ShellRawUserInterface(Terminal terminal) : PSHostRawUserInterface
{
    private const int RedirectedHeight = 50;
    private const ConsoleColor Unknown = (ConsoleColor)(-1);

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = Unknown;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = Unknown;

    /// <inheritdoc/>
    public override Coordinates CursorPosition
    {
        get
        {
            if (!terminal.OutputIsTerminal || !terminal.InputIsTerminal)
                return new Coordinates(0, 0);
            var (left, top) = Console.GetCursorPosition();
            return new Coordinates(left, top);
        }
        set
        {
            if (terminal.OutputIsTerminal)
                Console.SetCursorPosition(value.X, value.Y);
        }
    }

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.OutputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : RedirectedHeight);
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override bool KeyAvailable => terminal.InputIsTerminal && Console.KeyAvailable;

    /// <inheritdoc/>
    public override string WindowTitle
    {
        get => "";
        set
        {
            if (terminal.OutputIsTerminal && terminal.Coloured)
                Console.Title = value;
        }
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.InputIsTerminal)
            throw new HostException("Standard input is not a terminal: no key can be read.");
        var key = Console.ReadKey((options & ReadKeyOptions.NoEcho) != 0);
        var state = (ControlKeyStates)0;
        if ((key.Modifiers & ConsoleModifiers.Shift) != 0)
            state |= ControlKeyStates.ShiftPressed;
        if ((key.Modifiers & ConsoleModifiers.Control) != 0)
            state |= ControlKeyStates.LeftCtrlPressed;
        if ((key.Modifiers & ConsoleModifiers.Alt) != 0)
            state |= ControlKeyStates.LeftAltPressed;
        return new KeyInfo((int)key.Key, key.KeyChar, state, keyDown: true);
    }

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
            Console.ReadKey(intercept: true);
    }

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Unsupported();

    private static HostException Unsupported() => new("A terminal's cells can't be read or moved.");
}
