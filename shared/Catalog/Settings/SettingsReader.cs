using Tracker.Catalog.Units;
using Tracker.Catalog.Yaml;

namespace Tracker.Catalog.Settings;

/// <summary>Reads <c>tracker.yaml</c> (the owner and the decision) and <c>delivery.yaml</c> (how answers reach him).</summary>
internal static class SettingsReader
{
    /// <summary>Weights may miss 1 by this much: three decimals of each.</summary>
    private const double WeightTolerance = 0.01;

    public static TrackerSettings Read(
        YamlSection file, YamlSection delivery, string folder, IReadOnlyCollection<string> gpus, IReadOnlyCollection<string> models)
    {
        OwnerSettings owner = ReadOwner(file, gpus);
        TrackerSettings settings = new()
        {
            Owner = owner,
            Decision = ReadDecision(file, owner.Currency),
            Workloads = ReadWorkloads(file, models),
            Companions = ReadCompanions(file, models),
            Email = ReadEmail(delivery),
            Webhooks = ReadWebhooks(delivery),
            DigestCron = delivery.OptionalCron("digest_cron") ?? "0 0 8 ? * MON",
            HistoryFolder = Path.GetFullPath(Path.Combine(folder, file.OptionalText("history") ?? "../history")),
        };
        file.Close();
        delivery.Close();
        return settings;
    }

