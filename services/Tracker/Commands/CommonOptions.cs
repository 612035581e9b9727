using System.CommandLine;
using System.Globalization;
using Tracker.Storage;

namespace Tracker.Commands;

/// <summary>Options that most commands share.</summary>
internal sealed class CommonOptions
{
    private const string DefaultConfig = "deploy/config";

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "Configuration folder. Default: deploy/config here, else the one shipped beside the program.",
        HelpName = "DIR",
    };

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Data folder: database, mails, digests.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    public Option<DateTimeOffset?> AsOf { get; } = new("--as-of")
    {
        Description = "Answer with what was known by then: a date (its end, UTC) or an instant such as 2026-09-15T08:00:00Z.",
        HelpName = "DATE",
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly day))
                return Instant.EndOf(day);
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
                return instant.ToUniversalTime();
            argument.AddError($"--as-of must be a date such as 2026-09-15 or an instant such as 2026-09-15T08:00:00Z, found '{text}'");
            return null;
        },
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output, and nothing else there.",
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Log what happens, on standard error.",
    };

    /// <summary>The configuration folder that a call means.</summary>
    public string ConfigFolder(ParseResult call)
    {
        if (call.GetValue(Config) is string given)
            return given;
        string shipped = Path.Combine(AppContext.BaseDirectory, DefaultConfig);
        return Directory.Exists(DefaultConfig) || !Directory.Exists(shipped) ? DefaultConfig : shipped;
    }
}
