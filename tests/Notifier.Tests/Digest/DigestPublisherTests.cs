using Tracker.Contracts;
using Tracker.Notifier.Digest;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Digest;

public sealed class DigestPublisherTests
{
    private static readonly IsoWeek s_week = IsoWeek.Parse("2026-W47");

    [Fact]
    public async Task Digest_before_any_evaluation_says_what_to_do()
    {
        await using TestBed bed = await TestBed.StartAsync();

        InvalidOperationException e = await Should.ThrowAsync<InvalidOperationException>(() => RenderAsync(bed, null));

        e.Message.ShouldContain("tracker run --once");
    }

    [Fact]
    public async Task Digest_without_a_week_is_the_running_one_on_the_first_day_and_the_last_due_one_later()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());

        RenderedDigest first = await RenderAsync(bed, null);
        bed.Time.Advance(TimeSpan.FromDays(6));
        RenderedDigest later = await RenderAsync(bed, null);

        (first.Week, first.Preliminary).ShouldBe((s_week, true));
        (later.Week, later.Preliminary).ShouldBe((s_week, false));
    }

    [Fact]
    public async Task Digest_of_a_week_before_the_first_evaluation_still_tells_its_news()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await AddNewsAsync(bed, 1, "Invented news of the spring", "https://example.org/spring", "high", "2026-04-01T12:00:00.000Z");

        RenderedDigest digest = await RenderAsync(bed, IsoWeek.Parse("2026-W14"));

        digest.Text.ShouldContain("Invented news of the spring");
        digest.Text.ShouldContain("2026-11-18");
    }

    [Fact]
    public async Task Digest_shows_changes_against_the_one_before()
    {
        await using TestBed bed = await TestBed.StartAsync();
        Scoreboard then = Invented.Scoreboard(probability: 0.71, gain: "2000.00");
        await bed.ReachVerdictAsync(then with { Candidates = [then.Candidates[1], then.Candidates[0] with { Price = Invented.Price("12000.00", Confidence.Unverified) }] });
        bed.Time.Advance(TimeSpan.FromDays(7));
        await bed.EvaluateAsync(Invented.Scoreboard());

        string text = (await RenderAsync(bed, s_week.Next)).Text;

        text.ShouldContain("price +7.5%, up 1");
        text.ShouldContain("down 1");
        text.ShouldContain("new");
        text.ShouldContain("The verdict stands since 2026-11-18.");
        text.ShouldContain("Its probability went from 71% to 74%.");
        text.ShouldContain("Its expected gain went from +$2,000 to +$2,310.");
        text.ShouldContain("Changes are against 2026-11-18 11:00 Europe/Berlin.");
    }

    [Fact]
    public async Task Digest_shows_the_verdicts_of_its_week_and_its_alerts()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.ReachVerdictAsync(Invented.Scoreboard(VerdictAction.BuySecondCard, Invented.OwnedId));
        await bed.DeliverAsync();
        bed.Time.Advance(TimeSpan.FromDays(1));
        await bed.ReachVerdictAsync();

        string text = OneLine((await RenderAsync(bed, s_week)).Text);

        text.ShouldContain("- 2026-11-18: BUY: a second RTX PRO 6000 beats waiting");
        text.ShouldContain("- 2026-11-19: WAIT: MI350P beats");
        text.ShouldContain("(email sent)");
        text.ShouldContain("(email not sent yet)");
    }

    [Fact]
    public async Task Digest_groups_news_by_candidate_and_links_only_the_web()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await AddNewsAsync(bed, 1, "MI350P <script>alert(1)</script> launches", "https://example.org/a?b=1&c=2", "low", "2026-11-17T12:00:00.000Z", Invented.CandidateId);
        await AddNewsAsync(bed, 2, "Invented hostile link", "javascript:alert(1)", "unverified", "2026-11-16T12:00:00.000Z");
        await AddNewsAsync(bed, 3, "Invented news of the week before", null, "high", "2026-11-15T22:59:59.999Z");
        await AddNewsAsync(bed, 4, "Invented news of Monday", null, "high", "2026-11-15T23:00:00.000Z");

        RenderedDigest digest = await RenderAsync(bed, s_week);

        digest.Html.ShouldContain("href=\"https://example.org/a?b=1&amp;c=2\"");
        digest.Html.ShouldNotContain("<script");
        digest.Html.ShouldNotContain("javascript:");
        digest.Html.ShouldContain("Invented hostile link");
        digest.Text.ShouldContain("unverified †");
        digest.Text.ShouldContain("low confidence ‡");
        digest.Text.ShouldNotContain("week before");
        digest.Text.ShouldContain("Invented news of Monday");
        digest.Text.IndexOf("AMD Instinct MI350P\n- MI350P", StringComparison.Ordinal).ShouldBeInRange(0, digest.Text.IndexOf("Other news", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digest_draws_the_second_cards_price_and_what_is_expected_of_it()
    {
        await using TestBed bed = await TestBed.StartAsync();
        Scoreboard board = Invented.Scoreboard();
        static MoneyValue Usd(string amount) => new() { Amount = amount, Currency = "USD" };
        await bed.EvaluateAsync(board with
        {
            SecondCard = board.SecondCard with
            {
                Forecast = new()
                {
                    DriftPerYear = 0,
                    VolatilityPerYear = 0.3,
                    EffectiveYears = 1,
                    DegreesOfFreedom = 5,
                    Basis = "invented",
                    Record = [new() { Month = new(2026, 9, 1), Price = Usd("9000.00") }, new() { Month = new(2026, 10, 1), Price = Usd("18000.00") }],
                    Fan = [new() { Months = 6, P10 = Usd("9000.00"), P50 = Usd("18000.00"), P90 = Usd("36000.00") }],
                },
            },
        });

        RenderedDigest digest = await RenderAsync(bed, s_week);

        digest.Text.ShouldContain("2026-09       $9,000                          ########\n2026-10       $18,000                         ###############\n");
        digest.Text.ShouldContain("in 6 months   $18,000 ($9,000 to $36,000)     =======|=============\n");
        digest.Html.ShouldContain("<td width=\"25%\"");
        digest.Html.ShouldContain("<td width=\"75%\" bgcolor");
    }

    [Fact]
    public async Task Digest_tells_a_story_once_and_who_else_told_it()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await AddNewsAsync(bed, 1, "MI350P launches, invented", null, "high", "2026-11-17T12:00:00.000Z", Invented.CandidateId);
        await AddNewsAsync(bed, 2, "Invented: MI350P now launched", null, "low", "2026-11-17T15:00:00.000Z", Invented.CandidateId, "Invented copyist");
        await bed.ExecuteAsync("INSERT INTO announcement_origins (announcement_id, origin_id) VALUES (1, 1), (2, 1)");

        string text = OneLine((await RenderAsync(bed, s_week)).Text);

        text.ShouldContain("MI350P launches, invented news, Invented news, 2026-11-17, high confidence; also Invented copyist");
        text.ShouldNotContain("now launched");
    }

    [Fact]
    public async Task Digest_tells_where_sources_give_other_figures_than_the_catalogue()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await bed.ExecuteAsync(
            """
            INSERT INTO specs (fact_key, gpu_id, field, value, source_id, observed_at, known_at, recorded_at, confidence, evidence) VALUES
            ('a', @owned, 'memory_gb', '96', 'shop', @at, @at, @at, 'medium', 'invented'),
            ('b', @owned, 'bandwidth_gb_per_s', '1500', 'shop', @at, @at, @at, 'medium', 'invented'),
            ('c', @owned, 'bandwidth_gb_per_s', '1790', 'shop', @at, @at, @at, 'medium', 'invented'),
            ('d', @owned, 'memory_gb', '128', 'news', @at, @at, @at, 'medium', 'invented')
            """,
            new { owned = Invented.OwnedId, at = "2026-11-17T12:00:00.000Z" });

        string text = OneLine((await RenderAsync(bed, s_week)).Text);

        text.ShouldContain("memory_gb 128 by Invented news, 2026-11-17; the entry says 96.");
        text.ShouldNotContain("memory_gb 96 by");
        text.ShouldNotContain("bandwidth_gb_per_s 1790");
    }

    [Fact]
    public async Task Digest_tells_how_the_sources_do_and_what_is_old()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await bed.ExecuteAsync(
            """
            INSERT INTO source_state (source_id, last_attempt_at, last_success_at, healthy, last_problem) VALUES
            ('shop', '2026-11-18T08:00:00.000Z', '2026-11-12T08:00:00.000Z', 0, 'HTTP 503'),
            ('news', '2026-11-18T08:00:00.000Z', '2026-11-18T08:00:00.000Z', 1, NULL)
            """);

        string text = (await RenderAsync(bed, s_week)).Text;

        text.ShouldContain("1 of 2 sources answer as expected.");
        text.ShouldContain("- shop (Invented shop): last answered as expected 2026-11-12; HTTP 503");
        text.ShouldContain("no price is known; bandwidth is");
    }

    [Fact]
    public async Task Digest_text_is_at_most_78_columns_wide_but_for_addresses()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await AddNewsAsync(bed, 1, string.Join(' ', Enumerable.Repeat("invented words", 12)), "https://example.org/" + new string('a', 90), "high", "2026-11-17T12:00:00.000Z");

        string[] lines = (await RenderAsync(bed, s_week)).Text.Split('\n');

        lines.Where(line => line.Length > 78).ShouldAllBe(line => line.StartsWith("  https://example.org/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digest_is_sent_once_unless_forced_and_never_by_webhook()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        await using TestBed bed = await TestBed.StartAsync(Invented.Catalog(null, server.Settings()));
        await bed.EvaluateAsync(Invented.Scoreboard());
        bed.Time.Advance(TimeSpan.FromDays(6));
        DigestPublisher publisher = bed.Get<DigestPublisher>();
        RenderedDigest digest = await RenderAsync(bed, s_week);

        (await publisher.SendAsync(digest, force: false, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await publisher.SendAsync(digest, force: false, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await publisher.SendAsync(digest, force: true, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await bed.DeliverAsync()).Sent.ShouldBe(2);

        bed.Mails().Length.ShouldBe(2);
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Preliminary_digest_does_not_stand_for_the_whole_weeks()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        await bed.Get<DigestPublisher>().SendAsync(await RenderAsync(bed, s_week), force: false, TestContext.Current.CancellationToken);

        bed.Time.Advance(TimeSpan.FromDays(6));

        (await bed.Get<DigestSchedule>().PublishDueAsync(TestContext.Current.CancellationToken)).ShouldBe(s_week);
    }

    [Fact]
    public async Task Saved_digest_is_the_rendered_one()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await bed.EvaluateAsync(Invented.Scoreboard());
        RenderedDigest digest = await RenderAsync(bed, s_week);
        string folder = Path.Combine(bed.Paths.DataFolder, "out");

        string[] files = await bed.Get<DigestPublisher>().SaveAsync(digest, folder, TestContext.Current.CancellationToken);

        files.ShouldBe([Path.Combine(folder, "2026-W47.html"), Path.Combine(folder, "2026-W47.txt")]);
        (await File.ReadAllTextAsync(files[0], TestContext.Current.CancellationToken)).ShouldBe(digest.Html);
        (await File.ReadAllTextAsync(files[1], TestContext.Current.CancellationToken)).ShouldBe(digest.Text);
        Directory.GetFiles(folder).Length.ShouldBe(2);
    }

    // Where a line is wrapped is another test's matter.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<RenderedDigest> RenderAsync(TestBed bed, IsoWeek? week) =>
        bed.Get<DigestPublisher>().RenderAsync(week, TestContext.Current.CancellationToken);

    private static async Task AddNewsAsync(TestBed bed, int id, string title, string? url, string confidence, string at, string? gpu = null, string venue = "Invented news")
    {
        await bed.ExecuteAsync(
            """
            INSERT INTO announcements (id, fact_key, source_id, venue, kind, title, url, published_at, known_at, recorded_at, confidence, evidence)
            VALUES (@id, @id, 'news', @venue, 'news', @title, @url, @at, @at, @at, @confidence, 'invented for a test')
            """,
            new { id, venue, title, url, confidence, at });
        if (gpu is not null)
            await bed.ExecuteAsync("INSERT INTO announcement_gpus (announcement_id, gpu_id) VALUES (@id, @gpu)", new { id, gpu });
    }
}
