using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Tracker.Collector.Sources.Json;

/// <summary>Values of a JSON answer as text.</summary>
internal static class JsonTexts
{
    /// <summary>A single value, numbers as machines write them; null for anything else and for the empty text.</summary>
    public static string? Of(JToken? token) =>
        token is JValue { Value: not null } value && value.ToString(CultureInfo.InvariantCulture).Trim() is { Length: > 0 } text ? text : null;
}
