using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracker.Catalog.Settings;
using Tracker.Contracts;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Webhooks;

public sealed class WebhookChannelTests : IDisposable
{
    // Keys of nobody, made for this test.
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("an invented signing key, 32 byte");
    private static readonly byte[] s_newKey = Encoding.UTF8.GetBytes("another invented key of 32 bytes");
    private readonly string _variable = "NOTIFIER_TEST_" + Guid.NewGuid().ToString("N");

    public void Dispose() => Environment.SetEnvironmentVariable(_variable, null);

    [Fact]
    public async Task Post_is_signed_as_standard_webhooks_say()
    {
        ReceivedPost post = await PostAsync($"whsec_{Convert.ToBase64String(s_key)}");

        string id = post.Headers["webhook-id"];
        string timestamp = post.Headers["webhook-timestamp"];
        id.ShouldNotContain(".");
        timestamp.ShouldBe(Invented.Now.ToUnixTimeSeconds().ToString());
        post.Headers["webhook-signature"].ShouldBe(Signature(s_key, id, timestamp, post.Body));
    }

    [Fact]
    public async Task Post_under_two_secrets_carries_both_signatures()
    {
        ReceivedPost post = await PostAsync($"whsec_{Convert.ToBase64String(s_newKey)} whsec_{Convert.ToBase64String(s_key)}");

        string id = post.Headers["webhook-id"];
        string timestamp = post.Headers["webhook-timestamp"];
        post.Headers["webhook-signature"].Split(' ')
            .ShouldBe([Signature(s_newKey, id, timestamp, post.Body), Signature(s_key, id, timestamp, post.Body)]);
    }

    [Fact]
    public async Task Secret_of_the_wrong_form_fails_and_is_not_quoted()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await StartAsync(server.Settings(secret: Secret("hunter2-is-no-base64")));
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = Webhook(await bed.DeliverAsync());

        attempt.Outcome.ShouldBe(DeliveryOutcome.Failed);
        attempt.Detail.ShouldContain("whsec_");
        bed.Texts("SELECT detail FROM delivery_attempts").ShouldAllBe(detail => !detail.Contains("hunter2", StringComparison.Ordinal));
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Body_is_a_cloud_event_with_verdict_second_card_and_top_candidates()
    {
        ReceivedPost post = await PostAsync(null);

        post.Method.ShouldBe("POST");
        post.Headers["Content-Type"].ShouldStartWith("application/cloudevents+json");
        post.Headers.ShouldNotContainKey("webhook-signature");
        using JsonDocument json = JsonDocument.Parse(post.Body);
        JsonElement root = json.RootElement;
        root.GetProperty("specversion").GetString().ShouldBe("1.0");
        root.GetProperty("id").GetString()!.Length.ShouldBe(64);
        root.GetProperty("source").GetString().ShouldBe("gpu-tracker");
        root.GetProperty("type").GetString().ShouldBe("gpu-tracker.verdict.reached");
        root.GetProperty("time").GetString().ShouldBe("2026-11-18T10:00:00Z");
        root.GetProperty("subject").GetString().ShouldBe("mi350p");
        root.GetProperty("datacontenttype").GetString().ShouldBe("application/json");
        JsonElement data = root.GetProperty("data");
        data.GetProperty("title").GetString()!.ShouldStartWith("WAIT: MI350P");
        data.GetProperty("verdict").GetProperty("action").GetString().ShouldBe("Wait");
        data.GetProperty("second_card").GetProperty("price").GetProperty("amount").GetString().ShouldBe("8449.99");
        data.GetProperty("top_candidates")[0].GetProperty("price").GetProperty("confidence").GetString().ShouldBe("Unverified");
    }

    [Fact]
    public async Task Body_of_a_very_wordy_scoreboard_stays_under_20_kB()
    {
        Scoreboard board = Invented.Scoreboard();
        string words = string.Concat(Enumerable.Repeat("invented words ", 400));
        board = board with
        {
            Candidates = [.. Enumerable.Range(0, 30).Select(i => board.Candidates[0] with { Id = $"c{i}", Stale = [words] })],
            Verdict = board.Verdict with { Reasons = [words, words, words], WhatWouldChangeIt = [words] },
        };

        ReceivedPost post = await PostAsync(null, board);

        post.Body.Length.ShouldBeLessThan(20_000);
        JsonDocument.Parse(post.Body).RootElement.GetProperty("data").GetProperty("verdict").GetProperty("action").GetString().ShouldBe("Wait");
    }

