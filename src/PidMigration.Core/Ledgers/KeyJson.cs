using System.Text.Json.Serialization;

namespace PidMigration.Ledgers;

/// <summary>Turns keys into JSON without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class KeyJson : JsonSerializerContext;
