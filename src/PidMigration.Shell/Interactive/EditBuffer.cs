namespace PidMigration.Shell.Interactive;

/// <summary>A line being edited: its text and where the cursor stands in it.</summary>
internal sealed class EditBuffer
{
    /// <summary>The line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How many characters stand before the cursor.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces the whole line; the cursor goes to its end.</summary>
    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    /// <summary>Puts text at the cursor.</summary>
    public void Insert(string text) => Replace(Cursor, 0, text);

    /// <summary>Puts text in the place of some; the cursor goes behind it.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(start + length));
        Cursor = start + text.Length;
    }

    /// <summary>Moves the cursor, as far as the line goes.</summary>
    public void MoveTo(int position) => Cursor = Math.Clamp(position, 0, Text.Length);

    /// <summary>Removes what stands between the cursor and a position.</summary>
    public void RemoveTo(int position)
    {
        position = Math.Clamp(position, 0, Text.Length);
        var start = Math.Min(Cursor, position);
        Replace(start, Math.Abs(Cursor - position), "");
    }

    /// <summary>Where the word before the cursor begins.</summary>
    public int PreviousWord
    {
        get
        {
            var position = Cursor;
            while (position > 0 && !char.IsLetterOrDigit(Text[position - 1]))
                position--;
            while (position > 0 && char.IsLetterOrDigit(Text[position - 1]))
                position--;
            return position;
        }
    }

    /// <summary>Where the word after the cursor ends.</summary>
    public int NextWord
    {
        get
        {
            var position = Cursor;
            while (position < Text.Length && !char.IsLetterOrDigit(Text[position]))
                position++;
            while (position < Text.Length && char.IsLetterOrDigit(Text[position]))
                position++;
            return position;
        }
    }
}
