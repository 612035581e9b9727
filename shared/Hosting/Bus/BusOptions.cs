using System.ComponentModel.DataAnnotations;

namespace Tracker.Hosting.Bus;

/// <summary>How the roles reach each other. Read from the host's settings (environment variables or <c>appsettings.json</c>).</summary>
public sealed class BusOptions
{
    /// <summary>The transport between roles: setting <c>Transport</c>.</summary>
    /// <value><see cref="BusTransport.InMemory"/>, which needs all roles in one process.</value>
    public BusTransport Transport { get; set; } = BusTransport.InMemory;

    /// <summary>The broker: settings <c>RabbitMq:Host</c> and so on. Only read where the transport is RabbitMQ.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();
}

/// <summary>What carries messages.</summary>
public enum BusTransport
{
    /// <summary>Within the process.</summary>
    InMemory = 0,

    /// <summary>A RabbitMQ broker, 3.10 or newer.</summary>
    RabbitMq = 1,
}

/// <summary>A RabbitMQ broker.</summary>
public sealed class RabbitMqOptions
{
    /// <value><c>localhost</c>.</value>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <value>5672.</value>
    [Range(1, 65535)]
    public int Port { get; set; } = 5672;

    /// <value><c>/</c>.</value>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <value><c>guest</c>, which a broker accepts from its own machine only.</value>
    [Required]
    public string Username { get; set; } = "guest";

    /// <value><c>guest</c>.</value>
    public string Password { get; set; } = "guest";

    /// <summary>A file that holds the password, for example below <c>/run/secrets</c>; it wins over <see cref="Password"/>.</summary>
    /// <value>Not set.</value>
    public string? PasswordFile { get; set; }
}
