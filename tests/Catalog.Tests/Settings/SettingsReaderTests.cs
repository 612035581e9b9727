using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;

namespace Tracker.Catalog.Tests.Settings;

public sealed class SettingsReaderTests
{
    private const string Workload = "  - model: model\n    weight: 1\n";

    [Fact]
    public void Settings_left_out_have_their_defaults()
    {
        using ConfigFolder config = new();

        TrackerSettings settings = config.Load().Settings;

        settings.Owner.Count.ShouldBe(1);
        settings.Owner.Currency.ShouldBe("USD");
        settings.Owner.Zone.ShouldBe(TimeZoneInfo.Utc);
        settings.Owner.Utilization.ShouldBeNull();
        settings.Decision.WaitProbability.ShouldBe(0.70);
        settings.Decision.WaitGain.ShouldBe(new Money(30_000, "USD"));
        settings.Decision.MonthlyValue.ShouldBeNull();
        settings.Email.Mode.ShouldBe(EmailMode.Pickup);
        settings.Webhooks.ShouldBeEmpty();
        settings.DigestCron.ShouldBe("0 0 8 ? * MON");
    }

    [Fact]
    public void Companions_and_adapters_are_read()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "    weight: 1\n", "    weight: 1\n    lora_adapters: 2\ncompanions: [model]\n");

        TrackerSettings settings = config.Load().Settings;

        settings.Companions.ShouldBe(["model"]);
        settings.Workloads.ShouldHaveSingleItem().LoraAdapters.ShouldBe(2);
    }

    [Fact]
    public void Companion_that_is_no_model_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Settings, "companions: [modle]");

        config.Problems().ShouldHaveSingleItem().ShouldEndWith("there is no model 'modle'; did you mean 'model'?");
    }

    [Fact]
    public void History_folder_is_relative_to_the_configuration()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Settings, "history: ../elsewhere");

        config.Load().Settings.HistoryFolder.ShouldBe(Path.GetFullPath(Path.Combine(config.Path, "../elsewhere")));
    }

    [Theory]
    [InlineData("zone: Europe/Brelin", "3:9: 'zone' must be an IANA time zone such as Europe/Berlin, found 'Europe/Brelin'")]
    [InlineData("currency: dollars", "3:13: 'currency' must be an ISO 4217 code such as USD, found 'dollars'")]
    [InlineData("count: 0", "3:10: 'count' must be between 1 and 64, found 0")]
    [InlineData("utilization: 1.1", "3:16: 'utilization' must be between 0.1 and 1, found 1.1")]
    [InlineData("gpus: card", "3:3: unknown key 'gpus'; did you mean 'gpu'?")]
    public void Owner_that_cannot_be_is_refused(string line, string problem)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "  gpu: card\n", $"  gpu: card\n  {line}\n");

        config.Problems().ShouldBe([$"tracker.yaml:{problem}"]);
    }

    [Theory]
    [InlineData("owner: {}", "tracker.yaml:1:8: 'gpu' is missing")]
    [InlineData("owner: card", "tracker.yaml:1:8: 'owner' must be a mapping of keys and values")]
    [InlineData("history: ../history", "tracker.yaml:1:1: 'owner' is missing")]
    public void Missing_owner_is_one_problem(string instead, string problem)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "owner:\n  gpu: card", instead);

        config.Problems().ShouldBe([problem]);
    }

    [Theory]
    [InlineData("https://example.org/about")]
    [InlineData("mailto:me@example.org")]
    public void Contact_is_a_page_or_a_mail_address(string contact)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "gpu: card", $"gpu: card\n  contact: {contact}");

        config.Load().Settings.Owner.Contact!.AbsoluteUri.ShouldBe(contact);
    }

    [Fact]
    public void Contact_that_nobody_can_follow_is_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "gpu: card", "gpu: card\n  contact: me");

        config.Problems().ShouldBe(["tracker.yaml:3:12: 'contact' must be an address such as https://example.org/ or mailto:me@example.org, found 'me'"]);
    }

    [Fact]
    public void Unknown_owned_card_is_refused_with_its_place_and_the_nearest()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "gpu: card", "gpu: crad");

        config.Problems().ShouldBe(["tracker.yaml:2:8: there is no GPU 'crad'; did you mean 'card'?"]);
    }

    [Fact]
    public void Unknown_workload_model_is_refused_with_its_place_and_the_nearest()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "model: model", "model: modle");

        config.Problems().ShouldBe(["tracker.yaml:4:12: there is no model 'modle'; did you mean 'model'?"]);
    }

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData("0.989", "0.989")]
    public void Weights_that_miss_one_are_refused(string weight, string total)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "weight: 1", $"weight: {weight}");

        config.Problems().ShouldBe([$"tracker.yaml:4:3: the workloads' weights must add up to 1, they add up to {total}"]);
    }

    [Fact]
    public void Weights_that_nearly_add_up_are_scaled_to_one()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "weight: 1", "weight: 0.995");

        config.Load().Settings.Workloads.ShouldHaveSingleItem().Weight.ShouldBe(1);
    }

    [Theory]
    [InlineData(Workload + Workload, "6:12: duplicate workload 'model'")]
    [InlineData("  - model: model\n    weight: -1\n", "5:13: 'weight' must be between 0 and 1, found -1")]
    [InlineData("  - weight: 1\n", "4:5: 'model' is missing")]
    [InlineData("  - model\n", "4:5: 'workloads' must be a list of mappings")]
    [InlineData("  - model: model\n    weight: 1\n    contxt: 8192\n", "6:5: unknown key 'contxt'; did you mean 'context'?")]
    public void Workload_that_cannot_be_is_refused(string workloads, string problem)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, Workload, workloads);

        config.Problems().ShouldContain($"tracker.yaml:{problem}");
        config.Problems().ShouldNotContain(shown => shown.Contains("there is no model", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_without_workloads_are_refused()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Settings, "workloads:\n" + Workload, "");

        config.Problems().ShouldBe(["tracker.yaml:1:1: 'workloads' is missing: list what you run, or nothing can be compared"]);
    }

    [Fact]
    public void Money_in_another_currency_than_the_owners_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Settings, "decision:\n  monthly_value: {amount: \"300\", currency: EUR}");

        config.Problems().ShouldBe(["tracker.yaml:7:18: 'monthly_value' must be in the owner's currency, USD"]);
    }

    [Theory]
    [InlineData("smtp", null, 587)]
    [InlineData("smtp", "starttls", 587)]
    [InlineData("smtp", "tls", 465)]
    [InlineData("smtp", "none", 25)]
    public void Smtp_port_follows_the_protection(string mode, string? security, int port)
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, $"email:\n  mode: {mode}\n  smtp:\n    host: localhost\n    security: {security}\n");

        config.Load().Settings.Email.Smtp!.Port.ShouldBe(port);
    }

    [Fact]
    public void Smtp_without_a_server_is_refused()
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, "email:\n  mode: smtp\n");

        config.Problems().ShouldBe(["delivery.yaml:2:9: mode smtp needs 'smtp' with 'host'"]);
    }

    [Fact]
    public void Smtp_name_without_a_password_is_refused()
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, "email:\n  mode: smtp\n  smtp: {host: localhost, username: me}\n");

        config.Problems().ShouldBe(["delivery.yaml:3:9: 'username' and 'password' belong together"]);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("hooks.example.org")]
    public void Webhook_beyond_the_web_is_refused(string url)
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, $"webhooks:\n  - id: home\n    url: {url}\n");

        config.Problems().ShouldBe([$"delivery.yaml:3:10: 'url' must be an absolute http or https address, found '{url}'"]);
    }

    [Fact]
    public void Webhook_id_given_twice_is_refused()
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, "webhooks:\n  - {id: home, url: https://example.org/1}\n  - {id: home, url: https://example.org/2}\n");

        config.Problems().ShouldBe(["delivery.yaml:3:10: duplicate id 'home'"]);
    }
}