    private static OwnerSettings ReadOwner(YamlSection file, IReadOnlyCollection<string> gpus)
    {
        YamlSection? owner = file.Required("owner", file.OptionalSection);
        string zone = owner?.OptionalText("zone") ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found))
            owner!.Problem("zone", $"'zone' must be an IANA time zone such as Europe/Berlin, found '{zone}'");
        string currency = owner?.OptionalText("currency") ?? "USD";
        if (!Currency.IsKnown(currency))
        {
            owner!.Problem("currency", $"'currency' must be an ISO 4217 code such as USD, found '{currency}'");
            currency = "USD";
        }
        OwnerSettings settings = new()
        {
            GpuId = owner?.Id("gpu") ?? "",
            Count = owner?.OptionalInt("count", 1, 64) ?? 1,
            Zone = found ?? TimeZoneInfo.Utc,
            Currency = currency,
            Engine = owner?.OptionalText("engine") ?? "vllm",
            Utilization = owner?.OptionalDouble("utilization", 0.1, 1),
            Contact = ReadContact(owner),
        };
        if (settings.GpuId.Length > 0 && !gpus.Contains(settings.GpuId))
            owner!.Problem("gpu", CatalogLoader.Unknown("GPU", settings.GpuId, gpus));
        owner?.Close();
        return settings;
    }

    private static Uri? ReadContact(YamlSection? owner)
    {
        if (owner?.OptionalText("contact") is not string contact)
            return null;
        if (Uri.TryCreate(contact, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" or "mailto")
            return uri;
        owner.Problem("contact", $"'contact' must be an address such as https://example.org/ or mailto:me@example.org, found '{contact}'");
        return null;
    }

    private static DecisionSettings ReadDecision(YamlSection file, string currency)
    {
        YamlSection? decision = file.OptionalSection("decision");
        DecisionSettings settings = new()
        {
            HorizonMonths = decision?.OptionalInt("horizon_months", 1, 240) ?? 48,
            HoursPerMonth = decision?.OptionalDouble("hours_per_month", 0, 744) ?? 200,
            DiscountPerYear = decision?.OptionalDouble("discount_per_year", 0, 1) ?? 0.05,
            Tax = decision?.OptionalDouble("tax", 0, 1) ?? 0,
            PowerPerKwh = decision?.OptionalMoney("power_per_kwh"),
            MonthlyValue = decision?.OptionalMoney("monthly_value"),
            WaitProbability = decision?.OptionalDouble("wait_probability", 0.5, 1) ?? 0.70,
            HoldProbability = decision?.OptionalDouble("hold_probability", 0.5, 1) ?? 0.55,
            WaitGain = decision?.OptionalMoney("wait_gain") ?? Money.FromAmount(300, currency),
            WaitGainShare = decision?.OptionalDouble("wait_gain_share", 0, 1) ?? 0.03,
        };
        foreach ((string key, Money? money) in new[] { ("power_per_kwh", settings.PowerPerKwh), ("monthly_value", settings.MonthlyValue), ("wait_gain", settings.WaitGain) })
        {
            if (money is Money m && m.Currency != currency)
                decision?.Problem(key, $"'{key}' must be in the owner's currency, {currency}");
        }
        if (settings.HoldProbability > settings.WaitProbability)
            decision?.Problem("hold_probability", $"'hold_probability' ({settings.HoldProbability}) must not be above 'wait_probability' ({settings.WaitProbability})");
        decision?.Close();
        return settings;
    }

    private static IReadOnlyList<string> ReadCompanions(YamlSection file, IReadOnlyCollection<string> models)
    {
        IReadOnlyList<string> companions = file.Texts("companions");
        foreach (string model in companions.Where(model => !models.Contains(model)))
            file.Problem("companions", CatalogLoader.Unknown("model", model, models));
        return companions;
    }

    private static List<Workload> ReadWorkloads(YamlSection file, IReadOnlyCollection<string> models)
    {
        List<Workload> workloads = [];
        foreach (YamlSection item in file.Sections("workloads"))
        {
            Workload workload = new()
            {
                ModelId = item.Id("model"),
                Weight = item.Double("weight", 0, 1),
                Context = item.OptionalInt("context", 1) ?? 8192,
                TargetTokensPerSecond = item.OptionalDouble("target_tokens_per_second", 0.1) ?? 30,
                TargetInstances = item.OptionalInt("target_instances", 1, 1000) ?? 1,
                LoraAdapters = item.OptionalInt("lora_adapters", 0, 1000) ?? 0,
            };
            if (workload.ModelId.Length > 0 && !models.Contains(workload.ModelId))
                item.Problem("model", CatalogLoader.Unknown("model", workload.ModelId, models));
            if (workloads.Any(w => w.ModelId == workload.ModelId))
                item.Problem("model", $"duplicate workload '{workload.ModelId}'");
            item.Close();
            workloads.Add(workload);
        }
        double total = workloads.Sum(w => w.Weight);
        if (workloads.Count == 0)
            file.Problem("'workloads' is missing: list what you run, or nothing can be compared");
        else if (Math.Abs(total - 1) > WeightTolerance)
            file.Problem("workloads", $"the workloads' weights must add up to 1, they add up to {total:0.###}");
        return [.. workloads.Select(w => w with { Weight = total > 0 ? w.Weight / total : 0 })];
    }

    private static EmailSettings ReadEmail(YamlSection file)
    {
        YamlSection? email = file.OptionalSection("email");
        EmailMode mode = email?.Enum("mode", EmailMode.Pickup) ?? EmailMode.Pickup;
        EmailSettings settings = new()
        {
            Mode = mode,
            From = email?.OptionalText("from") ?? "GPU Tracker <tracker@localhost>",
            To = email?.Texts("to") is { Count: > 0 } to ? to : ["owner@localhost"],
            Smtp = email?.OptionalSection("smtp") is YamlSection smtp ? ReadSmtp(smtp) : null,
        };
        if (mode == EmailMode.Smtp && settings.Smtp is null)
            email!.Problem("mode", "mode smtp needs 'smtp' with 'host'");
        email?.Close();
        return settings;
    }

    private static SmtpSettings ReadSmtp(YamlSection smtp)
    {
        SmtpSecurity security = smtp.Enum("security", SmtpSecurity.Starttls);
        SmtpSettings settings = new()
        {
            Host = smtp.Text("host"),
            Port = smtp.OptionalInt("port", 1, 65535) ?? (security == SmtpSecurity.Tls ? 465 : security == SmtpSecurity.None ? 25 : 587),
            Security = security,
            Username = smtp.OptionalText("username"),
            Password = ReadSecret(smtp, "password"),
        };
        if (settings.Username is null != settings.Password is null)
            smtp.Problem("'username' and 'password' belong together");
        smtp.Close();
        return settings;
    }

    private static List<WebhookSettings> ReadWebhooks(YamlSection file)
    {
        List<WebhookSettings> webhooks = [];
        foreach (YamlSection item in file.Sections("webhooks"))
        {
            string id = item.Id("id");
            string url = item.Text("url");
            SecretReference? secret = ReadSecret(item, "secret");
            bool allowPrivate = item.Bool("allow_private", false);
            item.Close();
            if (webhooks.Any(w => w.Id == id))
                item.Problem("id", $"duplicate id '{id}'");
            if (Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https")
                webhooks.Add(new() { Id = id, Url = uri!, Secret = secret, AllowPrivate = allowPrivate });
            else
                item.Problem("url", $"'url' must be an absolute http or https address, found '{url}'");
        }
        return webhooks;
    }

    private static SecretReference? ReadSecret(YamlSection section, string key)
    {
        if (section.OptionalText(key) is not string text)
            return null;
        SecretReference? secret = SecretReference.TryParse(text);
        if (secret is null)
            section.Problem(key, $"'{key}' must say where the secret is, as env:NAME or file:/path; the secret itself never stands here");
        return secret;
    }
}
