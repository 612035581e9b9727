using System.Text.Json;
using Tracker.Acceptance.Programs;
using Tracker.Acceptance.Site;

namespace Tracker.Acceptance;

/// <summary>
/// The whole program against a shop, a feed and a rate card on loopback: a price changes there, the verdict is
/// evaluated again, and the e-mail and the webhook arrive.
/// </summary>
public sealed class MarketChangeTests
{
    [Fact]
    public async Task PriceChange_in_one_process_is_mailed_and_posted()
    {
        using TrackerFolder folder = new();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        Configure(folder, site);
        await using TrackerProgram program = Start(folder, null);

        await FollowPriceChangeAsync(folder, site, program);

        program.Output.ShouldContain("health at http://127.0.0.1");
    }

    [Fact]
    public async Task PriceChange_in_four_processes_over_RabbitMq_is_mailed_and_posted()
    {
        if (!PrivateRabbitMq.IsInstalled)
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "in CI the broker must be installed");
            Assert.Skip("rabbitmq-server is not installed: the roles were not tried over a broker");
        }
        using TrackerFolder folder = new();
        await using LoopbackSite site = await LoopbackSite.StartAsync();
        await using PrivateRabbitMq broker = await PrivateRabbitMq.StartAsync();
        Configure(folder, site);
        await using TrackerProgram notifier = Start(folder, broker.Environment, "notifier");
        await using TrackerProgram scoring = Start(folder, broker.Environment, "scoring");
        await using TrackerProgram fit = Start(folder, broker.Environment, "fit");
        await using TrackerProgram collector = Start(folder, broker.Environment, "collector");

        await FollowPriceChangeAsync(folder, site, collector, fit, scoring, notifier);
    }

    private static async Task FollowPriceChangeAsync(TrackerFolder folder, LoopbackSite site, params TrackerProgram[] programs)
    {
        await Eventually.HoldsAsync("the first verdict is mailed", () => folder.Mails().Count == 1, Describe, seconds: 90);
        await Eventually.HoldsAsync("the first verdict is posted", () => site.Webhooks.Count == 1, Describe);
        folder.Mails()[0].Subject.ShouldStartWith("BUY");
        await Eventually.HoldsAsync(
            "the shop's price is evaluated", () => folder.Count("evaluations WHERE scoreboard LIKE '%\"8000.00\"%'") > 0, Describe);
        await Eventually.HoldsAsync(
            "the news and the rental rate are there",
            () => folder.Count("announcements WHERE title LIKE 'Invented: Instinct MI350P%'") == 1 && folder.Count("offers WHERE unit = 'hour' AND amount_minor = 180") == 1,
            Describe);

        // Ten times the price is not believed at once, but the owner may say that it is true.
        site.Price = 80_000;
        await Eventually.HoldsAsync("the jump is in quarantine", () => folder.Count("quarantined_offers WHERE status = 'held' AND amount_minor = 8000000") == 1, Describe);
        await using TrackerProgram release = await TrackerProgram.RunAsync(folder, "source", "quarantine", "release", "1");
        release.ExitCode.ShouldBe(0, release.Errors);

        await Eventually.HoldsAsync("the changed verdict is mailed", () => folder.Mails().Count == 2, Describe);
        await Eventually.HoldsAsync("the changed verdict is posted", () => site.Webhooks.Count == 2, Describe);
        folder.Mails()[1].Subject.ShouldNotStartWith("BUY: a second");
        folder.Mails()[1].TextBody!.ShouldContain("$80,000");
        using JsonDocument first = JsonDocument.Parse(site.Webhooks.First());
        first.RootElement.GetProperty("specversion").GetString().ShouldBe("1.0");
        folder.Count("deliveries").ShouldBe(4);
        folder.Count("announcements WHERE title LIKE '%soup%'").ShouldBe(0);
        folder.Count("offers WHERE source_id = 'invented-shop'").ShouldBe(2);

        string Describe() => string.Join('\n', programs.Select(p => p.Output + p.Errors)) + "\nrequests: "
            + string.Join(", ", site.Requests.Select(r => $"{r.Key} {r.Value}")) + $"; offers {folder.Count("offers")}, evaluations {folder.Count("evaluations")}";
    }

    private static TrackerProgram Start(TrackerFolder folder, Dictionary<string, string>? environment, string? role = null) => TrackerProgram.Start(
        folder, environment, ["run", "--urls", "http://127.0.0.1:0", .. role is null ? Array.Empty<string>() : ["--role", role]]);

    // The shipped cards and models; sources, and what they say, are invented.
    private static void Configure(TrackerFolder folder, LoopbackSite site)
    {
        Directory.Delete(Path.Combine(folder.Root, "deploy", "history"), recursive: true);
        Directory.Delete(Path.Combine(folder.Config, "sources"), recursive: true);
        folder.Write("sources/invented-shop.yaml", Source("invented-shop", "product", $"{site.Address}/card", "gpu: rtx-pro-6000-blackwell\n"));
        folder.Write("sources/invented-press.yaml", Source("invented-press", "feed", $"{site.Address}/news.xml", ""));
        folder.Write("sources/invented-cloud.yaml", Source("invented-cloud", "json", $"{site.Address}/rates.json",
            """
            unit: hour
            currency: USD
            json: {items: "$.cards[*]", title: title, price: usd_per_hour}

            """));
        File.AppendAllText(
            Path.Combine(folder.Config, "delivery.yaml"),
            $"""

            webhooks:
              - {"{"}id: invented-hook, url: "{site.Address}/hook", allow_private: true{"}"}

            """);
    }

    private static string Source(string id, string kind, string url, string rest) =>
        $"""
        id: {id}
        kind: {kind}
        url: {url}
        schedule: {"{"}every: 1s, jitter: 0s{"}"}
        delay: 50ms
        allow_private: true
        trust: high
        {rest}
        """;
}
