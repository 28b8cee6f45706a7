using System.Globalization;
using System.Text;

namespace PidMigration.Catalog;

/// <summary>
/// The characters of the character sets of text columns (MySQL 8.4 manual, 12.10). Only MySQL and MariaDB have a set
/// for each column; a column without one has all of Unicode, as UTF-8.
/// </summary>
internal static class CharacterSets
{
    /// <summary>The bytes of the widest character in UTF-8.</summary>
    public const int WidestCharacter = 4;

    private const int LastOfBasicPlane = 0xFFFF;
    private const int LastOfAscii = 0x7F;

    private static readonly HashSet<string> AllPlanes = ["utf8mb4", "utf16", "utf16le", "utf32", "gb18030"];

    private static readonly HashSet<string> BasicPlane = ["utf8mb3", "utf8", "ucs2"];

    /// <summary>Sets in which every sequence of bytes is text, or whose text is UTF-8.</summary>
    private static readonly HashSet<string> AlwaysValid = ["utf8mb4", "utf8mb3", "utf8", "ascii", "latin1", "binary"];

    /// <summary>
    /// The single-byte sets, each with its characters beyond ASCII as ranges of code points. Taken from the servers'
    /// own CONVERT of the bytes 80 to FF; MySQL's latin1 is Windows-1252.
    /// </summary>
    private static readonly Dictionary<string, IReadOnlyList<(int First, int Last)>> SingleByte = new()
    {
        ["ascii"] = [],
        ["latin1"] = Ranges(
            "81 8D 8F-90 9D A0-FF 152-153 160-161 178 17D-17E 192 2C6 2DC 2013-2014 2018-201A 201C-201E "
                + "2020-2022 2026 2030 2039-203A 20AC 2122"
        ),
        ["latin2"] = Ranges(
            "80-A0 A4 A7-A8 AD B0 B4 B8 C1-C2 C4 C7 C9 CB CD-CE D3-D4 D6-D7 DA DC-DD DF E1-E2 E4 E7 E9 EB ED-EE "
                + "F3-F4 F6-F7 FA FC-FD 102-107 10C-111 118-11B 139-13A 13D-13E 141-144 147-148 150-151 154-155 "
                + "158-15B 15E-165 16E-171 179-17E 2C7 2D8-2D9 2DB 2DD"
        ),
        ["latin5"] = Ranges("80-CF D1-DC DF-EF F1-FC FF 11E-11F 130-131 15E-15F"),
        ["latin7"] = Ranges(
            "80-A0 A2-A4 A6-A7 A9 AB-AE B0-B3 B5-B7 B9 BB-BE C4-C6 C9 D3 D5-D8 DC DF E4-E6 E9 F3 F5-F8 FC "
                + "100-101 104-107 10C-10D 112-113 116-119 122-123 12A-12B 12E-12F 136-137 13B-13C 141-146 14C-14D "
                + "156-157 15A-15B 160-161 16A-16B 172-173 179-17E 2019 201C-201E"
        ),
        ["cp1250"] = Ranges(
            "A0 A4 A6-A9 AB-AE B0-B1 B4-B8 BB C1-C2 C4 C7 C9 CB CD-CE D3-D4 D6-D7 DA DC-DD DF E1-E2 E4 E7 E9 EB "
                + "ED-EE F3-F4 F6-F7 FA FC-FD 102-107 10C-111 118-11B 139-13A 13D-13E 141-144 147-148 150-151 154-155 "
                + "158-15B 15E-165 16E-171 179-17E 2C7 2D8-2D9 2DB 2DD 2013-2014 2018-201A 201C-201E 2020-2022 2026 "
                + "2030 2039-203A 20AC 2122"
        ),
        ["cp1251"] = Ranges(
            "A0 A4 A6-A7 A9 AB-AE B0-B1 B5-B7 BB 401-40C 40E-44F 451-45C 45E-45F 490-491 2013-2014 2018-201A "
                + "201C-201E 2020-2022 2026 2030 2039-203A 20AC 2116 2122"
        ),
        ["cp1256"] = Ranges(
            "A0 A2-A9 AB-B9 BB-BE D7 E0 E2 E7-EB EE-EF F4 F7 F9 FB-FC 152-153 192 2C6 60C 61B 61F 621-63A "
                + "640-652 67E 686 698 6AF 200C-200F 2013-2014 2018-201A 201C-201E 2020-2022 2026 2030 2039-203A 20AC "
                + "2122"
        ),
        ["cp1257"] = Ranges(
            "A0 A2-A4 A6-A9 AB-B9 BB-BE C4-C6 C9 D3 D5-D8 DC DF E4-E6 E9 F3 F5-F8 FC 100-101 104-107 10C-10D "
                + "112-113 116-119 122-123 12A-12B 12E-12F 136-137 13B-13C 141-146 14C-14D 156-157 15A-15B 160-161 "
                + "16A-16B 172-173 179-17E 2C7 2D9 2DB 2013-2014 2018-201A 201C-201E 2020-2022 2026 2030 2039-203A "
                + "20AC 2122"
        ),
        ["cp850"] = Ranges(
            "A0-FF 131 192 2017 2500 2502 250C 2510 2514 2518 251C 2524 252C 2534 253C 2550-2551 2554 2557 255A "
                + "255D 2560 2563 2566 2569 256C 2580 2584 2588 2591-2593 25A0"
        ),
        ["cp852"] = Ranges(
            "A0 A4 A7-A8 AB-AD B0 B4 B8 BB C1-C2 C4 C7 C9 CB CD-CE D3-D4 D6-D7 DA DC-DD DF E1-E2 E4 E7 E9 EB "
                + "ED-EE F3-F4 F6-F7 FA FC-FD 102-107 10C-111 118-11B 139-13A 13D-13E 141-144 147-148 150-151 154-155 "
                + "158-15B 15E-165 16E-171 179-17E 2C7 2D8-2D9 2DB 2DD 2500 2502 250C 2510 2514 2518 251C 2524 252C "
                + "2534 253C 2550-2551 2554 2557 255A 255D 2560 2563 2566 2569 256C 2580 2584 2588 2591-2593 25A0"
        ),
        ["cp866"] = Ranges(
            "A0 B0 B2 B7 401 404 407 40E 410-44F 451 454 457 45E 207F 2219-221A 2500 2502 250C 2510 2514 2518 "
                + "251C 2524 252C 2534 253C 2550-256C 2580 2584 2588 258C 2590-2593 25A0"
        ),
        ["koi8r"] = Ranges(
            "A0 A9 B0 B2 B7 F7 401 410-44F 451 2219-221A 2248 2264-2265 2320-2321 2500 2502 250C 2510 2514 2518 "
                + "251C 2524 252C 2534 253C 2550-256C 2580 2584 2588 258C 2590-2593 25A0"
        ),
        ["koi8u"] = Ranges(
            "A0 A9 B0 B2 B7 F7 401 404 406-407 410-44F 451 454 456-457 490-491 2022 221A 2248 2264-2265 "
                + "2320-2321 2500 2502 250C 2510 2514 2518 251C 2524 252C 2534 253C 2550-2552 2554 2557-255B 255D-2561 "
                + "2563 2566-256A 256C 2580 2584 2588 258C 2590-2593 25A0"
        ),
        ["greek"] = Ranges("80-A0 A3 A6-A9 AB-AD B0-B3 B7 BB BD 2BC-2BD 384-386 388-38A 38C 38E-3A1 3A3-3CE 2015"),
        ["hebrew"] = Ranges("80-A0 A2-A9 AB-AE B0-B9 BB-BE D7 F7 5D0-5EA 200E-200F 2017 203E"),
    };

