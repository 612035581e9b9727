namespace Tracker.Catalog.Settings;

/// <summary>Where a secret is kept: <c>env:NAME</c> or <c>file:/run/secrets/name</c>. Printing it never shows the secret.</summary>
public sealed record SecretReference
{
    private SecretReference(string scheme, string name)
    {
        Scheme = scheme;
        Name = name;
    }

    public string Scheme { get; }

    public string Name { get; }

    public static SecretReference? TryParse(string text) => text.Split(':', 2) switch
    {
        ["env" or "file", { Length: > 0 }] parts => new(parts[0], parts[1]),
        _ => null,
    };

    /// <summary>The secret itself, trimmed.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set, or the file cannot be read; the message names the place, never the content.</exception>
    public string Resolve()
    {
        string? secret;
        try
        {
            secret = Scheme == "env" ? Environment.GetEnvironmentVariable(Name) : File.ReadAllText(Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"the secret {this} cannot be read: {e.GetType().Name}", e);
        }
        return secret?.Trim() is { Length: > 0 } found
            ? found
            : throw new InvalidOperationException($"the secret {this} is not set");
    }

    public override string ToString() => $"{Scheme}:{Name}";
}
