using System.Text;

namespace PidMigration.Comparing;

/// <summary>The one spelling of a UUID by which keys are ordered and looked up.</summary>
internal static class UuidText
{
    /// <summary>
    /// The 32 lower-case digits, whether the UUID comes as digits, with dashes or as 16 bytes. A text that is not a
    /// UUID comes without its dashes, in lower case.
    /// </summary>
    public static string Digits(ReadOnlySpan<byte> value) =>
        value.Length == 16
            ? Convert.ToHexStringLower(value)
            : Encoding.UTF8.GetString(value).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