    /// <summary>Whether a set lacks known characters.</summary>
    public static bool IsLimited(string? set) =>
        set is not null && (BasicPlane.Contains(set) || SingleByte.ContainsKey(set));

    /// <summary>Whether a set has exactly the 65,536 characters of the basic plane.</summary>
    public static bool IsBasicPlane(string? set) => set is not null && BasicPlane.Contains(set);

    /// <summary>Whether a column may contain characters beyond the basic plane.</summary>
    public static bool HasAllPlanes(string? set) => set is null || AllPlanes.Contains(set);

    /// <summary>Whether a set writes each character with one byte.</summary>
    public static bool IsSingleByte(string? set) => set is not null && SingleByte.ContainsKey(set);

    /// <summary>Whether the number of bytes that a UTF-8 text needs in a set is known.</summary>
    public static bool HasKnownWidth(string? set) =>
        set is null or "utf8mb4" or "utf8mb3" or "utf8" || IsSingleByte(set);

    /// <summary>Whether a column of a set may contain bytes that are not characters of it.</summary>
    public static bool MayBeInvalid(string? set) => set is not null && !AlwaysValid.Contains(set);

    /// <summary>The characters of a single-byte set beyond ASCII, as ranges of code points.</summary>
    public static IReadOnlyList<(int First, int Last)> BeyondAscii(string set) => SingleByte[set];

    /// <summary>Whether a set that <see cref="IsLimited"/> has all characters of a text in UTF-8.</summary>
    public static bool HoldsAll(string set, ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAnyExceptInRange((byte)0, (byte)LastOfAscii))
            return true;
        var ranges = SingleByte.GetValueOrDefault(set);
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            if (
                ranges is null
                    ? rune.Value > LastOfBasicPlane
                    : rune.Value > LastOfAscii && !Contains(ranges, rune.Value)
            )
                return false;
            text = text[length..];
        }

        // Text that is not UTF-8 has no characters that could be missing.
        return true;
    }

    /// <summary>The characters of a text in UTF-8.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            if ((b & 0xC0) != 0x80)
                count++;
        return count;
    }

    private static bool Contains(IReadOnlyList<(int First, int Last)> ranges, int character)
    {
        for (var i = 0; i < ranges.Count; i++)
            if (character >= ranges[i].First && character <= ranges[i].Last)
                return true;
        return false;
    }

    private static List<(int First, int Last)> Ranges(string hex) =>
        [
            .. hex.Split(' ')
                .Select(r =>
                    r.Split('-').Select(c => int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                )
                .Select(r => (r.First(), r.Last())),
        ];
}