    [Fact]
    public async Task Answer_410_disables_the_endpoint()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.AnswerWith(410);
        await using TestBed bed = await StartAsync(server.Settings());
        await bed.ReachVerdictAsync();
        await bed.ReachVerdictAsync();

        DeliveryReport report = await bed.DeliverAsync();
        await bed.ReachVerdictAsync();

        report.NotSent.ShouldBe(2);
        server.Received.Count.ShouldBe(1);
        bed.Texts("SELECT status FROM deliveries WHERE channel = 'webhook'").ShouldBe(["dead", "dead"]);
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Wed, 18 Nov 2026 10:02:00 GMT")]
    public async Task Answer_with_retry_after_is_obeyed(string value)
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.AnswerWith(429, "Retry-After", value);
        await using TestBed bed = await StartAsync(server.Settings());
        await bed.ReachVerdictAsync();

        Webhook(await bed.DeliverAsync()).NextAttemptAt.ShouldBe(Invented.Now.AddSeconds(120));
    }

    [Fact]
    public async Task Answer_with_a_redirect_fails_and_is_not_followed()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.AnswerWith(307, "Location", "/elsewhere");
        await using TestBed bed = await StartAsync(server.Settings());
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = Webhook(await bed.DeliverAsync());

        attempt.Outcome.ShouldBe(DeliveryOutcome.Failed);
        attempt.Detail.ShouldStartWith("answered 307");
        server.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_answer_within_15_seconds_is_ambiguous()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        server.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using TestBed bed = await StartAsync(server.Settings());
        await bed.ReachVerdictAsync();

        Task<DeliveryReport> delivering = bed.DeliverAsync();
        await TestBed.UntilAsync(() => !server.Received.IsEmpty);
        bed.Time.Advance(TimeSpan.FromSeconds(14.9));
        delivering.IsCompleted.ShouldBeFalse();
        bed.Time.Advance(TimeSpan.FromSeconds(0.2));

        Webhook(await delivering).Outcome.ShouldBe(DeliveryOutcome.Ambiguous);
    }

    [Fact]
    public async Task Endpoint_that_nobody_listens_on_fails()
    {
        WebhookServer server = await WebhookServer.StartAsync();
        WebhookSettings settings = server.Settings();
        await server.DisposeAsync();
        await using TestBed bed = await StartAsync(settings);
        await bed.ReachVerdictAsync();

        Webhook(await bed.DeliverAsync()).Outcome.ShouldBe(DeliveryOutcome.Failed);
    }

    [Fact]
    public async Task Private_address_without_leave_is_not_called()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await StartAsync(server.Settings(allowPrivate: false));
        await bed.ReachVerdictAsync();

        DeliveryAttempt attempt = Webhook(await bed.DeliverAsync());

        attempt.Outcome.ShouldBe(DeliveryOutcome.Failed);
        attempt.Detail.ShouldContain("allow_private");
        server.Received.ShouldBeEmpty();
    }

    private static Task<TestBed> StartAsync(WebhookSettings settings) => TestBed.StartAsync(Invented.Catalog(null, settings));

    private static DeliveryAttempt Webhook(DeliveryReport report) => report.Attempts.Single(a => a.Channel == "webhook ops");

    // Computed here on purpose, not by the code under test.
    private static string Signature(byte[] key, string id, string timestamp, byte[] body)
    {
        using HMACSHA256 hmac = new(key);
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{timestamp}.{Encoding.UTF8.GetString(body)}")));
    }

    private SecretReference Secret(string value)
    {
        Environment.SetEnvironmentVariable(_variable, value);
        return SecretReference.TryParse("env:" + _variable)!;
    }

    private async Task<ReceivedPost> PostAsync(string? secret, Scoreboard? scoreboard = null)
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await StartAsync(server.Settings(secret: secret is null ? null : Secret(secret)));
        await bed.ReachVerdictAsync(scoreboard);
        (await bed.DeliverAsync()).Sent.ShouldBe(2);
        return server.Received.ShouldHaveSingleItem();
    }
}
