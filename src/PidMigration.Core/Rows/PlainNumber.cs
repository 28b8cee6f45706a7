using System.Buffers;

namespace PidMigration.Rows;

/// <summary>Tells numbers that can stand bare in SQL, digits with a sign and a point, from anything else.</summary>
internal static class PlainNumber
{
    private static readonly SearchValues<byte> Allowed = SearchValues.Create("0123456789-."u8);

    /// <summary>Whether it is made of nothing but digits, signs and points.</summary>
    public static bool Is(ReadOnlySpan<byte> value) => !value.IsEmpty && !value.ContainsAnyExcept(Allowed);
}
