using Tracker.Catalog.Units;

namespace Tracker.Catalog.Settings;

/// <summary>The owner's own settings: <c>tracker.yaml</c> and <c>delivery.yaml</c>.</summary>
public sealed record TrackerSettings
{
    public required OwnerSettings Owner { get; init; }

    public required DecisionSettings Decision { get; init; }

    /// <summary>What the owner runs; the weights add up to 1.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>Models that always run beside the workloads, such as the embedder of a RAG pipeline.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    public required EmailSettings Email { get; init; }

    public required IReadOnlyList<WebhookSettings> Webhooks { get; init; }

    /// <summary>Quartz cron expression of the weekly digest, in the owner's zone.</summary>
    public required string DigestCron { get; init; }

    /// <summary>Folder of the dated facts imported at first start, absolute.</summary>
    public required string HistoryFolder { get; init; }
}

/// <summary>What the owner has and where he lives.</summary>
public sealed record OwnerSettings
{
    public required string GpuId { get; init; }

    public required int Count { get; init; }

    /// <summary>IANA time zone of schedules and digests.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>ISO 4217 code that prices are compared in.</summary>
    public required string Currency { get; init; }

    /// <summary>The inference engine: <c>vllm</c>, <c>llama.cpp</c>, <c>tensorrt-llm</c>, <c>mlx</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Fraction of reported memory the engine may use, 0.1 to 1; null for the engine's default.</summary>
    public required double? Utilization { get; init; }

    /// <summary>Where a site that is asked may complain: a web page or a mail address (<c>mailto:</c>), sent with each request; null for nothing.</summary>
    public Uri? Contact { get; init; }
}

/// <summary>The inputs of the decision that are the owner's to choose.</summary>
public sealed record DecisionSettings
{
    /// <summary>Months after which all arms end.</summary>
    /// <value>48.</value>
    public required int HorizonMonths { get; init; }

    /// <summary>Hours a month that a second card would be used.</summary>
    public required double HoursPerMonth { get; init; }

    /// <summary>Discount rate a year, continuously compounded.</summary>
    /// <value>0.05.</value>
    public required double DiscountPerYear { get; init; }

    /// <summary>Tax added to a purchase, as a fraction.</summary>
    /// <value>0.</value>
    public required double Tax { get; init; }

    /// <summary>Price of a kilowatt-hour; null leaves power out.</summary>
    public required Money? PowerPerKwh { get; init; }

    /// <summary>What a second card is worth a month to the owner; null derives it from rental. Capped by rental where rental is known.</summary>
    public required Money? MonthlyValue { get; init; }

    /// <summary>Probability from which waiting is advised.</summary>
    /// <value>0.70.</value>
    public required double WaitProbability { get; init; }

    /// <summary>Probability below which an advice to wait, or to buy another card, is withdrawn.</summary>
    /// <value>0.55.</value>
    public double HoldProbability { get; init; } = 0.55;

    /// <summary>Expected gain from which waiting is advised, in the owner's currency.</summary>
    /// <value>300.</value>
    public required Money WaitGain { get; init; }

    /// <summary>Expected gain from which waiting is advised, as a share of the second card's price; the larger of the two counts.</summary>
    /// <value>0.03.</value>
    public required double WaitGainShare { get; init; }
}

/// <summary>One model the owner runs and what he wants of it.</summary>
public sealed record Workload
{
    public required string ModelId { get; init; }

    /// <summary>Share of the use, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Tokens of context an instance must hold.</summary>
    public required int Context { get; init; }

    /// <summary>Tokens a second in one stream that are enough.</summary>
    public required double TargetTokensPerSecond { get; init; }

    /// <summary>Independent instances that are enough.</summary>
    public required int TargetInstances { get; init; }

    /// <summary>LoRA adapters that each instance keeps in memory.</summary>
    public int LoraAdapters { get; init; }
}

/// <summary>How mail leaves.</summary>
public sealed record EmailSettings
{
    public required EmailMode Mode { get; init; }

    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>SMTP server; null unless <see cref="Mode"/> is <see cref="EmailMode.Smtp"/>.</summary>
    public required SmtpSettings? Smtp { get; init; }
}

/// <summary>Where a mail goes.</summary>
public enum EmailMode
{
    /// <summary>An <c>.eml</c> file in the data folder's <c>mail</c>.</summary>
    Pickup = 0,
    Smtp = 1,
    Off = 2,
}

/// <summary>An SMTP server. The password is never in the file: it is read from an environment variable or a file.</summary>
public sealed record SmtpSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required SmtpSecurity Security { get; init; }

    public required string? Username { get; init; }

    /// <summary>Where the password is: <c>env:NAME</c> or <c>file:/path</c>.</summary>
    public required SecretReference? Password { get; init; }
}

/// <summary>How the SMTP connection is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS is negotiated before anything is sent, and required.</summary>
    Starttls = 0,

    /// <summary>TLS from the first byte.</summary>
    Tls = 1,

    /// <summary>No protection; for a relay on the same machine.</summary>
    None = 2,
}

/// <summary>An endpoint that gets a POST for each alert.</summary>
public sealed record WebhookSettings
{
    public required string Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>Signing secret in the Standard Webhooks form <c>whsec_…</c>; null sends unsigned.</summary>
    public required SecretReference? Secret { get; init; }

    /// <summary>Whether loopback and private addresses may be called.</summary>
    public required bool AllowPrivate { get; init; }
}
